package wattle.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import wattle.Property;
import wattle.grid.Bounds;
import wattle.grid.Factor;
import wattle.grid.Forecast;
import wattle.grid.Forecaster;
import wattle.grid.GridException;
import wattle.grid.GridZone;
import wattle.grid.IntensitySeries;
import wattle.grid.Labels;
import wattle.grid.Quality;
import wattle.grid.Signal;
import wattle.grid.forecast.Forecasters;
import wattle.series.HeldSeries;
import wattle.series.Interval;
import wattle.series.Timeline;
import wattle.unit.Source;

class CautiousForecastTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static IntensitySeries series(Quality quality, Instant from, double... values) {
        return new IntensitySeries(
                new GridZone("made", "UP"),
                new Labels(Signal.AVERAGE, Factor.LIFECYCLE_CO2E),
                quality,
                new Source("made up", null),
                new HeldSeries(Timeline.regular(from, HOUR, values.length), values));
    }

    @Test
    void aSlotCountsAsMuchMoreAsItsRangeIsWiderThanTheFirst() {
        double[] below = {1, 4, 2, 9, 3};
        Forecaster.Prepared forecaster =
                (at, horizon) -> {
                    IntensitySeries expected = series(Quality.FORECAST, at, 50, 40, 30, 20, 10);
                    HeldSeries values = expected.gramsPerKilowattHour();
                    double[] low = new double[5];
                    double[] high = new double[5];
                    for (int i = 0; i < 5; i++) {
                        low[i] = values.value(i) - below[i];
                        high[i] = values.value(i) + 3;
                    }
                    return new Forecast(
                            at,
                            expected,
                            "m",
                            new Bounds(
                                    new HeldSeries(values.timeline(), low),
                                    new HeldSeries(values.timeline(), high)));
                };
        IntensityGrid grid = IntensityGrid.ofMeans(START, HOUR, new double[20]);
        Expectation expectation = Expectation.of(forecaster, grid, 2, 4, 0.5);

        // Half widths are 2, 3.5, 2.5, 6, 3; more than the first and never less than before: 0,
        // 1.5, 1.5, 4, 4.
        assertThat(expectation.from(4, 4)).containsExactly(50, 40.75, 30.75, 22);
        assertThat(expectation.from(5, 4))
                .as("an hour after the forecast was issued")
                .containsExactly(40.75, 30.75, 22, 12);
    }

    @Test
    void whereTooLittleIsKnownNothingIsExpected() {
        Forecaster.Prepared forecaster =
                (at, horizon) -> {
                    throw new GridException(GridException.Reason.NOT_COVERED, "nothing yet");
                };
        IntensityGrid grid = IntensityGrid.ofMeans(START, HOUR, 1, 2, 3);

        assertThat(Expectation.of(forecaster, grid, 1, 2, 0).from(0, 2)).isNull();
        Forecaster.Prepared brief =
                (at, horizon) -> new Forecast(at, series(Quality.FORECAST, at, 7, 8), "m");
        Expectation expectation = Expectation.of(brief, grid, 1, 3, 0);
        assertThat(expectation.from(0, 2)).containsExactly(7, 8);
        assertThat(expectation.from(0, 3)).isNull();
    }

    @Test
    void whatIsDecidedDoesNotDependOnWhatComesLater() {
        Property.forAll(
                12,
                random -> {
                    double[] came = wandering(random, 24 * 45);
                    double[] other = came.clone();
                    int known = 24 * 40 + random.nextInt(24);
                    for (int i = known; i < other.length; i++) {
                        other[i] = 5000 - came[i];
                    }
                    int start = known - random.nextInt(20);
                    int size = 6 + 24;
                    Schedule[] chosen = new Schedule[2];
                    for (int each = 0; each < 2; each++) {
                        IntensitySeries series =
                                series(Quality.MEASURED, START, each == 0 ? came : other);
                        IntensityGrid grid =
                                IntensityGrid.of(
                                        series.gramsPerKilowattHour(),
                                        new Interval(START, START.plus(HOUR.multipliedBy(24 * 45))),
                                        HOUR);
                        double[] joules = new double[6];
                        Arrays.fill(joules, 3.6e6);
                        chosen[each] =
                                Objects.requireNonNull(
                                        new Rolling(
                                                        Policy.PAUSE_RESUME,
                                                        Load.ofJoules(HOUR, joules),
                                                        Pausing.FREE,
                                                        1)
                                                .choose(
                                                        grid,
                                                        start,
                                                        size,
                                                        Expectation.of(
                                                                Forecasters.expected().over(series),
                                                                grid,
                                                                1,
                                                                size,
                                                                0.3)));
                    }
                    // The slot `known` itself is decided before its value is known.
                    for (int i = 0; i < 6; i++) {
                        int one = start + chosen[0].slot(i);
                        int two = start + chosen[1].slot(i);
                        if (one <= known || two <= known) {
                            assertThat(one).isEqualTo(two);
                        }
                    }
                });
    }

    @Test
    void archivedForecastsAreFilledUpWhereTheySayNothing() throws GridException {
        Forecaster.Prepared near =
                (at, horizon) ->
                        new Forecast(at, series(Quality.FORECAST, at.plus(HOUR), 1, 2), "near");
        Forecaster.Prepared far =
                (at, horizon) ->
                        new Forecast(at, series(Quality.TYPICAL_DAY, at, 9, 8, 7, 6), "far");
        Forecast both = Forecasters.filled(near, far).forecast(START, Duration.ofHours(4));

        HeldSeries values = both.usableFor(new wattle.grid.Decision(START)).gramsPerKilowattHour();
        double[] hours = values.means(START, HOUR, HOUR, 4);
        assertThat(hours).containsExactly(new double[] {9, 1, 2, 6}, within(1e-12));
        assertThat(both.model()).isEqualTo("near, then far");
    }

    private static double[] wandering(Random random, int count) {
        double[] values = new double[count];
        double level = 300;
        for (int i = 0; i < count; i++) {
            level += random.nextGaussian() * 8 + 0.05 * (300 - level);
            values[i] = Math.max(5, level + 80 * Math.sin(2 * Math.PI * i / 24));
        }
        return values;
    }
}
