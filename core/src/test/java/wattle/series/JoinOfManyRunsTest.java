package wattle.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Energy in intervals of all lengths, with gaps, over values with gaps: the join equals a sum over
/// all pairs of intervals.
class JoinOfManyRunsTest {

    @Test
    void aJoinIsTheSumOverAllPairsOfIntervals() {
        for (long seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            Timeline energyTimes = timeline(random, 60, 7);
            Timeline valueTimes = timeline(random, 12, 60);
            double[] joules = random.doubles(energyTimes.size(), 0, 9).toArray();
            double[] values = random.doubles(valueTimes.size(), -100, 600).toArray();
            Join join =
                    Join.of(
                            new EnergySeries(energyTimes, joules),
                            new HeldSeries(valueTimes, values),
                            new GapPolicy.LeaveOut());

            double sum = 0;
            double joined = 0;
            Duration covered = Duration.ZERO;
            double valueSeconds = 0;
            for (int i = 0; i < joules.length; i++) {
                Interval each = energyTimes.interval(i);
                for (int k = 0; k < values.length; k++) {
                    var both = each.intersection(valueTimes.interval(k));
                    if (both.isPresent()) {
                        Duration shared = both.get().duration();
                        double part = (double) shared.toNanos() / each.duration().toNanos();
                        sum += joules[i] * part * values[k];
                        joined += joules[i] * part;
                        covered = covered.plus(shared);
                        valueSeconds += values[k] * shared.toNanos() / 1e9;
                    }
                }
            }
            assertThat(join.weightedSum()).as("seed " + seed).isCloseTo(sum, within(1e-7));
            assertThat(join.coverage().joined().joules()).isCloseTo(joined, within(1e-9));
            assertThat(join.valueSeconds()).isCloseTo(valueSeconds, within(1e-6));
            assertThat(join.covered()).isEqualTo(covered);
        }
    }

    /// Some equal steps, some of their own length, some gaps.
    private static Timeline timeline(Random random, int intervals, int longest) {
        var timeline = Timeline.builder();
        long at = random.nextInt(100) * 1_000_000_000L;
        long step = 1_000_000_000L;
        for (int i = 0; i < intervals; i++) {
            step = random.nextInt(3) > 0 ? step : 1_000_000L * (1 + random.nextInt(longest * 1000));
            at += random.nextInt(5) == 0 ? 1_000_000L * random.nextInt(20_000) : 0;
            timeline.add(at, at + step);
            at += step;
        }
        return timeline.build();
    }
}
