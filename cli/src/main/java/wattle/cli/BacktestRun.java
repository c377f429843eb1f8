package wattle.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import wattle.grid.Forecaster;
import wattle.grid.IntensitySeries;
import wattle.grid.csv.ForecastArchive;
import wattle.grid.forecast.Backtest;
import wattle.grid.forecast.Band;
import wattle.grid.forecast.Score;
import wattle.report.Figures;
import wattle.report.json.FootprintWriter;
import wattle.unit.Source;

/// A backtest of models on a series, and how it is printed: a table, CSV, or `wattle.backtest/1`.
record BacktestRun(IntensitySeries series, Duration every, Backtest result) {

    /// Past before the first issue: what the models need, and two weeks to weigh them by.
    private static final Duration WARM_UP = Duration.ofDays(28);

    /// @param archive archived forecasts; null where there are none to score
    static BacktestRun of(
            IntensitySeries series,
            List<Forecaster> models,
            @Nullable Path archive,
            Duration every,
            Duration horizon,
            DoubleConsumer progress) {
        List<Backtest.Entry> entries = new ArrayList<>();
        for (Forecaster each : models) {
            entries.add(new Backtest.Entry(each.name(), each.over(series)));
        }
        List<Instant> issues = Backtest.regular(series, WARM_UP, every, horizon);
        List<Band> bands =
                Band.ofThreeDays().stream()
                        .filter(each -> each.after().compareTo(horizon) < 0)
                        .toList();
        Duration ahead = horizon;
        if (archive != null) {
            ForecastArchive archived =
                    ForecastArchive.read(
                            archive,
                            series.zone(),
                            series.labels(),
                            new Source(archive.toString(), null));
            entries.add(new Backtest.Entry("archived", archived));
            bands = archived.bands();
            ahead = bands.getLast().upTo();
            issues = issues(archived, series, every, ahead);
        }
        if (issues.isEmpty()) {
            throw new Failure(
                    Exit.DATA_MISSING,
                    301,
                    "the series is too short for a backtest: it holds no "
                            + WARM_UP.toDays()
                            + " days of past and "
                            + ahead.toHours()
                            + " h of future",
                    "Give a longer series, or a shorter --horizon.");
        }
        return new BacktestRun(
                series, every, Backtest.run(series, entries, issues, ahead, bands, progress));
    }

    /// When the archive's forecasts were issued, so far apart at least.
    private static List<Instant> issues(
            ForecastArchive archive, IntensitySeries series, Duration every, Duration ahead) {
        var span = series.gramsPerKilowattHour().timeline().span();
        Instant next = span.start().plus(WARM_UP);
        List<Instant> issues = new ArrayList<>();
        for (int i = 0; i < archive.size(); i++) {
            Instant at = archive.issuedAt(i);
            if (!at.isBefore(next) && !at.plus(ahead).isAfter(span.end())) {
                issues.add(at);
                next = at.plus(every);
            }
        }
        return issues;
    }

    void table(Writer to) {
        var out = new PrintWriter(to);
        out.println(
                series.place()
                        + ", "
                        + series.labels().signal().label()
                        + ": "
                        + result.issued()
                        + " forecasts of each model"
                        + (result.leftOut() > 0
                                ? ", " + result.leftOut() + " left out where one had nothing to say"
                                : ""));
        out.println();
        var table = new Columns();
        table.add(
                "horizon", "model", "values", "MAE", "MAPE", "bias", "low hours found", "in range");
        for (Score each : inOrder()) {
            table.add(
                    each.band().label(),
                    each.model(),
                    Long.toString(each.values()),
                    Figures.number(each.meanAbsoluteError()),
                    shown(each.meanAbsolutePercentageError(), 1),
                    Figures.number(each.bias()),
                    shown(each.rankingSkill(), 100),
                    shown(each.withinRange(), 100));
        }
        table.print("", out);
        out.println();
        out.println(
                "MAE and bias (forecast minus what came) in g/kWh. MAPE over values above "
                        + Figures.number(result.floor())
                        + " g/kWh. Low hours found:");
        out.println(
                "the share of a day's lowest quarter that is in the forecast's lowest quarter; a"
                        + " forecast that says nothing has 25 %.");
        out.flush();
    }

    private static String shown(OptionalDouble value, double times) {
        return value.isEmpty() ? "-" : Figures.number(times * value.getAsDouble()) + " %";
    }

    /// By band, then by model: what is to be compared stands together.
    private List<Score> inOrder() {
        List<Score> ordered = new ArrayList<>();
        for (Band band : result.scores().stream().map(Score::band).distinct().toList()) {
            result.scores().stream().filter(each -> each.band().equals(band)).forEach(ordered::add);
        }
        return ordered;
    }

    void csv(Writer to) {
        var out = new PrintWriter(to);
        out.print(
                "model,after_minutes,up_to_minutes,values,mae_g_per_kwh,mape_percent,below_floor,"
                        + "bias_g_per_kwh,ranking_skill,within_range\n");
        for (Score each : result.scores()) {
            out.print(each.model() + "," + each.band().after().toMinutes() + ",");
            out.print(each.band().upTo().toMinutes() + "," + each.values() + ",");
            out.print(each.meanAbsoluteError() + "," + exact(each.meanAbsolutePercentageError()));
            out.print("," + each.belowFloor() + "," + each.bias() + ",");
            out.print(exact(each.rankingSkill()) + "," + exact(each.withinRange()) + "\n");
        }
        out.flush();
    }

    private static String exact(OptionalDouble value) {
        return value.isEmpty() ? "" : Double.toString(value.getAsDouble());
    }

    void json(Writer to) {
        try (JsonGenerator out = FootprintWriter.generator(to)) {
            out.writeStartObject();
            out.writeStringProperty("schema", "wattle.backtest/1");
            ForecastText.kind(series, out);
            out.writeNumberProperty("every_seconds", every.toSeconds());
            out.writeNumberProperty("issued", result.issued());
            out.writeNumberProperty("left_out", result.leftOut());
            out.writeNumberProperty("mape_floor_g_per_kwh", result.floor());
            out.writeName("scores");
            out.writeStartArray();
            for (Score each : result.scores()) {
                out.writeStartObject();
                out.writeStringProperty("model", each.model());
                out.writeNumberProperty("after_seconds", each.band().after().toSeconds());
                out.writeNumberProperty("up_to_seconds", each.band().upTo().toSeconds());
                out.writeNumberProperty("values", each.values());
                out.writeNumberProperty("mae_g_per_kwh", each.meanAbsoluteError());
                FootprintWriter.number(out, "mape_percent", each.meanAbsolutePercentageError());
                out.writeNumberProperty("below_floor", each.belowFloor());
                out.writeNumberProperty("bias_g_per_kwh", each.bias());
                FootprintWriter.number(out, "ranking_skill", each.rankingSkill());
                FootprintWriter.number(out, "within_range", each.withinRange());
                out.writeEndObject();
            }
            out.writeEndArray();
            FootprintWriter.versions(Versions.current(), out);
            out.writeEndObject();
            out.writeRaw('\n');
        }
    }
}
