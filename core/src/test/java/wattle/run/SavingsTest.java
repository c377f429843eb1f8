package wattle.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import wattle.grid.IntensitySeries;
import wattle.grid.Labels;
import wattle.grid.Quality;
import wattle.series.EnergySeries;
import wattle.series.HeldSeries;
import wattle.series.Interval;
import wattle.series.Timeline;
import wattle.unit.Pue;
import wattle.unit.Source;

class SavingsTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private static IntensitySeries intensity(double... values) {
        return new IntensitySeries(
                null,
                Labels.UNSTATED,
                Quality.UNSTATED,
                new Source("made up", null),
                new HeldSeries(Timeline.regular(START, HOUR, values.length), values));
    }

    private static Interval hour(int hour) {
        return Interval.of(START.plus(HOUR.multipliedBy(hour)), HOUR);
    }

    private static EnergySeries kilowattHours(int firstHour, double... each) {
        double[] joules = new double[each.length];
        for (int i = 0; i < each.length; i++) {
            joules[i] = each[i] * 3.6e6;
        }
        return new EnergySeries(
                Timeline.regular(START.plus(HOUR.multipliedBy(firstHour)), HOUR, each.length),
                joules);
    }

    @Test
    void theSameWorkAtOnceIsTheBaseline() {
        // 2 and 3 kWh in the hours 2 and 4, and 0.5 kWh of idling between them.
        Savings savings =
                Objects.requireNonNull(
                        Savings.of(
                                List.of(kilowattHours(2, 2, 0.5, 3)),
                                List.of(hour(2), hour(4)),
                                START,
                                intensity(500, 400, 100, 300, 200),
                                new Pue(1.5)));
        assertThat(savings.actual().grams()).isCloseTo(1.5 * (200 + 150 + 600), within(1e-9));
        assertThat(savings.baseline().grams()).isCloseTo(1.5 * (1000 + 1200), within(1e-9));
        assertThat(savings.fraction().orElseThrow()).isCloseTo(1 - 950.0 / 2200, within(1e-12));
    }

    @Test
    void aLossIsALoss() {
        Savings savings =
                Objects.requireNonNull(
                        Savings.of(
                                List.of(kilowattHours(1, 1)),
                                List.of(hour(1)),
                                START,
                                intensity(100, 300),
                                Pue.NONE));
        assertThat(savings.saved().grams()).isCloseTo(-200, within(1e-9));
    }

    @Test
    void whatWasMeteredBeforeTheStartWasSeenIsWork() {
        Interval seen = new Interval(START.plusSeconds(3600 + 1800), START.plusSeconds(7000));
        Savings savings =
                Objects.requireNonNull(
                        Savings.of(
                                List.of(kilowattHours(1, 1)),
                                List.of(seen),
                                START,
                                intensity(200, 100),
                                Pue.NONE));
        assertThat(savings.baseline().grams()).isCloseTo(200, within(1e-9));
        assertThat(savings.actual().grams()).isCloseTo(100, within(1e-9));
    }

    @Test
    void whatIsNotCoveredIsNotKnown() {
        assertThat(
                        Savings.of(
                                List.of(kilowattHours(1, 1)),
                                List.of(hour(1)),
                                START.minus(HOUR),
                                intensity(100, 300),
                                Pue.NONE))
                .isNull();
    }
}
