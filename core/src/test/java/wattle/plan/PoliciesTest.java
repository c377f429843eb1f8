package wattle.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import wattle.Property;
import wattle.unit.Energy;
import wattle.unit.Power;

/// Policies against every possible schedule, and against what must hold for any.
class PoliciesTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final double KWH = Energy.JOULES_PER_KILOWATT_HOUR;

    @Test
    void thePausingRuleOfThePaperLosesToAFlexibleStart() {
        Load load = Load.ofJoules(STEP, KWH, 10 * KWH);
        Slots window = Slots.ofMeans(START, STEP, 5, 1, 2);

        assertThat(grams(LowestIntervals.choose(load, window), load, window)).isEqualTo(21);
        assertThat(grams(FlexibleStart.choose(load, window), load, window)).isEqualTo(15);
        assertThat(grams(PauseResume.choose(load, window, Pausing.FREE), load, window))
                .isEqualTo(15);
        assertThat(grams(RunNow.choose(load, window), load, window)).isEqualTo(15);
    }

    @Test
    void theOptimumIsTheBestOfAllSchedulesUnderAnyRules() throws Exception {
        Property.forAll(
                4000,
                random -> {
                    Load load = load(random);
                    Pausing pausing = random.nextBoolean() ? Pausing.FREE : pausing(random);
                    Slots window = window(random, load.slots() + random.nextInt(6));

                    Schedule expected = BruteForce.best(load, window, pausing);
                    Schedule found = PauseResume.choose(load, window, pausing);

                    assertThat(found).as("%s in %s", pausing, show(window)).isEqualTo(expected);
                });
    }

    @Test
    void theBestStartIsTheBestOfAllSchedulesWithoutAPause() throws Exception {
        Property.forAll(
                2000,
                random -> {
                    Load load = load(random);
                    Slots window = window(random, load.slots() + random.nextInt(10));
                    Pausing none = Pausing.FREE.withMaxPauses(0);

                    assertThat(FlexibleStart.choose(load, window))
                            .isEqualTo(BruteForce.best(load, window, none))
                            .isEqualTo(PauseResume.choose(load, window, none));
                });
    }

    @Test
    void forConstantPowerTheLowestIntervalsAreTheOptimum() throws Exception {
        Property.forAll(
                2000,
                random -> {
                    Load load =
                            Load.constant(
                                    new Power(300), STEP.multipliedBy(1 + random.nextInt(5)), STEP);
                    Slots window = window(random, load.slots() + random.nextInt(8));

                    double lowest = grams(LowestIntervals.choose(load, window), load, window);
                    double best =
                            grams(PauseResume.choose(load, window, Pausing.FREE), load, window);

                    assertThat(lowest).isCloseTo(best, within(best));
                });
    }

    @Test
    void aWiderWindowOrOneMorePauseNeverHurts() throws Exception {
        Property.forAll(
                500,
                random -> {
                    Load load = load(random, 30);
                    Slots wide = window(random, load.slots() + 1 + random.nextInt(40));
                    double[] cut = Arrays.copyOf(wide.means, wide.size() - 1);
                    Slots narrow = Slots.ofMeans(START, STEP, cut);
                    Pausing pausing = pausing(random);
                    Pausing more =
                            pausing.withMaxPauses(
                                    Math.max(pausing.maxPauses(), pausing.maxPauses() + 1));

                    double best = optimum(load, wide, pausing);

                    assertThat(best)
                            .isLessThanOrEqualTo(
                                    optimum(load, narrow, pausing) + 1e-9 * (1 + Math.abs(best)));
                    assertThat(optimum(load, wide, more))
                            .isLessThanOrEqualTo(best + 1e-9 * (1 + Math.abs(best)));
                });
    }

    @Test
    void withoutCostsTheReversedJobInTheReversedWindowIsAsGood() throws Exception {
        Property.forAll(
                500,
                random -> {
                    Load load = load(random, 30);
                    Slots window = window(random, load.slots() + random.nextInt(40));
                    Load backLoad = Load.ofJoules(STEP, reversed(load.joules));
                    Slots back = Slots.ofMeans(START, STEP, reversed(window.means));

                    double best = optimum(load, window, Pausing.FREE);

                    assertThat(optimum(backLoad, back, Pausing.FREE)).isCloseTo(best, within(best));
                });
    }

    @Test
    void scalingAndShiftingTheIntensityScaleAndShiftTheCarbon() throws Exception {
        Property.forAll(
                500,
                random -> {
                    Load load = load(random, 20);
                    Slots window = window(random, load.slots() + random.nextInt(20));
                    Schedule schedule = PauseResume.choose(load, window, Pausing.FREE);
                    double[] changed = new double[window.size()];
                    for (int i = 0; i < changed.length; i++) {
                        changed[i] = 2 * window.means[i] + 64;
                    }
                    Slots other = Slots.ofMeans(START, STEP, changed);
                    double total = Arrays.stream(load.joules).sum() / KWH;

                    double expected = 2 * grams(schedule, load, window) + 64 * total;

                    assertThat(optimum(load, other, Pausing.FREE))
                            .isCloseTo(expected, within(expected));
                });
    }

    @Test
    void splittingEachSlotInTwoNeverHurtsAndKeepsTheBestStart() throws Exception {
        Property.forAll(
                300,
                random -> {
                    Load load = load(random, 12);
                    Slots window = window(random, load.slots() + random.nextInt(12));
                    Duration half = STEP.dividedBy(2);
                    Load finer = Load.ofJoules(half, twice(load.joules, 0.5));
                    Slots finerWindow = Slots.ofMeans(START, half, twice(window.means, 1));

                    double best = optimum(load, window, Pausing.FREE);
                    assertThat(optimum(finer, finerWindow, Pausing.FREE))
                            .isLessThanOrEqualTo(best + 1e-9 * (1 + Math.abs(best)));
                });
    }

    @Test
    void aThresholdKeepsTheDeadlineAndTheRules() throws Exception {
        Property.forAll(
                2000,
                random -> {
                    Load load = load(random);
                    Pausing pausing = pausing(random);
                    Slots window = window(random, load.slots() + random.nextInt(6));

                    Schedule schedule = Threshold.choose(load, window, pausing, random.nextInt(8));

                    assertThat(BruteForce.all(load, window, pausing)).contains(schedule);
                });
    }

    @Test
    void theRulesAllowWhatBruteForceFinds() throws Exception {
        Property.forAll(
                500,
                random -> {
                    Load load = load(random);
                    Pausing pausing = pausing(random);
                    Slots window = window(random, load.slots() + random.nextInt(5));
                    var allowed = BruteForce.all(load, window, pausing);

                    for (Schedule each : BruteForce.all(load, window, Pausing.FREE)) {
                        assertThat(pausing.allows(each)).isEqualTo(allowed.contains(each));
                    }
                });
    }

    @Test
    void aThresholdAboveAllRunsNowAndOneBelowAllRunsLast() {
        Load load = Load.ofJoules(STEP, 1, 2, 3);
        Slots window = Slots.ofMeans(START, STEP, 4, 2, 3, 9, 1);

        assertThat(Threshold.choose(load, window, Pausing.FREE, 9)).isEqualTo(Schedule.from(0, 3));
        assertThat(Threshold.choose(load, window, Pausing.FREE, 0)).isEqualTo(Schedule.from(2, 3));
        assertThat(Threshold.choose(load, window, Pausing.FREE, 2))
                .isEqualTo(new Schedule(new int[] {1, 3, 4}));
    }

    @Test
    void quantilesAreThoseOfTheSortedPast() {
        double[] past = {5, 1, 4, 2, 3};
        assertThat(Threshold.quantile(past, 0)).isEqualTo(1);
        assertThat(Threshold.quantile(past, 0.2)).isEqualTo(1);
        assertThat(Threshold.quantile(past, 0.25)).isEqualTo(2);
        assertThat(Threshold.quantile(past, 1)).isEqualTo(5);
    }

    private static double optimum(Load load, Slots window, Pausing pausing) {
        return Grams.of(PauseResume.choose(load, window, pausing), load, window, pausing).grams();
    }

    private static double grams(Schedule schedule, Load load, Slots window) {
        return Grams.of(schedule, load, window, Pausing.FREE).grams();
    }

    private static org.assertj.core.data.Offset<Double> within(double value) {
        return org.assertj.core.data.Offset.offset(1e-9 * (1 + Math.abs(value)));
    }

    private static Load load(Random random) {
        return load(random, 5);
    }

    /// Of whole joules, often equal ones, so that ties are frequent.
    private static Load load(Random random, int most) {
        double[] joules = new double[1 + random.nextInt(most)];
        int kinds = 1 + random.nextInt(4);
        for (int i = 0; i < joules.length; i++) {
            joules[i] = KWH * random.nextInt(kinds + 1);
        }
        return Load.ofJoules(STEP, joules);
    }

    private static Slots window(Random random, int size) {
        double[] means = new double[size];
        boolean whole = random.nextBoolean();
        boolean marginal = random.nextInt(10) == 0;
        for (int i = 0; i < size; i++) {
            double value = whole ? random.nextInt(6) : random.nextDouble() * 500;
            means[i] = marginal ? value - 2 : value;
        }
        return Slots.ofMeans(START, STEP, means);
    }

    private static Pausing pausing(Random random) {
        return new Pausing(
                random.nextBoolean() ? random.nextInt(4) : Integer.MAX_VALUE,
                new Energy(KWH * random.nextInt(2)),
                new Energy(KWH * 3 * random.nextInt(2)),
                new Power(random.nextInt(2) * 12_000),
                random.nextInt(3),
                1 + random.nextInt(3),
                1 + random.nextInt(2));
    }

    private static double[] reversed(double[] values) {
        double[] back = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            back[i] = values[values.length - 1 - i];
        }
        return back;
    }

    private static double[] twice(double[] values, double factor) {
        double[] twice = new double[2 * values.length];
        for (int i = 0; i < twice.length; i++) {
            twice[i] = values[i / 2] * factor;
        }
        return twice;
    }

    private static String show(Slots window) {
        return Arrays.toString(window.means);
    }

    @Test
    void levelsOfThePastAreItsQuantiles() {
        Property.forAll(
                500,
                random -> {
                    double[] values = new double[5 + random.nextInt(40)];
                    Arrays.setAll(
                            values, i -> random.nextInt(30) == 0 ? Double.NaN : random.nextInt(12));
                    int past = 1 + random.nextInt(9);
                    double quantile = random.nextInt(11) / 10.0;
                    double[] levels =
                            Threshold.pastQuantiles(
                                    IntensityGrid.ofMeans(
                                            Instant.EPOCH, Duration.ofHours(1), values),
                                    past,
                                    quantile);
                    for (int slot = 0; slot < values.length; slot++) {
                        double expected = Double.NaN;
                        if (slot >= past) {
                            double[] before = Arrays.copyOfRange(values, slot - past, slot);
                            boolean whole = Arrays.stream(before).noneMatch(Double::isNaN);
                            expected = whole ? Threshold.quantile(before, quantile) : Double.NaN;
                        }
                        assertThat(levels[slot]).isEqualTo(Double.valueOf(expected));
                    }
                });
    }
}
