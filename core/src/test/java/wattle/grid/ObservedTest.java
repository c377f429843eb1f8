package wattle.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import wattle.Property;
import wattle.series.HeldSeries;
import wattle.series.Interval;
import wattle.unit.Source;

class ObservedTest {

    private static final Instant MONDAY = Instant.parse("2026-02-02T00:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-02-03T00:00:00Z");

    /// Values and qualities are one number in the oracle: estimated ones are moved up by 1,000.
    @Test
    void aRevisionReplacesWhatItCoversAndNothingElse() {
        Property.forAll(
                500,
                random -> {
                    Observed older = RandomIntensity.observed(random, MONDAY);
                    Observed newer = RandomIntensity.observed(random, TUESDAY);
                    double[] expected = RandomIntensity.bySecond(older);
                    double[] over = RandomIntensity.bySecond(newer);
                    boolean oldLeft = false;
                    for (int i = 0; i < over.length; i++) {
                        if (!Double.isNaN(over[i])) {
                            expected[i] = over[i];
                        } else {
                            oldLeft |= !Double.isNaN(expected[i]);
                        }
                    }
                    Observed revised = older.revisedBy(newer);
                    assertThat(RandomIntensity.bySecond(revised)).isEqualTo(expected);
                    assertThat(revised.retrievedAt()).isEqualTo(oldLeft ? MONDAY : TUESDAY);
                });
    }

    @Test
    void intervalsOfTheRevisionStayAsTheyAre() {
        Property.forAll(
                200,
                random -> {
                    Observed older = RandomIntensity.observed(random, MONDAY);
                    Observed newer = RandomIntensity.observed(random, TUESDAY);
                    HeldSeries revised = older.revisedBy(newer).gramsPerKilowattHour();
                    HeldSeries given = newer.gramsPerKilowattHour();
                    int found = 0;
                    for (int i = 0; i < revised.size() && found < given.size(); i++) {
                        if (revised.timeline()
                                .interval(i)
                                .equals(given.timeline().interval(found))) {
                            found++;
                        }
                    }
                    assertThat(found).isEqualTo(given.size());
                });
    }

    @Test
    void beingRevisedByItselfChangesNothing() {
        Property.forAll(
                100,
                random -> {
                    Observed some = RandomIntensity.observed(random, MONDAY);
                    assertThat(some.revisedBy(some).gramsPerKilowattHour())
                            .isEqualTo(some.gramsPerKilowattHour());
                });
    }

    @Test
    void withinAreTheIntervalsThatBeginThere() {
        Property.forAll(
                300,
                random -> {
                    Observed all = RandomIntensity.observed(random, MONDAY);
                    int from = random.nextInt(RandomIntensity.SECONDS);
                    var span =
                            new Interval(
                                    RandomIntensity.START.plusSeconds(from),
                                    RandomIntensity.START.plusSeconds(
                                            from + 1 + random.nextInt(60)));
                    HeldSeries series = all.gramsPerKilowattHour();
                    int kept = 0;
                    var within = all.within(span);
                    for (int i = 0; i < series.size(); i++) {
                        Interval each = series.timeline().interval(i);
                        if (span.contains(each.start())) {
                            HeldSeries some = within.orElseThrow().gramsPerKilowattHour();
                            assertThat(some.timeline().interval(kept)).isEqualTo(each);
                            assertThat(some.value(kept)).isEqualTo(series.value(i));
                            assertThat(within.orElseThrow().quality(kept))
                                    .isEqualTo(all.quality(i));
                            kept++;
                        }
                    }
                    assertThat(within.map(Observed::gramsPerKilowattHour).map(HeldSeries::size))
                            .isEqualTo(
                                    kept == 0
                                            ? java.util.Optional.empty()
                                            : java.util.Optional.of(kept));
                });
    }

    @Test
    void anHourThatIsRevisedInItsMiddleIsCut() {
        Observed hour = one("m1", MONDAY, 0, 3600, 100);
        Observed revised = hour.revisedBy(one("m1", TUESDAY, 1800, 2700, 7));
        HeldSeries series = revised.gramsPerKilowattHour();
        assertThat(series.size()).isEqualTo(3);
        assertThat(series.timeline().interval(0))
                .isEqualTo(Interval.of(RandomIntensity.START, Duration.ofMinutes(30)));
        assertThat(series.timeline().interval(2))
                .isEqualTo(
                        Interval.of(
                                RandomIntensity.START.plusSeconds(2700), Duration.ofMinutes(15)));
        assertThat(series.value(1)).isEqualTo(7);
        assertThat(series.value(2)).isEqualTo(100);
    }

    @Test
    void anotherModelZoneOrKindIsAnotherQuantity() {
        Observed some = one("m1", MONDAY, 0, 60, 1);
        assertThatThrownBy(() -> some.revisedBy(one("m2", TUESDAY, 0, 60, 1)))
                .hasMessageContaining("test:XX of model m1 by test:XX of model m2");
        Observed elsewhere =
                Observed.builder(
                                new GridZone("test", "YY"),
                                RandomIntensity.LABELS,
                                "m1",
                                new Source("test", null),
                                MONDAY)
                        .add(0, 1, 1, Quality.MEASURED)
                        .build();
        assertThatThrownBy(() -> some.revisedBy(elsewhere)).hasMessageContaining("test:YY");
        Observed marginal =
                Observed.builder(
                                RandomIntensity.ZONE,
                                new Labels(Signal.MARGINAL, Factor.LIFECYCLE_CO2E),
                                "m1",
                                new Source("test", null),
                                MONDAY)
                        .add(0, 1, 1, Quality.MEASURED)
                        .build();
        assertThatThrownBy(() -> some.revisedBy(marginal)).hasMessageContaining("cannot mix");
    }

    private static Observed one(String model, Instant retrievedAt, int from, int to, double value) {
        return Observed.builder(
                        RandomIntensity.ZONE,
                        RandomIntensity.LABELS,
                        model,
                        new Source("test", null),
                        retrievedAt)
                .add(
                        RandomIntensity.nanos(from),
                        RandomIntensity.nanos(to),
                        value,
                        Quality.MEASURED)
                .build();
    }
}
