package wattle.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import wattle.Property;

class TimelineTest {

    private static final Instant START = Instant.parse("2026-03-29T00:00:00Z");

    @Test
    void aRegularTimelineIsOneRunWhoeverBuildsIt() {
        var built = Timeline.builder();
        for (int i = 0; i < 288; i++) {
            built.add(Interval.of(START.plusSeconds(300L * i), Duration.ofMinutes(5)));
        }
        assertThat(built.build())
                .isEqualTo(Timeline.regular(START, Duration.ofMinutes(5), 288))
                .returns(1, Timeline::runs)
                .returns(0, Timeline::gaps);
    }

    @Test
    void intervalsComeBackAsTheyWereAdded() {
        Property.forAll(
                100,
                random -> {
                    Timeline timeline = RandomSeries.timeline(random, 60, true);
                    List<Interval> intervals = new ArrayList<>();
                    var again = Timeline.builder();
                    for (int i = 0; i < timeline.size(); i++) {
                        intervals.add(timeline.interval(i));
                        again.add(timeline.interval(i));
                    }
                    assertThat(again.build()).isEqualTo(timeline);
                    Duration sum =
                            intervals.stream()
                                    .map(Interval::duration)
                                    .reduce(Duration.ZERO, Duration::plus);
                    assertThat(timeline.covered()).isEqualTo(sum);
                    assertThat(timeline.span())
                            .isEqualTo(
                                    new Interval(
                                            intervals.getFirst().start(),
                                            intervals.getLast().end()));
                });
    }

    @Test
    void gapsAreCountedAndStepsAreCommonOrNot() {
        Timeline timeline =
                Timeline.builder()
                        .add(Interval.of(START, Duration.ofMinutes(5)))
                        .add(Interval.of(START.plusSeconds(900), Duration.ofMinutes(5)))
                        .build();
        assertThat(timeline.gaps()).isEqualTo(1);
        assertThat(timeline.step()).contains(Duration.ofMinutes(5));
        Timeline uneven =
                Timeline.builder()
                        .add(Interval.of(START, Duration.ofMinutes(30)))
                        .add(Interval.of(START.plusSeconds(1800), Duration.ofMinutes(15)))
                        .build();
        assertThat(uneven.gaps()).isZero();
        assertThat(uneven.step()).isEmpty();
    }

    @Test
    void overlapAndDisorderAreRefused() {
        var builder = Timeline.builder().add(Interval.of(START, Duration.ofMinutes(5)));
        assertThatThrownBy(
                        () -> builder.add(Interval.of(START.plusSeconds(299), Duration.ofHours(1))))
                .hasMessageContaining("2026-03-29T00:04:59Z overlaps");
        assertThatThrownBy(() -> Timeline.builder().build()).hasMessageContaining("at least one");
        assertThatThrownBy(() -> new Interval(START, START)).hasMessageContaining("before it ends");
        assertThatThrownBy(() -> Timeline.regular(START, Duration.ofDays(36500), 4))
                .hasMessageContaining("2262");
        assertThatThrownBy(() ->
                        Timeline.regular(
                                Instant.parse("3000-01-01T00:00:00Z"), Duration.ofHours(1), 1))
                .hasMessageContaining("3000-01-01");
    }

    @Test
    void anIntervalHoldsItsStartAndNotItsEnd() {
        Interval hour = Interval.of(START, Duration.ofHours(1));
        assertThat(hour.contains(START)).isTrue();
        assertThat(hour.contains(hour.end())).isFalse();
        assertThat(hour.intersection(Interval.of(hour.end(), Duration.ofHours(1)))).isEmpty();
    }

    @Test
    void aWindowSplitsTheIntervalsAtItsEdges() {
        var energy =
                new EnergySeries(
                        Timeline.regular(START, Duration.ofHours(1), 3),
                        new double[] {60, 120, 60});
        EnergySeries part =
                energy.within(
                        new Interval(START.plusSeconds(1800), START.plusSeconds(2 * 3600 + 900)));
        assertThat(part.total().joules()).isEqualTo(30 + 120 + 15);
        assertThat(part.size()).isEqualTo(3);
        assertThatThrownBy(() ->
                        energy.within(Interval.of(START.minusSeconds(3600), Duration.ofHours(1))))
                .hasMessageContaining("no energy within");
    }

    @Test
    void windowsThatFollowEachOtherShareAllEnergy() {
        Property.forAll(
                100,
                random -> {
                    EnergySeries energy = RandomSeries.energy(random, 40, true);
                    Interval span = energy.timeline().span();
                    long nanos = span.duration().toNanos();
                    Instant cut = span.start().plusNanos(1 + random.nextLong(nanos - 1));
                    double parts = 0;
                    for (Interval window :
                            List.of(
                                    new Interval(span.start(), cut),
                                    new Interval(cut, span.end()))) {
                        try {
                            parts += energy.within(window).total().joules();
                        } catch (IllegalArgumentException wholeWindowInAGap) {
                            assertThat(wholeWindowInAGap).hasMessageContaining("no energy within");
                        }
                    }
                    double total = energy.total().joules();
                    assertThat(parts).isCloseTo(total, within(1e-12 * total));
                });
    }

    @Test
    void aMeanPowerGivesTheEnergyOfItsInterval() {
        var power =
                new PowerSeries(
                        new HeldSeries(
                                Timeline.regular(START, Duration.ofMinutes(5), 2),
                                new double[] {1000, 0}));
        assertThat(power.energy().total().kilowattHours()).isEqualTo(1.0 / 12);
    }

    @Test
    void aSumOfManySmallValuesLosesNothing() {
        double[] values = new double[4_000_000];
        java.util.Arrays.fill(values, 0.1);
        values[0] = 1e9;
        var sum = new CompensatedSum();
        sum.add(values, 0, values.length);
        double exact = 1e9 + 3_999_999 * 0.1;
        assertThat(sum.value()).isCloseTo(exact, within(1e-13 * exact));
    }

    @Test
    void wrongValuesAreRefusedWithTheirInterval() {
        Timeline hour = Timeline.regular(START, Duration.ofHours(1), 1);
        assertThatThrownBy(() -> new EnergySeries(hour, new double[] {-1}))
                .hasMessageContaining("joules: -1.0 in 2026-03-29T00:00:00Z/2026-03-29T01:00:00Z");
        assertThatThrownBy(() -> new HeldSeries(hour, new double[] {Double.NaN}))
                .hasMessageContaining("finite");
        assertThatThrownBy(() -> new EnergySeries(hour, new double[2]))
                .hasMessageContaining("1 intervals need as many values, not 2");
        assertThatThrownBy(() -> new PowerSeries(new HeldSeries(hour, new double[] {-5})))
                .hasMessageContaining("watts: -5.0");
    }
}
