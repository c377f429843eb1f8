package wattle.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import wattle.Property;
import wattle.series.HeldSeries;
import wattle.series.Interval;
import wattle.series.Timeline;
import wattle.unit.Energy;
import wattle.unit.Power;
import wattle.unit.Pue;

/// Plans across zones against every possible route, and against what must hold for any.
class ZonesTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final double KWH = Energy.JOULES_PER_KILOWATT_HOUR;

    @Test
    void theRouteIsTheBestOfAllUnderAnyRules() {
        Property.forAll(
                5000,
                random -> {
                    Load load = load(random, 4);
                    Pausing pausing = random.nextInt(3) == 0 ? Pausing.FREE : pausing(random);
                    int size = load.slots() + random.nextInt(5);
                    List<Site> sites = sites(random, 1 + random.nextInt(3), size, true);

                    assertThat(new ZonesOptimum(load, sites, pausing).route())
                            .as("%s", pausing)
                            .isEqualTo(RouteBruteForce.best(load, sites, pausing));
                });
    }

    @Test
    void aShortLastSlotIsCountedForAsLongAsItRuns() {
        Property.forAll(
                1000,
                random -> {
                    Duration half = STEP.dividedBy(2);
                    Load load =
                            Load.constant(
                                    new Power(1200),
                                    half.multipliedBy(2 * random.nextInt(3) + 1),
                                    STEP);
                    Pausing pausing = pausing(random);
                    int slack = random.nextInt(5);
                    List<Site> sites = new ArrayList<>();
                    for (int zone = 0; zone < 2; zone++) {
                        double[] values = new double[2 * (load.slots() + slack)];
                        Arrays.setAll(values, _ -> random.nextInt(500));
                        var series =
                                new HeldSeries(
                                        Timeline.regular(START, half, values.length), values);
                        Slots window = Slots.of(series, START, load, slack);
                        double[] hourly = new double[window.size()];
                        Arrays.fill(hourly, random.nextInt(100));
                        Site site =
                                zone == 0
                                        ? Site.home("A", window, new Pue(1.5))
                                        : Site.away("B", window, Pue.NONE);
                        sites.add(site.weighing(1, new double[window.size()], hourly));
                    }

                    assertThat(new ZonesOptimum(load, sites, pausing).route())
                            .isEqualTo(RouteBruteForce.best(load, sites, pausing));
                });
    }

    @Test
    void longWindowsGoThroughManyBlocksToTheSameOptimum() {
        Property.forAll(
                300,
                random -> {
                    Load load = load(random, 40);
                    Slots window = window(random, load.slots() + random.nextInt(60));
                    Pausing pausing = pausing(random);
                    List<Site> home = List.of(Site.home("A", window, Pue.NONE));

                    Route route =
                            Objects.requireNonNull(new ZonesOptimum(load, home, pausing).route());

                    assertThat(route.schedule())
                            .isEqualTo(PauseResume.choose(load, window, pausing));
                });
    }

    @Test
    void oneMoreZoneOrAWiderWindowNeverHurts() {
        Property.forAll(
                500,
                random -> {
                    Load load = load(random, 12);
                    Pausing pausing = pausing(random);
                    int size = load.slots() + 1 + random.nextInt(15);
                    List<Site> all = sites(random, 3, size, false);

                    double best = weight(load, all, pausing);

                    double fewer = weight(load, all.subList(0, 2), pausing);
                    List<Site> narrow = new ArrayList<>();
                    for (Site each : all) {
                        narrow.add(each.first(size - 1));
                    }
                    assertThat(best).isLessThanOrEqualTo(fewer + slight(best));
                    assertThat(best)
                            .isLessThanOrEqualTo(weight(load, narrow, pausing) + slight(best));
                });
    }

    @Test
    void equalZonesWithoutTransferAreOneZone() {
        Property.forAll(
                500,
                random -> {
                    Load load = load(random, 12);
                    Slots window = window(random, load.slots() + random.nextInt(15));
                    Pausing pausing = pausing(random);
                    List<Site> same =
                            List.of(
                                    Site.home("A", window, Pue.NONE),
                                    Site.away("B", window, Pue.NONE),
                                    Site.away("C", window, Pue.NONE));
                    // A move in no time would spare the slot that a pause in one zone takes.
                    Pausing slow = pausing.restartSlots() > 0 ? pausing : Pausing.FREE;

                    assertThat(weight(load, same, slow))
                            .isEqualTo(weight(load, same.subList(0, 1), slow));
                });
    }

    @Test
    void aTransferBeyondAllSavingsStaysAtHome() {
        Property.forAll(
                500,
                random -> {
                    Load load = load(random, 12);
                    Slots window = plain(random, load.slots() + random.nextInt(15));
                    Slots other = plain(random, window.size());
                    Pausing pausing = pausing(random);
                    Site far =
                            Site.away("B", other, Pue.NONE)
                                    .withTransfer(new Energy(KWH * 1e6), random.nextInt(3));

                    Route route =
                            ShiftRegion.choose(
                                    load, List.of(Site.home("A", window, Pue.NONE), far), pausing);

                    assertThat(route)
                            .isEqualTo(Route.in(0, PauseResume.choose(load, window, pausing)));
                });
    }

    @Test
    void withoutAPauseItIsTheBestStartInTheBestZone() {
        Property.forAll(
                1000,
                random -> {
                    Load load = load(random, 8);
                    int size = load.slots() + random.nextInt(10);
                    List<Site> sites = sites(random, 3, size, true);
                    Pausing none = Pausing.FREE.withMaxPauses(0);
                    Route route = ShiftRegion.choose(load, sites, none);

                    double least = Double.POSITIVE_INFINITY;
                    for (int zone = 0; zone < sites.size(); zone++) {
                        Schedule start =
                                sites.get(zone).choose(Policy.FLEXIBLE_START, load, none, 0);
                        if (start != null) {
                            Route in = Route.in(zone, start);
                            least = Math.min(least, Grams.weight(in, load, sites, none));
                        }
                    }
                    if (route == null) {
                        assertThat(least).isInfinite();
                    } else {
                        assertThat(Grams.weight(route, load, sites, none))
                                .isCloseTo(
                                        least, org.assertj.core.data.Offset.offset(slight(least)));
                    }
                });
    }

    /// 1 kWh in each of four hours; A is low first and B after it.
    @Test
    void aMovePaysItsTransferAtTheDestinationInTheSlotsBeforeWork() {
        Load load = Load.ofJoules(STEP, KWH, KWH, KWH, KWH);
        Slots a = Slots.ofMeans(START, STEP, 10, 10, 100, 100, 100, 100);
        Slots b = Slots.ofMeans(START, STEP, 100, 100, 20, 10, 10, 10);
        List<Site> sites =
                List.of(
                        Site.home("A", a, Pue.NONE),
                        Site.away("B", b, new Pue(1.5)).withTransfer(new Energy(KWH / 2), 1));

        Route route = Objects.requireNonNull(ShiftRegion.choose(load, sites, Pausing.FREE));

        assertThat(route.stretches())
                .containsExactly(new Route.Stretch(0, 2, 0), new Route.Stretch(4, 6, 1));
        // 2 × 10 in A, a free wait, half a kWh at 10 × 1.5 for the transfer, 2 × 10 × 1.5 in B.
        assertThat(Grams.of(route, load, sites, Pausing.FREE).grams()).isEqualTo(20 + 7.5 + 30);
        assertThat(route.moves()).isEqualTo(1);
        assertThat(route.pauses()).isEqualTo(1);
    }

    @Test
    void whereThereAreNoDevicesTheJobIsNot() {
        Load load = Load.ofJoules(STEP, KWH, KWH);
        Slots window = Slots.ofMeans(START, STEP, 1, 1, 5, 5);
        Site home =
                Site.home("A", window, Pue.NONE)
                        .availableDuring(
                                List.of(
                                        Interval.of(START, STEP),
                                        Interval.of(START.plus(STEP.multipliedBy(2)), STEP)));

        Route route = ShiftRegion.choose(load, List.of(home), Pausing.FREE);

        assertThat(route).isEqualTo(Route.in(0, new Schedule(new int[] {0, 2})));
        assertThat(ShiftRegion.choose(load, List.of(home), Pausing.FREE.withMaxPauses(0))).isNull();
    }

    private static double weight(Load load, List<Site> sites, Pausing pausing) {
        Route route = Objects.requireNonNull(ShiftRegion.choose(load, sites, pausing));
        return Grams.weight(route, load, sites, pausing);
    }

    private static double slight(double value) {
        return 1e-9 * (1 + Math.abs(value));
    }

    static Load load(Random random, int most) {
        double[] joules = new double[1 + random.nextInt(most)];
        int kinds = 1 + random.nextInt(4);
        for (int i = 0; i < joules.length; i++) {
            joules[i] = KWH * random.nextInt(kinds + 1);
        }
        return Load.ofJoules(STEP, joules);
    }

    static List<Site> sites(Random random, int count, int size, boolean gaps) {
        List<Site> sites = new ArrayList<>();
        boolean equal = random.nextInt(6) == 0;
        Slots first = window(random, size);
        for (int i = 0; i < count; i++) {
            Slots window = equal ? first : window(random, size);
            Pue pue = new Pue(1 + random.nextInt(2));
            Site site = i == 0 ? Site.home("0", window, pue) : Site.away("" + i, window, pue);
            if (random.nextBoolean()) {
                site = site.withTransfer(new Energy(KWH * random.nextInt(3)), random.nextInt(3));
            }
            if (gaps && random.nextInt(3) == 0) {
                List<Interval> times = new ArrayList<>();
                for (int slot = 0; slot < size; slot++) {
                    if (random.nextInt(4) > 0) {
                        times.add(window.interval(slot));
                    }
                }
                site = site.availableDuring(times);
            }
            if (random.nextInt(4) == 0) {
                double[] hourly = new double[size];
                for (int slot = 0; slot < size; slot++) {
                    hourly[slot] = 12 * random.nextInt(4);
                }
                site = site.weighing(1, new double[size], hourly);
            }
            sites.add(site);
        }
        return sites;
    }

    static Slots plain(Random random, int size) {
        double[] means = new double[size];
        Arrays.setAll(means, _ -> 1 + random.nextInt(6));
        return Slots.ofMeans(START, STEP, means);
    }

    static Slots window(Random random, int size) {
        double[] means = new double[size];
        boolean whole = random.nextBoolean();
        boolean marginal = random.nextInt(10) == 0;
        for (int i = 0; i < size; i++) {
            double value = whole ? random.nextInt(6) : random.nextDouble() * 500;
            means[i] = marginal ? value - 2 : value;
        }
        return Slots.ofMeans(START, STEP, means);
    }

    static Pausing pausing(Random random) {
        return new Pausing(
                random.nextBoolean() ? random.nextInt(4) : Integer.MAX_VALUE,
                new Energy(KWH * random.nextInt(2)),
                new Energy(KWH * 3 * random.nextInt(2)),
                new Power(random.nextInt(2) * 12_000),
                random.nextInt(3),
                1 + random.nextInt(3),
                1 + random.nextInt(2));
    }
}
