package wattle.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import wattle.Property;

/// Starts that share their work against the same starts one by one.
class EvaluationTest {

    private static final Duration STEP = Duration.ofMinutes(5);

    @Test
    void sharedWorkGivesWhatEachStartGivesAlone() throws Exception {
        Property.forAll(
                600,
                random -> {
                    IntensityGrid grid = grid(random);
                    double[] joules = new double[1 + random.nextInt(12)];
                    boolean constant = random.nextBoolean();
                    for (int i = 0; i < joules.length; i++) {
                        joules[i] = constant ? 90_000 : random.nextInt(100_000);
                    }
                    Load load = Load.ofJoules(STEP, joules);
                    var evaluation = new Evaluation(grid, load, random.nextInt(15), Pausing.FREE);
                    int from = random.nextInt(grid.size());
                    int to = from + random.nextInt(grid.size() - from + 5);
                    int[] starts = new int[to - from];
                    Arrays.setAll(starts, i -> from + i);

                    for (Policy policy : Policy.values()) {
                        Outcome alone = evaluation.of(policy, starts, 200);
                        Outcome shared = evaluation.ofAll(policy, from, to, 200);

                        assertThat(shared.starts()).isEqualTo(alone.starts());
                        assertThat(shared.skipped()).isEqualTo(alone.skipped());
                        assertThat(shared.withBaseline()).isEqualTo(alone.withBaseline());
                        near(shared.baseline(), alone.baseline());
                        near(shared.grams(), alone.grams());
                        near(shared.fractions(), alone.fractions());
                        assertThat(shared.worse()).isEqualTo(alone.worse());
                        if (policy == Policy.LOWEST_INTERVALS) {
                            assertThat(shared.pauses()).isEqualTo(alone.pauses());
                            assertThat(shared.waits()).isEqualTo(alone.waits());
                        }
                    }
                });
    }

    @Test
    void theExampleWithOneStart() {
        var grid =
                IntensityGrid.ofMeans(Instant.EPOCH, Duration.ofHours(1), 5, 1, 2, Double.NaN, 7);
        Load load = Load.ofJoules(Duration.ofHours(1), 3.6e6, 3.6e7);
        var evaluation = new Evaluation(grid, load, 1, Pausing.FREE);

        Outcome lowest = evaluation.ofAll(Policy.LOWEST_INTERVALS, 0, 5, 0);

        assertThat(lowest.starts()).isEqualTo(1);
        assertThat(lowest.skipped()).isEqualTo(4);
        assertThat(lowest.grams()).isEqualTo(21);
        assertThat(lowest.baseline()).isEqualTo(15);
        assertThat(lowest.savingOfSums().orElseThrow()).isEqualTo(-0.4);
        assertThat(lowest.worseThanRunNowFraction().orElseThrow()).isEqualTo(1);
        assertThat(lowest.pausesAndWaitsPerHour().orElseThrow()).isEqualTo(1 / 3.0);
    }

    @Test
    void persistenceRepeatsTheLastDayAndLooksAtNothingLater() {
        double[] means = new double[12];
        Arrays.setAll(means, i -> i);
        var grid = IntensityGrid.ofMeans(Instant.EPOCH, Duration.ofHours(6), means);
        Expectation expectation = Expectation.persistence(grid);

        assertThat(expectation.from(3, 2)).isNull();
        assertThat(expectation.from(4, 6)).containsExactly(0, 1, 2, 3, 0, 1);
        assertThat(expectation.from(6, 2)).containsExactly(2, 3);
    }

    @Test
    void aPlanOnWhatWasExpectedIsCountedByWhatCame() {
        // The lowest hour of the first day comes back in another place on the second.
        var grid =
                IntensityGrid.ofMeans(Instant.EPOCH, Duration.ofHours(6), 9, 9, 1, 9, 5, 9, 8, 2);
        Load load = Load.ofJoules(Duration.ofHours(6), 3.6e6);
        var evaluation = new Evaluation(grid, load, 3, Pausing.FREE);

        Outcome outcome =
                evaluation.ofExpected(
                        Policy.FLEXIBLE_START,
                        new int[] {0, 4, 6},
                        0,
                        Expectation.persistence(grid));

        assertThat(outcome.starts()).isEqualTo(1);
        assertThat(outcome.skipped()).isEqualTo(2);
        assertThat(outcome.grams()).isEqualTo(8);
        assertThat(outcome.baseline()).isEqualTo(5);
        assertThat(outcome.best()).isEqualTo(2);
        assertThat(outcome.regretFraction().orElseThrow()).isEqualTo(1.2);
        assertThat(outcome.muchWorse()).isEqualTo(1);
    }

    private static void near(double value, double expected) {
        assertThat(value).isCloseTo(expected, Offset.offset(1e-9 * (1 + Math.abs(expected))));
    }

    private static IntensityGrid grid(Random random) {
        double[] means = new double[1 + random.nextInt(120)];
        boolean gaps = random.nextBoolean();
        for (int i = 0; i < means.length; i++) {
            means[i] = random.nextInt(3) * 100 + random.nextInt(100);
            if (gaps && random.nextInt(40) == 0) {
                means[i] = Double.NaN;
            }
        }
        return IntensityGrid.ofMeans(Instant.EPOCH, STEP, means);
    }
}
