package wattle.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import wattle.Property;

class JoinTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final GapPolicy LEAVE_OUT = new GapPolicy.LeaveOut();

    /// Relative, as the specification of the arithmetic asks.
    private static final double EXACT = 1e-12;

    private static HeldSeries hourly(double... values) {
        return new HeldSeries(Timeline.regular(NOON, Duration.ofHours(1), values.length), values);
    }

    private static EnergySeries halfHourly(double... joules) {
        return new EnergySeries(
                Timeline.regular(NOON, Duration.ofMinutes(30), joules.length), joules);
    }

    @Test
    void energyMeetsTheValueOfItsOwnHour() {
        Join join = Join.of(halfHourly(10, 20, 30, 40), hourly(1, 100), new GapPolicy.Fail());
        assertThat(join.weightedSum()).isEqualTo(10 + 20 + 3000 + 4000);
        assertThat(join.energyWeightedMean()).hasValue(7030 / 100.0);
        assertThat(join.timeMean()).hasValue(50.5);
        assertThat(join.coverage().isFull()).isTrue();
    }

    @Test
    void anIntervalAcrossAnHourIsSplitInProportionToTime() {
        var energy =
                new EnergySeries(
                        Timeline.regular(NOON.plusSeconds(45 * 60), Duration.ofHours(1), 1),
                        new double[] {400});
        // A quarter of an hour at 1, three quarters at 100.
        Join join = Join.of(energy, hourly(1, 100), new GapPolicy.Fail());
        assertThat(join.weightedSum()).isEqualTo(100 + 30_000);
    }

    @Test
    void failingPolicyNamesTheFirstGap() {
        assertThatThrownBy(() -> Join.of(halfHourly(1, 1, 1, 1), hourly(5), new GapPolicy.Fail()))
                .isInstanceOfSatisfying(
                        NotCoveredException.class,
                        e -> {
                            assertThat(e.firstGap())
                                    .isEqualTo(
                                            Interval.of(
                                                    NOON.plusSeconds(3600), Duration.ofHours(1)));
                            assertThat(e.coverage().share().fraction()).isEqualTo(0.5);
                        });
    }

    @Test
    void leftOutEnergyShowsInTheCoverage() {
        Join join = Join.of(halfHourly(1, 2, 3, 4), hourly(5), LEAVE_OUT);
        assertThat(join.weightedSum()).isEqualTo(15);
        assertThat(join.coverage().joined().joules()).isEqualTo(3);
        assertThat(join.coverage().total().joules()).isEqualTo(10);
        assertThat(join.covered()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aValueIsHeldForAtMostTheStatedTime() {
        Join join =
                Join.of(
                        halfHourly(1, 2, 4, 8),
                        hourly(5),
                        new GapPolicy.Hold(Duration.ofMinutes(45)));
        // Held over the third half hour and half of the fourth.
        assertThat(join.weightedSum()).isEqualTo(5 * (1 + 2 + 4 + 4));
        assertThat(join.held()).isEqualTo(Duration.ofMinutes(45));
        assertThat(join.coverage().joined().joules()).isEqualTo(11);
        assertThat(join.gap()).isPresent();
    }

    @Test
    void nothingIsHeldBeforeTheFirstValue() {
        var late =
                new HeldSeries(
                        Timeline.regular(NOON.plusSeconds(3600), Duration.ofHours(1), 1),
                        new double[] {5});
        Join join = Join.of(halfHourly(1, 2, 4, 8), late, new GapPolicy.Hold(Duration.ofDays(9)));
        assertThat(join.weightedSum()).isEqualTo(5 * 12);
        assertThat(join.held()).isZero();
    }

    @Test
    void aHoldBridgesEachGapAnew() {
        var values =
                new HeldSeries(
                        Timeline.builder()
                                .add(Interval.of(NOON, Duration.ofMinutes(30)))
                                .add(Interval.of(NOON.plusSeconds(3600), Duration.ofMinutes(30)))
                                .build(),
                        new double[] {10, 20});
        Join join =
                Join.of(halfHourly(1, 1, 1, 1), values, new GapPolicy.Hold(Duration.ofMinutes(30)));
        assertThat(join.weightedSum()).isEqualTo(10 + 10 + 20 + 20);
        assertThat(join.gap()).isEmpty();
    }

    @Test
    void seriesThatOnlyTouchShareNothing() {
        var before =
                new EnergySeries(
                        Timeline.regular(NOON.minusSeconds(3600), Duration.ofHours(1), 1),
                        new double[] {7});
        Join join = Join.of(before, hourly(5), LEAVE_OUT);
        assertThat(join.weightedSum()).isZero();
        assertThat(join.energyWeightedMean()).isEmpty();
        assertThat(join.timeMean()).isEmpty();
    }

    @Test
    void aJoinReversedInTimeGivesAnotherNumber() {
        // The mistake of a peer that matched by position while the intensities came newest first.
        HeldSeries rising = hourly(1, 2, 3, 4);
        HeldSeries reversed = hourly(4, 3, 2, 1);
        EnergySeries early = halfHourly(10, 10, 5, 5, 1, 1, 0, 0);
        double right = Join.of(early, rising, LEAVE_OUT).weightedSum();
        double wrong = Join.of(early, reversed, LEAVE_OUT).weightedSum();
        assertThat(right).isEqualTo(20 + 20 + 6);
        assertThat(wrong).isEqualTo(80 + 30 + 4).isNotEqualTo(right);
    }

    @Test
    void agreesWithTheNaiveJoin() {
        Property.forAll(
                400,
                random -> {
                    EnergySeries energy = RandomSeries.energy(random, 1 + random.nextInt(40), true);
                    HeldSeries values = RandomSeries.values(random, 1 + random.nextInt(40), true);
                    Join join = Join.of(energy, values, LEAVE_OUT);
                    double[] naive = NaiveJoin.of(energy, values);
                    assertThat(join.weightedSum()).isCloseTo(naive[0], within(1e-12 * naive[0]));
                    assertThat(join.coverage().joined().joules())
                            .isCloseTo(naive[1], within(1e-12 * naive[1] + 1e-300));
                });
    }

    @Test
    void splittingEnergyIntervalsChangesNothing() {
        Property.forAll(
                200,
                random -> {
                    EnergySeries energy = RandomSeries.energy(random, 30, true);
                    HeldSeries values = RandomSeries.values(random, 30, true);
                    Join whole = Join.of(energy, values, LEAVE_OUT);
                    Join split = Join.of(split(energy, random), values, LEAVE_OUT);
                    assertThat(split.weightedSum())
                            .isCloseTo(whole.weightedSum(), within(EXACT * whole.weightedSum()));
                    assertThat(split.coverage().total().joules())
                            .isCloseTo(
                                    whole.coverage().total().joules(),
                                    within(EXACT * whole.coverage().total().joules()));
                    assertThat(split.covered()).isEqualTo(whole.covered());
                });
    }

    @Test
    void splittingValueIntervalsChangesNothing() {
        Property.forAll(
                200,
                random -> {
                    EnergySeries energy = RandomSeries.energy(random, 30, true);
                    HeldSeries values = RandomSeries.values(random, 30, true);
                    Join whole = Join.of(energy, values, LEAVE_OUT);
                    Join split = Join.of(energy, split(values, random), LEAVE_OUT);
                    assertThat(split.weightedSum())
                            .isCloseTo(whole.weightedSum(), within(EXACT * whole.weightedSum()));
                    assertThat(split.covered()).isEqualTo(whole.covered());
                });
    }

    @Test
    void aConstantValueIsMultiplication() {
        Property.forAll(
                200,
                random -> {
                    EnergySeries energy = RandomSeries.energy(random, 50, true);
                    HeldSeries values = RandomSeries.coveringValues(random, 10);
                    double[] same = new double[values.size()];
                    java.util.Arrays.fill(same, 432.1);
                    Join join =
                            Join.of(
                                    energy,
                                    new HeldSeries(values.timeline(), same),
                                    new GapPolicy.Fail());
                    double expected = energy.total().joules() * 432.1;
                    assertThat(join.weightedSum()).isCloseTo(expected, within(EXACT * expected));
                    assertThat(join.coverage().isFull()).isTrue();
                });
    }

    @Test
    void theResultLiesBetweenEnergyTimesLowestAndHighest() {
        Property.forAll(
                200,
                random -> {
                    EnergySeries energy = RandomSeries.energy(random, 50, true);
                    HeldSeries values = RandomSeries.coveringValues(random, 10);
                    Join join = Join.of(energy, values, new GapPolicy.Fail());
                    double joules = energy.total().joules();
                    assertThat(join.weightedSum())
                            .isBetween(
                                    joules * values.min() * (1 - EXACT),
                                    joules * values.max() * (1 + EXACT));
                });
    }

    @Test
    void reversingBothSeriesInTimeKeepsTheResult() {
        Property.forAll(
                200,
                random -> {
                    EnergySeries energy = RandomSeries.energy(random, 30, true);
                    HeldSeries values = RandomSeries.values(random, 30, true);
                    Join forward = Join.of(energy, values, LEAVE_OUT);
                    Join backward =
                            Join.of(
                                    new EnergySeries(
                                            mirrored(energy.timeline()), reversed(energy.joules)),
                                    new HeldSeries(
                                            mirrored(values.timeline()), reversed(values.values)),
                                    LEAVE_OUT);
                    assertThat(backward.weightedSum())
                            .isCloseTo(
                                    forward.weightedSum(), within(EXACT * forward.weightedSum()));
                });
    }

    @Test
    void coveredEnergyIsNeverMoreThanTheTotal() {
        Property.forAll(
                300,
                random -> {
                    EnergySeries energy = RandomSeries.energy(random, 30, true);
                    HeldSeries values = RandomSeries.values(random, 30, true);
                    GapPolicy policy =
                            random.nextBoolean()
                                    ? LEAVE_OUT
                                    : new GapPolicy.Hold(
                                            Duration.ofSeconds(1 + random.nextInt(20)));
                    Coverage coverage = Join.of(energy, values, policy).coverage();
                    assertThat(coverage.joined().joules())
                            .isLessThanOrEqualTo(coverage.total().joules());
                    assertThat(coverage.share().fraction()).isBetween(0.0, 1.0);
                });
    }

    @Test
    void holdingNeverCoversLessThanLeavingOut() {
        Property.forAll(
                200,
                random -> {
                    EnergySeries energy = RandomSeries.energy(random, 30, true);
                    HeldSeries values = RandomSeries.values(random, 30, true);
                    Join left = Join.of(energy, values, LEAVE_OUT);
                    Join held = Join.of(energy, values, new GapPolicy.Hold(Duration.ofSeconds(3)));
                    assertThat(held.covered().minus(held.held())).isEqualTo(left.covered());
                });
    }

    private static EnergySeries split(EnergySeries series, Random random) {
        var builder = Timeline.builder();
        double[] parts = new double[2 * series.size()];
        for (int i = 0; i < series.size(); i++) {
            Interval whole = series.timeline().interval(i);
            long nanos = whole.duration().toNanos();
            long cut = nanos == 1 ? 0 : random.nextLong(nanos);
            if (cut > 0) {
                Instant middle = whole.start().plusNanos(cut);
                parts[builder.size()] = series.energy(i).joules() * cut / nanos;
                builder.add(new Interval(whole.start(), middle));
                parts[builder.size()] = series.energy(i).joules() * (nanos - cut) / nanos;
                builder.add(new Interval(middle, whole.end()));
            } else {
                parts[builder.size()] = series.energy(i).joules();
                builder.add(whole);
            }
        }
        return new EnergySeries(builder.build(), java.util.Arrays.copyOf(parts, builder.size()));
    }

    private static HeldSeries split(HeldSeries series, Random random) {
        var builder = Timeline.builder();
        double[] copies = new double[2 * series.size()];
        for (int i = 0; i < series.size(); i++) {
            Interval whole = series.timeline().interval(i);
            long nanos = whole.duration().toNanos();
            Instant at = whole.start();
            if (nanos > 1) {
                Instant middle = at.plusNanos(1 + random.nextLong(nanos - 1));
                copies[builder.size()] = series.value(i);
                builder.add(new Interval(at, middle));
                at = middle;
            }
            copies[builder.size()] = series.value(i);
            builder.add(new Interval(at, whole.end()));
        }
        return new HeldSeries(builder.build(), java.util.Arrays.copyOf(copies, builder.size()));
    }

    /// The timeline as a mirror at [RandomSeries#START] would show it.
    private static Timeline mirrored(Timeline timeline) {
        long axis = 2 * Nanos.of(RandomSeries.START);
        var builder = Timeline.builder();
        for (int i = timeline.size() - 1; i >= 0; i--) {
            Interval each = timeline.interval(i);
            builder.add(axis - Nanos.of(each.end()), axis - Nanos.of(each.start()));
        }
        return builder.build();
    }

    private static double[] reversed(double[] values) {
        double[] result = new double[values.length];
        java.util.Arrays.setAll(result, i -> values[values.length - 1 - i]);
        return result;
    }
}
