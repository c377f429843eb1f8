package wattle.grid.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wattle.Property;
import wattle.grid.Decision;
import wattle.grid.Forecast;
import wattle.grid.Forecaster;
import wattle.grid.GridException;
import wattle.grid.IntensitySeries;
import wattle.grid.Quality;
import wattle.series.HeldSeries;

class ForecastersTest {

    private static final Duration THREE_DAYS = Duration.ofDays(3);

    private static Forecaster named(String name) {
        return Forecasters.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// As [Forecaster#forecast], where there is one.
    private static Forecast ask(
            Forecaster model, IntensitySeries past, Instant at, Duration horizon) {
        return ask(model.over(past), at, horizon);
    }

    private static Forecast ask(Forecaster.Prepared model, Instant at, Duration horizon) {
        try {
            return model.forecast(at, horizon);
        } catch (GridException refused) {
            throw new AssertionError(refused);
        }
    }

    private static HeldSeries values(Forecast forecast) {
        return forecast.usableFor(new Decision(forecast.issuedAt())).gramsPerKilowattHour();
    }

    private static HeldSeries said(String model, IntensitySeries past, Instant at) {
        return values(ask(named(model), past, at, THREE_DAYS));
    }

    /// Days, weeks, a level that wanders, and gaps of up to two days.
    private static IntensitySeries wandering(Random random, Duration step, int days) {
        int count = (int) Duration.ofDays(days).dividedBy(step);
        double hours = step.toMinutes() / 60.0;
        double[] level = new double[count];
        boolean[] there = new boolean[count];
        int gap = 0;
        for (int i = 0; i < count; i++) {
            level[i] = i == 0 ? 300 : 0.995 * level[i - 1] + 1.5 + 5 * random.nextGaussian();
            if (gap == 0 && i > 0 && random.nextInt(count / 5) == 0) {
                gap = 1 + random.nextInt((int) Duration.ofDays(2).dividedBy(step));
            }
            gap = Math.max(0, gap - 1);
            there[i] = gap == 0;
        }
        return Made.series(
                Made.START.plus(Duration.ofMinutes(random.nextInt(3) * 30L)),
                step,
                count,
                i ->
                        Math.max(
                                0,
                                level[i]
                                        + 80 * Made.wave(i * hours, 24)
                                        + 40 * Made.wave(i * hours, 168)),
                i -> there[i]);
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 30, 45, 60, 180})
    void noForecastDependsOnWhatWasNotKnownYet(int minutes) {
        Property.forAll(
                4,
                random -> {
                    IntensitySeries series = wandering(random, Duration.ofMinutes(minutes), 60);
                    int known = series.gramsPerKilowattHour().size() * 3 / 4 + random.nextInt(50);
                    var interval = series.gramsPerKilowattHour().timeline().interval(known);
                    // Somewhere within the first interval that is not known.
                    Instant at =
                            interval.start()
                                    .plus(
                                            interval.duration()
                                                    .multipliedBy(random.nextInt(4))
                                                    .dividedBy(4));
                    for (Forecaster each : Forecasters.all()) {
                        Forecast forecast = ask(each, series, at, THREE_DAYS);
                        for (boolean goesOn : new boolean[] {false, true}) {
                            Forecast other =
                                    ask(
                                            each,
                                            Made.changedFrom(series, known, goesOn),
                                            at,
                                            THREE_DAYS);
                            assertThat(values(other)).as(each.name()).isEqualTo(values(forecast));
                            var decision = new Decision(at);
                            assertThat(other.rangeUsableFor(decision))
                                    .isEqualTo(forecast.rangeUsableFor(decision));
                        }
                    }
                });
    }

    @Test
    void noForecastDependsOnThoseThatWereAskedForBefore() {
        Property.forAll(
                3,
                random -> {
                    IntensitySeries series = wandering(random, Duration.ofHours(1), 200);
                    for (Forecaster each : Forecasters.all()) {
                        var prepared = each.over(series);
                        for (int i = 0; i < 8; i++) {
                            Instant at =
                                    Made.START.plus(Duration.ofHours(720 + random.nextInt(3900)));
                            assertThat(values(ask(prepared, at, THREE_DAYS)))
                                    .as(each.name())
                                    .isEqualTo(values(ask(each, series, at, THREE_DAYS)));
                        }
                    }
                });
    }

