package wattle.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import wattle.Property;
import wattle.unit.Energy;
import wattle.unit.Power;

/// Starts that share their work against each start planned alone: grams, pauses, waits.
class ManyStartsTest {

    private static final Duration STEP = Duration.ofMinutes(5);

    private record Told(int start, double atOnce, double grams, int pauses, boolean waited) {}

    @Test
    void eachStartIsToldWhatItsPlanAloneSays() throws Exception {
        Property.forAll(
                3000,
                random -> {
                    IntensityGrid grid = grid(random);
                    boolean constant = random.nextBoolean();
                    double[] joules = new double[1 + random.nextInt(12)];
                    for (int i = 0; i < joules.length; i++) {
                        joules[i] = constant ? 90_000 : random.nextInt(100_000);
                    }
                    Load load = Load.ofJoules(STEP, joules);
                    int slack = random.nextInt(15);
                    Pausing pausing = random.nextBoolean() ? Pausing.FREE : pausing(random);
                    int[] starts = starts(random, grid.size());
                    var many = new ManyStarts(grid, load);

                    for (Policy policy : Policy.values()) {
                        List<Told> told = new ArrayList<>();
                        int visited =
                                many.visit(
                                        policy,
                                        slack,
                                        pausing,
                                        200,
                                        starts,
                                        (start, atOnce, grams, pauses, waited) ->
                                                told.add(
                                                        new Told(
                                                                start, atOnce, grams, pauses,
                                                                waited)));
                        List<Told> expected = alone(policy, grid, load, slack, pausing, starts);

                        assertThat(visited).isEqualTo(expected.size());
                        assertThat(told).hasSameSizeAs(expected);
                        boolean lowest =
                                policy == Policy.PAUSE_RESUME
                                        && load.isConstant()
                                        && pausing.equals(Pausing.FREE);
                        for (int i = 0; i < visited; i++) {
                            Told one = told.get(i);
                            Told other = expected.get(i);
                            assertThat(one.start()).isEqualTo(other.start());
                            near(one.atOnce(), other.atOnce());
                            near(one.grams(), other.grams());
                            if (lowest) {
                                assertThat(one.pauses()).isGreaterThanOrEqualTo(other.pauses());
                            } else {
                                assertThat(one.pauses()).isEqualTo(other.pauses());
                                assertThat(one.waited()).isEqualTo(other.waited());
                            }
                        }
                    }
                });
    }

    @Test
    void theRuleOfTheLowestIntervalsLosesToAFlexibleStart() {
        var grid = IntensityGrid.ofMeans(Instant.EPOCH, Duration.ofHours(1), 5, 1, 2);
        var many = new ManyStarts(grid, Load.ofJoules(Duration.ofHours(1), 3.6e6, 3.6e7));

        assertThat(grams(many, Policy.LOWEST_INTERVALS)).isEqualTo(21);
        assertThat(grams(many, Policy.FLEXIBLE_START)).isEqualTo(15);
        assertThat(grams(many, Policy.PAUSE_RESUME)).isCloseTo(15, Offset.offset(1e-9));
    }

    private static double grams(ManyStarts many, Policy policy) {
        return many.outcome(policy, 1, Pausing.FREE, 0, 0).grams();
    }

    private static List<Told> alone(
            Policy policy,
            IntensityGrid grid,
            Load load,
            int slack,
            Pausing pausing,
            int... starts) {
        List<Told> told = new ArrayList<>();
        for (int start : starts) {
            if (grid.covers(start, load.slots() + slack)) {
                Slots window = grid.window(start, load.slots() + slack);
                Schedule now = RunNow.choose(load, window);
                Schedule plan = policy.choose(load, window, pausing, 200);
                told.add(
                        new Told(
                                start,
                                Grams.of(now, load, window, pausing).grams(),
                                Grams.of(plan, load, window, pausing).grams(),
                                plan.pauses(),
                                plan.initialWait() > 0));
            }
        }
        return told;
    }

    private static void near(double value, double expected) {
        assertThat(value).isCloseTo(expected, Offset.offset(1e-9 * (1 + Math.abs(expected))));
    }

    /// All of a stretch, or some here and there.
    private static int[] starts(Random random, int size) {
        int from = random.nextInt(size);
        int to = from + random.nextInt(size - from + 5);
        int every = random.nextBoolean() ? 1 : 2 + random.nextInt(20);
        int[] starts = new int[Math.ceilDiv(to - from, every)];
        Arrays.setAll(starts, i -> from + i * every);
        return starts;
    }

    private static Pausing pausing(Random random) {
        boolean plain = random.nextInt(3) > 0;
        return new Pausing(
                plain || random.nextBoolean() ? Integer.MAX_VALUE : random.nextInt(4),
                new Energy(random.nextInt(3) * 10_000),
                new Energy(random.nextInt(3) * 10_000),
                new Power(random.nextInt(3) * 20),
                plain ? 0 : random.nextInt(3),
                plain ? 1 : 1 + random.nextInt(3),
                1 + random.nextInt(3));
    }

    private static IntensityGrid grid(Random random) {
        double[] means = new double[1 + random.nextInt(120)];
        boolean gaps = random.nextBoolean();
        boolean few = random.nextBoolean();
        for (int i = 0; i < means.length; i++) {
            means[i] = few ? random.nextInt(3) * 100 : random.nextInt(400) - 20;
            if (gaps && random.nextInt(40) == 0) {
                means[i] = Double.NaN;
            }
        }
        return IntensityGrid.ofMeans(Instant.EPOCH, STEP, means);
    }
}
