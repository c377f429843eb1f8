package wattle.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import wattle.Property;
import wattle.unit.Energy;
import wattle.unit.Power;

class RollingTest {

    private static final Duration STEP = Duration.ofHours(1);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static Load load(Random random, int slots) {
        double[] joules = new double[slots];
        Arrays.setAll(joules, i -> 3.6e6 * random.nextInt(1, 9));
        return Load.ofJoules(STEP, joules);
    }

    private static double[] values(Random random, int count) {
        double[] values = new double[count];
        Arrays.setAll(values, i -> random.nextInt(0, 12));
        return values;
    }

    private static Pausing pausing(Random random) {
        return new Pausing(
                random.nextInt(4),
                new Energy(3.6e6 * random.nextInt(2)),
                new Energy(3.6e6 * random.nextInt(2)),
                new Power(500 * random.nextInt(2)),
                random.nextInt(3),
                1 + random.nextInt(3),
                1 + random.nextInt(2));
    }

    /// What is expected of a slot from an earlier one on.
    private static Expectation of(double[][] expected) {
        return (start, count) -> Arrays.copyOfRange(expected[start], start, start + count);
    }

    private static Schedule chosen(
            Rolling rolling, IntensityGrid grid, int size, Expectation expectation) {
        return Objects.requireNonNull(rolling.choose(grid, 0, size, expectation));
    }

    private static double grams(
            Schedule schedule, Load load, double[] values, Pausing pausing, int start) {
        Slots window = Slots.ofMeans(START, STEP, Arrays.copyOfRange(values, start, values.length));
        return Grams.of(schedule, load, window, pausing).grams();
    }

    @Test
    void whatIsLeftOfAJobIsFinishedInTheBestWay() {
        Property.forAll(
                3000,
                random -> {
                    int slots = 1 + random.nextInt(5);
                    int size = slots + random.nextInt(6);
                    Load load = load(random, slots);
                    Pausing pausing = pausing(random);
                    Slots window = Slots.ofMeans(START, STEP, values(random, size));
                    List<Schedule> all = BruteForce.all(load, window, pausing);
                    Schedule past = all.get(random.nextInt(all.size()));
                    int at = 1 + random.nextInt(size - 1 + (size == 1 ? 1 : 0));
                    Situation now = Situation.of(past, at, pausing);
                    if (now == null) {
                        return;
                    }
                    double least = Double.POSITIVE_INFINITY;
                    for (Schedule each : all) {
                        if (now.canBecome(each)) {
                            least = Math.min(least, Grams.of(each, load, window, pausing).grams());
                        }
                    }
                    Slots rest =
                            Slots.ofMeans(START, STEP, Arrays.copyOfRange(window.means, at, size));
                    Schedule chosen =
                            new Optimum(
                                            load.from(now.done),
                                            rest,
                                            pausing.withMaxPauses(pausing.maxPauses() - now.pauses),
                                            now.begun,
                                            now.done)
                                    .schedule();
                    int[] whole = new int[slots];
                    for (int i = 0; i < slots; i++) {
                        whole[i] = i < now.done ? past.slot(i) : at + chosen.slot(i - now.done);
                    }
                    var schedule = new Schedule(whole);
                    assertThat(pausing.allows(schedule)).isTrue();
                    assertThat(Grams.of(schedule, load, window, pausing).grams())
                            .isCloseTo(least, within(1e-6));
                });
    }

    /// Where a job that follows a schedule stands before the slot `at`.
    private record Situation(
            Schedule past, int at, int done, int pauses, Optimum.Begun begun, Pausing pausing) {

        /// Null where it was not started, is done, or may not decide.
        static @Nullable Situation of(Schedule past, int at, Pausing pausing) {
            int done = 0;
            int pauses = 0;
            int runStart = 0;
            while (done < past.size() && past.slot(done) < at) {
                if (done > 0 && past.slot(done) > past.slot(done - 1) + 1) {
                    pauses++;
                    runStart = past.slot(done);
                } else if (done == 0) {
                    runStart = past.slot(0);
                }
                done++;
            }
            if (done == 0 || done == past.size()) {
                return null;
            }
            boolean running = past.slot(done - 1) == at - 1;
            if (running) {
                boolean mayStop =
                        at - runStart >= pausing.minRunSlots()
                                && pausing.allowedBefore(done, past.size());
                return mayStop
                        ? new Situation(past, at, done, pauses, Optimum.Begun.RUNNING, pausing)
                        : null;
            }
            return past.slot(done) - pausing.restartSlots() >= at
                    ? new Situation(past, at, done, pauses + 1, Optimum.Begun.PAUSED, pausing)
                    : null;
        }

        boolean canBecome(Schedule other) {
            for (int i = 0; i < done; i++) {
                if (other.slot(i) != past.slot(i)) {
                    return false;
                }
            }
            return begun == Optimum.Begun.RUNNING
                    ? other.slot(done) >= at
                    : other.slot(done) - pausing.restartSlots() >= at;
        }
    }