    @Test
    void aForecastCoversItsHorizonAndALongerOneBeginsWithIt() {
        Property.forAll(
                6,
                random -> {
                    Duration step = Duration.ofMinutes(new int[] {15, 60, 120}[random.nextInt(3)]);
                    IntensitySeries series = wandering(random, step, 50);
                    Instant at =
                            Made.START.plus(Duration.ofMinutes(40 * 1440 + random.nextInt(1440)));
                    Duration horizon = Duration.ofMinutes(1 + random.nextInt(6000));
                    for (Forecaster each : Forecasters.all()) {
                        HeldSeries some = values(ask(each, series, at, horizon));
                        var span = some.timeline().span();
                        assertThat(span.start()).isBeforeOrEqualTo(at).isAfter(at.minus(step));
                        assertThat(span.end())
                                .isAfterOrEqualTo(at.plus(horizon))
                                .isBefore(at.plus(horizon).plus(step));
                        assertThat(some.timeline().step()).contains(step);
                        HeldSeries more = values(ask(each, series, at, horizon.plus(THREE_DAYS)));
                        for (int i = 0; i < some.size(); i++) {
                            assertThat(more.value(i)).as(each.name()).isEqualTo(some.value(i));
                        }
                    }
                });
    }

    @Test
    void nothingIsForecastThatThePastHasNotSeen() {
        Property.forAll(
                4,
                random -> {
                    IntensitySeries series = wandering(random, Duration.ofHours(1), 90);
                    Instant at = series.gramsPerKilowattHour().timeline().span().end();
                    for (Forecaster each : Forecasters.all()) {
                        HeldSeries said = said(each.name(), series, at);
                        assertThat(said.min())
                                .isGreaterThanOrEqualTo(series.gramsPerKilowattHour().min());
                        assertThat(said.max())
                                .isLessThanOrEqualTo(series.gramsPerKilowattHour().max());
                    }
                });
    }

    @Test
    void persistenceRepeatsTheDayOrTheWeekOrHoldsTheLastValue() {
        IntensitySeries series = Made.hourly(24 * 20, i -> i);
        int end = 24 * 20;
        Instant at = Made.START.plus(Duration.ofHours(end));
        HeldSeries day = said("persistence-day", series, at);
        HeldSeries week = said("persistence-week", series, at);
        HeldSeries last = said("last-value", series, at);
        for (int k = 0; k < 72; k++) {
            assertThat(day.value(k)).isEqualTo(end - 24 + k % 24);
            assertThat(week.value(k)).isEqualTo(end - 168 + k);
            assertThat(last.value(k)).isEqualTo(end - 1);
        }
    }

    @Test
    void whereYesterdayIsAGapTheDayBeforeStandsInForIt() {
        IntensitySeries series =
                Made.series(Made.START, Duration.ofHours(1), 240, i -> i, i -> i < 220 || i >= 230);
        HeldSeries said = said("persistence-day", series, Made.START.plus(Duration.ofHours(240)));
        assertThat(said.value(0)).isEqualTo(216);
        assertThat(said.value(4)).isEqualTo(220 - 24);
        assertThat(said.value(14)).isEqualTo(230);
    }

    @Test
    void theTypicalDayIsScaledToTheLastDay() {
        // Every day the same shape, and the last day three times as high.
        IntensitySeries series = Made.hourly(24 * 30, i -> (100 + i % 24) * (i >= 24 * 29 ? 3 : 1));
        double[][] table = new double[12][24];
        for (double[] month : table) {
            for (int h = 0; h < 24; h++) {
                month[h] = 100 + h;
            }
        }
        Forecast forecast =
                ask(
                        Forecasters.typicalDay(table),
                        series,
                        Made.START.plus(Duration.ofDays(30)),
                        THREE_DAYS);
        for (int k = 0; k < 72; k++) {
            assertThat(values(forecast).value(k)).isCloseTo(3 * (100 + k % 24), within(1e-9));
        }
        assertThat(forecast.usableFor(new Decision(forecast.issuedAt())).quality())
                .isEqualTo(Quality.TYPICAL_DAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"blend", "ridge", "typical-day", "persistence-day"})
    void whatRepeatsEachDayIsForecastExactly(String model) {
        IntensitySeries series = Made.hourly(24 * 90, i -> 200 + 50 * Made.wave(i, 24));
        HeldSeries said = said(model, series, Made.START.plus(Duration.ofHours(24 * 90 - 5)));
        for (int k = 0; k < 72; k++) {
            assertThat(said.value(k))
                    .isCloseTo(200 + 50 * Made.wave(24 * 90 - 5 + k, 24), within(0.05));
        }
    }

