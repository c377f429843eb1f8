package wattle.grid.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import wattle.grid.Bounds;
import wattle.grid.Decision;
import wattle.grid.Forecast;
import wattle.grid.Forecaster;
import wattle.grid.GridException;
import wattle.grid.IntensitySeries;
import wattle.series.Interval;

/// Forecasts issued along a series and scored against what came.
///
/// Every model is scored on the same issues: where one of them has nothing to say, none is scored.
/// Values are compared interval by interval on the step of the forecast, with the mean of what
/// came; where that has a gap, the interval is left out.
///
/// @param issued how many times each model issued a forecast
/// @param leftOut how many times one of them could not
/// @param floor above which value in g/kWh a percentage error is taken
/// @param scores by model and band; a band in which nothing was compared has none
public record Backtest(int issued, int leftOut, double floor, List<Score> scores) {

    /// Below this, in g/kWh, an error in percent says nothing.
    public static final double FLOOR = 5;

    private static final long DAY = Duration.ofDays(1).toNanos();

    public Backtest {
        scores = List.copyOf(scores);
    }

    /// Whoever issues forecasts: a model on a series, or an archive.
    ///
    /// @param issuer gives the forecast that was the latest at an instant
    public record Entry(String name, Forecaster.Prepared issuer) {}

    /// Instants of issue at equal distances, such that every forecast has `warmUp` of past and
    /// `horizon` of future within the series. A distance that is no multiple of a day, such as 25
    /// h, meets all hours of the day.
    public static List<Instant> regular(
            IntensitySeries series, Duration warmUp, Duration every, Duration horizon) {
        if (!every.isPositive()) {
            throw new IllegalArgumentException("issues lie apart: " + every);
        }
        Interval span = series.gramsPerKilowattHour().timeline().span();
        List<Instant> issues = new ArrayList<>();
        Instant at = span.start().plus(warmUp);
        for (; !at.plus(horizon).isAfter(span.end()); at = at.plus(every)) {
            issues.add(at);
        }
        return issues;
    }

    /// @param truth what came
    /// @param issues when forecasts are issued
    /// @param progress told the share that is done, 0 to 1
    public static Backtest run(
            IntensitySeries truth,
            List<Entry> entries,
            List<Instant> issues,
            Duration horizon,
            List<Band> bands,
            DoubleConsumer progress) {
        var known = new Known(truth);
        List<List<Tally>> tallies = new ArrayList<>();
        for (Entry entry : entries) {
            tallies.add(bands.stream().map(each -> new Tally(entry.name(), each, FLOOR)).toList());
        }
        int issued = 0;
        for (int i = 0; i < issues.size(); i++) {
            List<Forecast> forecasts = issue(entries, issues.get(i), horizon);
            if (!forecasts.isEmpty()) {
                issued++;
                for (int m = 0; m < entries.size(); m++) {
                    score(forecasts.get(m), issues.get(i), known, tallies.get(m));
                }
            }
            progress.accept((i + 1.0) / issues.size());
        }
        return new Backtest(
                issued,
                issues.size() - issued,
                FLOOR,
                tallies.stream()
                        .flatMap(List::stream)
                        .filter(each -> !each.isEmpty())
                        .map(Tally::score)
                        .toList());
    }

    /// One forecast of each; none where one of them has nothing to say.
    private static List<Forecast> issue(List<Entry> entries, Instant at, Duration horizon) {
        List<Forecast> forecasts = new ArrayList<>();
        for (Entry each : entries) {
            try {
                forecasts.add(each.issuer().forecast(at, horizon));
            } catch (GridException nothingToSay) {
                return List.of();
            }
        }
        return forecasts;
    }

    private static void score(
            Forecast forecast, Instant issuedAt, Known truth, List<Tally> tallies) {
        var decision = new Decision(issuedAt);
        var said = new Known(forecast.usableFor(decision));
        Bounds range = forecast.rangeUsableFor(decision).orElse(null);
        long issued = Known.nanos(issuedAt);
        for (int i = 0; i < said.size; i++) {
            double came = truth.mean(said.start(i), said.end(i), truth.size, 1);
            if (Double.isNaN(came)) {
                continue;
            }
            for (Tally each : tallies) {
                if (each.band().contains(said.end(i) - issued)) {
                    each.add(said.value(i), came);
                    if (range != null) {
                        each.addRange(range.low().value(i), range.high().value(i), came);
                    }
                }
            }
        }
        for (Tally each : tallies) {
            for (int day = 0; day < each.band().days(); day++) {
                long from = firstWhole(said, issued) + each.band().after().toNanos() + day * DAY;
                double skill = skill(said, truth, from);
                if (!Double.isNaN(skill)) {
                    each.addDay(skill);
                }
            }
        }
    }

    /// The start of the first interval that begins no earlier than the issue.
    private static long firstWhole(Known said, long issued) {
        return said.start(0) >= issued || said.size == 1 ? said.start(0) : said.start(1);
    }

    /// Over one day by the hour, or by the intervals where they are longer; NaN where the day is
    /// not whole, or has no quarters.
    private static double skill(Known said, Known truth, long from) {
        long unit = Math.max(Known.HOUR, said.end(0) - said.start(0));
        int count = (int) (DAY / unit) / 4 * 4;
        if (count == 0) {
            return Double.NaN;
        }
        double[] forecast = new double[count];
        double[] came = new double[count];
        for (int i = 0; i < count; i++) {
            long start = from + i * unit;
            forecast[i] = said.mean(start, start + unit, said.size, 1);
            came[i] = truth.mean(start, start + unit, truth.size, 1);
            if (Double.isNaN(forecast[i]) || Double.isNaN(came[i])) {
                return Double.NaN;
            }
        }
        return RankingSkill.of(forecast, came);
    }
}
