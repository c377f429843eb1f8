package wattle.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import wattle.Property;
import wattle.series.Interval;
import wattle.unit.CarbonMass;
import wattle.unit.Energy;
import wattle.unit.Pue;

/// The front against the check of every plan with every other.
class FrontTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void itHoldsWhatNoOtherPlanDominatesAndOfEqualsTheFirst() {
        Property.forAll(
                2000,
                random -> {
                    boolean priced = random.nextBoolean();
                    List<Plan> plans = new ArrayList<>();
                    for (int i = random.nextInt(40); i >= 0; i--) {
                        plans.add(plan(random, priced));
                    }

                    List<Plan> front = Front.of(plans);

                    List<Plan> expected = new ArrayList<>();
                    for (Plan each : plans) {
                        if (plans.stream().noneMatch(other -> Front.dominates(other, each))
                                && expected.stream().noneMatch(other -> equal(other, each))) {
                            expected.add(each);
                        }
                    }
                    assertThat(front).containsExactlyInAnyOrderElementsOf(expected);
                });
    }

    /// What counts as equal in the small numbers of these cases.
    private static boolean equal(Plan one, Plan other) {
        return one.carbon().equals(other.carbon())
                && java.util.Objects.equals(one.cost(), other.cost())
                && one.end().equals(other.end());
    }

    private static Plan plan(Random random, boolean priced) {
        var segment =
                new Plan.Segment(
                        Interval.of(START, HOUR.multipliedBy(1 + random.nextInt(8))),
                        "Z" + random.nextInt(99));
        return new Plan(
                "p",
                List.of(segment),
                new CarbonMass(random.nextInt(8) - 1),
                null,
                priced ? (double) random.nextInt(8) : null,
                0,
                0,
                Duration.ZERO);
    }

    @Test
    void sumsThatDifferByTheirOrderOnlyAreEqual() {
        Plan one = withGrams(0.1 + 0.2 + 0.3);
        Plan other = withGrams(0.3 + 0.2 + 0.1);

        assertThat(one.carbon()).isNotEqualTo(other.carbon());
        assertThat(Front.of(List.of(one, other))).containsExactly(one);
        assertThat(Front.of(List.of(withGrams(1 + 1e-10), withGrams(1)))).hasSize(1);
    }

    private static Plan withGrams(double grams) {
        var segment = new Plan.Segment(Interval.of(START, HOUR), "Z");
        return new Plan(
                "p", List.of(segment), new CarbonMass(grams), null, null, 0, 0, Duration.ZERO);
    }

    @Test
    void withoutPricesItIsTheExactFrontOfAllRoutes() {
        Property.forAll(
                300,
                random -> {
                    Load load = ZonesTest.load(random, 3);
                    Pausing pausing = ZonesTest.pausing(random);
                    int size = load.slots() + random.nextInt(4);
                    List<Site> sites = ZonesTest.sites(random, 2, size, true);
                    List<Plan> all = new ArrayList<>();
                    for (Route each : RouteBruteForce.all(load, sites, pausing)) {
                        all.add(Plan.of("", each, load, sites, List.of(), pausing));
                    }

                    List<Plan> front =
                            Front.of(Candidates.of(load, sites, List.of(), pausing, true));

                    assertThat(points(front)).isEqualTo(points(Front.of(all)));
                });
    }

    /// With whole numbers, so that routes which weigh the same are equal to the last digit.
    private static List<String> points(List<Plan> front) {
        List<String> points = new ArrayList<>();
        for (Plan each : front) {
            points.add(each.end() + " " + Math.round(each.carbon().grams() * 1e6));
        }
        return points;
    }

    /// One kWh in one of three hours: the later the cleaner, and the cheapest in between.
    @Test
    void aPlanThatIsCheaperOrCleanerOrEarlierStays() {
        Load load = Load.ofJoules(HOUR, Energy.JOULES_PER_KILOWATT_HOUR);
        Site home = Site.home("A", Slots.ofMeans(START, HOUR, 300, 200, 100, 100), Pue.NONE);
        Site priced = home.weighing(0, new double[] {0.3, 0.1, 0.2, 0.2}, null);

        List<Plan> front =
                Front.of(Candidates.of(load, List.of(home), List.of(priced), Pausing.FREE, false));

        assertThat(front.stream().map(each -> each.carbon().grams()).toList())
                .containsExactly(300.0, 200.0, 100.0);
        assertThat(front.stream().map(Plan::cost).toList()).containsExactly(0.3, 0.1, 0.2);
    }
}