    @Test
    void theRegressionLearnsHowFastASurprisePasses() {
        var random = new Random(5);
        double[] level = new double[24 * 200];
        for (int i = 1; i < level.length; i++) {
            level[i] = 0.9 * level[i - 1] + random.nextGaussian();
        }
        IntensitySeries series = Made.hourly(level.length, i -> 300 + level[i]);
        var model = named("ridge").over(series);
        double ridge = 0;
        double best = 0;
        double yesterday = 0;
        for (int t = 24 * 100; t < 24 * 190; t += 7) {
            HeldSeries said = values(ask(model, Made.START.plus(Duration.ofHours(t)), THREE_DAYS));
            ridge += Math.abs(said.value(2) - 300 - level[t + 2]);
            best += Math.abs(Math.pow(0.9, 3) * level[t - 1] - level[t + 2]);
            yesterday += Math.abs(level[t - 22] - level[t + 2]);
        }
        // No forecast of such a series is better than its decay.
        assertThat(ridge).isBetween(0.97 * best, 1.12 * best);
        assertThat(ridge).isLessThan(0.75 * yesterday);
    }

    @Test
    void whatIsNearlyAlwaysZeroIsForecastAsZero() {
        IntensitySeries series = Made.hourly(24 * 120, i -> i % 331 < 4 ? 740 : 0);
        HeldSeries said = said("blend", series, Made.START.plus(Duration.ofHours(24 * 120 - 100)));
        assertThat(said.max()).isZero();
    }

    @Test
    void withinTheHourTheLastValueCountsMost() {
        // A level that jumps once a day for a few hours: the next minutes are like the last.
        var random = new Random(8);
        double[] level = new double[288 * 60];
        for (int i = 1; i < level.length; i++) {
            level[i] = 0.98 * level[i - 1] + 4 * random.nextGaussian();
        }
        IntensitySeries series =
                Made.series(
                        Made.START,
                        Duration.ofMinutes(5),
                        level.length,
                        i -> Math.max(0, 300 + level[i]),
                        i -> true);
        var model = named("blend").over(series);
        double blend = 0;
        double hold = 0;
        for (int t = 288 * 45; t < 288 * 56; t += 37) {
            HeldSeries said =
                    values(
                            ask(
                                    model,
                                    Made.START.plus(Duration.ofMinutes(5L * t)),
                                    Duration.ofHours(1)));
            blend += Math.abs(said.value(0) - series.gramsPerKilowattHour().value(t));
            hold += Math.abs(level[t - 1] - level[t]);
        }
        assertThat(blend).isLessThan(1.15 * hold);
    }

    @Test
    void aRangeHoldsFourInFive() {
        var random = new Random(3);
        IntensitySeries series =
                Made.hourly(
                        24 * 250, i -> 400 + 90 * Made.wave(i, 24) + 25 * random.nextGaussian());
        Backtest result =
                Backtest.run(
                        series,
                        java.util.List.of(
                                new Backtest.Entry("blend", Forecasters.standard().over(series))),
                        Backtest.regular(
                                series, Duration.ofDays(100), Duration.ofHours(25), THREE_DAYS),
                        THREE_DAYS,
                        java.util.List.of(Band.hours(0, 72)),
                        done -> {});
        assertThat(result.scores().getFirst().withinRange().orElseThrow()).isBetween(0.75, 0.85);
    }

    @Test
    void aShortPastIsSaidAndAnEmptyOneRefused() {
        IntensitySeries series = Made.hourly(24 * 40, i -> 100 + i % 24);
        Forecaster blend = Forecasters.standard();
        Duration day = Duration.ofDays(1);
        assertThat(ask(blend, series, Made.START.plus(Duration.ofDays(30)), day).model())
                .isEqualTo("blend");
        Forecast third = ask(blend, series, Made.START.plus(Duration.ofDays(3)), day);
        assertThat(third.model())
                .isEqualTo("typical-day (blend needs 14 days of past, and 72 h are known)");
        assertThat(third.rangeUsableFor(new Decision(third.issuedAt()))).isEmpty();
        assertThat(ask(blend, series, Made.START.plus(Duration.ofHours(30)), day).model())
                .startsWith("persistence-day (");
        assertThat(ask(blend, series, Made.START.plus(Duration.ofHours(1)), day).model())
                .startsWith("last-value (");
        for (Instant none :
                new Instant[] {
                    Made.START.plusSeconds(3599), Made.START.plus(Duration.ofDays(48))
                }) {
            assertThatThrownBy(() -> blend.forecast(series, none, day))
                    .isInstanceOfSatisfying(
                            GridException.class,
                            refusal ->
                                    assertThat(refusal.reason())
                                            .isEqualTo(GridException.Reason.NOT_COVERED));
        }
        // A week later the past still says something.
        assertThat(ask(blend, series, Made.START.plus(Duration.ofDays(46)), day).model())
                .isEqualTo("blend");
    }
}