    @Test
    void withAForecastThatComesTrueItIsThePlan() {
        Property.forAll(
                2000,
                random -> {
                    int slots = 1 + random.nextInt(6);
                    int size = slots + random.nextInt(8);
                    Load load = load(random, slots);
                    Pausing pausing = pausing(random);
                    double[] came = values(random, size);
                    IntensityGrid grid = IntensityGrid.ofMeans(START, STEP, came);
                    Expectation truth =
                            (start, count) -> Arrays.copyOfRange(came, start, start + count);
                    for (Policy policy : List.of(Policy.FLEXIBLE_START, Policy.PAUSE_RESUME)) {
                        Schedule best = policy.choose(load, grid.window(0, size), pausing, 0);
                        Schedule chosen =
                                chosen(
                                        new Rolling(policy, load, pausing, 1 + random.nextInt(3)),
                                        grid,
                                        size,
                                        truth);
                        assertThat(grams(chosen, load, came, pausing, 0))
                                .isCloseTo(grams(best, load, came, pausing, 0), within(1e-6));
                    }
                });
    }

    @Test
    void itKeepsTheDeadlineAndTheRulesWhateverIsExpected() {
        Property.forAll(
                3000,
                random -> {
                    int slots = 1 + random.nextInt(8);
                    int size = slots + random.nextInt(10);
                    Load load = load(random, slots);
                    Pausing pausing = pausing(random);
                    double[][] expected = new double[size][];
                    Arrays.setAll(expected, i -> values(random, size));
                    boolean lost = random.nextBoolean();
                    Expectation changing =
                            (start, count) ->
                                    lost && start > size / 3
                                            ? null
                                            : of(expected).from(start, count);
                    IntensityGrid grid = IntensityGrid.ofMeans(START, STEP, values(random, size));
                    Schedule chosen =
                            chosen(
                                    new Rolling(
                                            Policy.PAUSE_RESUME,
                                            load,
                                            pausing,
                                            1 + random.nextInt(4)),
                                    grid,
                                    size,
                                    changing);
                    assertThat(chosen.slot(slots - 1)).isLessThan(size);
                    assertThat(pausing.allows(chosen)).isTrue();
                    Schedule started =
                            chosen(
                                    new Rolling(Policy.FLEXIBLE_START, load, pausing, 1),
                                    grid,
                                    size,
                                    changing);
                    assertThat(started.pauses()).isZero();
                    assertThat(started.slot(slots - 1)).isLessThan(size);
                });
    }

    @Test
    void aPlanWithARisingSurchargeIsExpectedToBeNoWorseThanRunningAtOnce() {
        Property.forAll(
                2000,
                random -> {
                    int slots = 1 + random.nextInt(6);
                    int size = slots + random.nextInt(8);
                    Load load = load(random, slots);
                    Pausing pausing = pausing(random);
                    double[] expected = values(random, size);
                    double[] cautious = expected.clone();
                    double surcharge = 0;
                    for (int i = 0; i < size; i++) {
                        surcharge += random.nextInt(3);
                        cautious[i] += surcharge;
                    }
                    Slots window = Slots.ofMeans(START, STEP, cautious);
                    Schedule now = RunNow.choose(load, window);
                    for (Policy policy : List.of(Policy.FLEXIBLE_START, Policy.PAUSE_RESUME)) {
                        Schedule chosen = policy.choose(load, window, pausing, 0);
                        assertThat(grams(chosen, load, expected, pausing, 0))
                                .isLessThanOrEqualTo(grams(now, load, expected, pausing, 0) + 1e-9);
                    }
                });
    }

    @Test
    void nothingIsChosenWhereNothingIsExpectedAtTheStart() {
        IntensityGrid grid = IntensityGrid.ofMeans(START, STEP, 1, 2, 3);

        assertThat(
                        new Rolling(Policy.FLEXIBLE_START, Load.ofJoules(STEP, 1), Pausing.FREE, 1)
                                .choose(grid, 0, 3, (start, count) -> null))
                .isNull();
    }

    @Test
    void theExampleThatIsPlannedAnew() {
        // At the first hour the third seems best; by the second hour it is known not to be.
        double[][] expected = {{5, 4, 1}, {0, 4, 6}, {0, 0, 6}};
        List<Integer> starts = new ArrayList<>();
        for (int every = 1; every <= 3; every++) {
            Schedule chosen =
                    chosen(
                            new Rolling(
                                    Policy.FLEXIBLE_START,
                                    Load.ofJoules(STEP, 1),
                                    Pausing.FREE,
                                    every),
                            IntensityGrid.ofMeans(START, STEP, 5, 4, 6),
                            3,
                            of(expected));
            starts.add(chosen.initialWait());
        }

        assertThat(starts).containsExactly(1, 2, 2);
    }
}
