package wattle.footprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.DOUBLE;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import wattle.Property;
import wattle.grid.Factor;
import wattle.grid.GridZone;
import wattle.grid.Intensity;
import wattle.grid.IntensityFactor;
import wattle.grid.IntensitySeries;
import wattle.grid.Labels;
import wattle.grid.Layer;
import wattle.grid.LayeredIntensity;
import wattle.grid.Quality;
import wattle.grid.Rung;
import wattle.grid.Signal;
import wattle.hardware.DeviceKind;
import wattle.hardware.DeviceModel;
import wattle.hardware.EmbodiedCarbon;
import wattle.report.Explanation;
import wattle.series.EnergySeries;
import wattle.series.GapPolicy;
import wattle.series.HeldSeries;
import wattle.series.Interval;
import wattle.series.NotCoveredException;
import wattle.series.Timeline;
import wattle.unit.CarbonIntensity;
import wattle.unit.CarbonMass;
import wattle.unit.Energy;
import wattle.unit.Power;
import wattle.unit.Pue;
import wattle.unit.Range;
import wattle.unit.Share;
import wattle.unit.Source;

class EstimateTest {

    private static final Source SOURCE = new Source("test", "CC0");
    private static final Duration FOUR_YEARS = Duration.ofHours(4 * 8760);

    private static final EmbodiedCarbon MAKING =
            new EmbodiedCarbon(
                    new Range<>(
                            CarbonMass.ofKilograms(128),
                            CarbonMass.ofKilograms(150),
                            CarbonMass.ofKilograms(318)),
                    new Range<>(Duration.ofHours(3 * 8760), FOUR_YEARS, Duration.ofHours(6 * 8760)),
                    SOURCE);

    private static DeviceModel gpu(@Nullable EmbodiedCarbon embodied) {
        return new DeviceModel(
                DeviceKind.ACCELERATOR, "GPU", new Power(400), embodied, SOURCE, List.of());
    }

    private static DeviceLoad load(String name, int count, double watts) {
        return DeviceLoad.atRatedPower(name, gpu(MAKING), count, new Power(watts), Share.ALL);
    }

    private static IntensityFactor intensity(double low, double value, double high) {
        return new IntensityFactor(
                new GridZone("country", "FRA"),
                "France",
                new Range<>(
                        new CarbonIntensity(low),
                        new CarbonIntensity(value),
                        new CarbonIntensity(high)),
                new Labels(Signal.AVERAGE, Factor.LIFECYCLE_CO2E),
                Quality.YEARLY,
                2024,
                "lifecycle",
                SOURCE,
                List.of("2024 is the latest year"));
    }

    private static Overhead overhead(double low, double value, double high) {
        return new Overhead(
                new Range<>(new Pue(low), new Pue(value), new Pue(high)),
                Origin.ASSUMED,
                SOURCE,
                2024,
                "");
    }

    private static Footprint estimate(
            List<DeviceLoad> loads,
            double runs,
            IntensityFactor intensity,
            Overhead overhead,
            boolean embodied) {
        return new Estimate(
                        loads,
                        null,
                        Duration.ofHours(100),
                        runs,
                        intensity,
                        null,
                        overhead,
                        embodied ? Amortisation.USUAL : null,
                        0,
                        new FunctionalUnit("training run"),
                        1,
                        List.of())
                .footprint();
    }

    @Test
    void theClosedForm() {
        Footprint footprint =
                estimate(
                        List.of(load("accelerator-0", 8, 400)),
                        1,
                        intensity(40, 50, 60),
                        overhead(1.1, 1.2, 1.5),
                        true);
        // 8 × 400 W × 100 h = 320 kWh; × 1.2 = 384 kWh; × 50 g = 19,200 g. 8 × 150 kg × 100 h /
        // 35,040 h = 3,425 g.
        assertThat(footprint.operational().itEnergy().kilowattHours()).isEqualTo(320);
        assertThat(footprint.operational().facilityEnergy().kilowattHours()).isEqualTo(384);
        assertThat(footprint.operational().carbon().grams()).isCloseTo(19_200, within(1e-9));
        double making = 8 * 150_000.0 * 100 / 35_040;
        assertThat(footprint.embodied()).isNotNull();
        assertThat(footprint.total().grams()).isCloseTo(19_200 + making, within(1e-9));
        assertThat(footprint.sci().gramsPerUnit()).isEqualTo(footprint.total().grams());
        assertThat(footprint.origin()).isEqualTo(Origin.ESTIMATED);
        assertThat(footprint.boundary())
                .containsExactly("accelerator", "facility overhead", "embodied");
        assertThat(footprint.assumptions())
                .contains("2024 is the latest year", "not counted: cpu, memory, storage, network");
    }

    @Test
    void theRangeTakesEveryCauseAtItsEnd() {
        Footprint footprint =
                estimate(
                        List.of(load("accelerator-0", 8, 400)),
                        1,
                        intensity(40, 50, 60),
                        overhead(1.1, 1.2, 1.5),
                        true);
        double low = 320 * 0.25 * 1.1 * 40 + 8 * 128_000.0 * 100 / (6 * 8760);
        double high = 320 * 1.5 * 60 + 8 * 318_000.0 * 100 / (3 * 8760);
        assertThat(footprint.range().low().grams()).isCloseTo(low, within(1e-9 * low));
        assertThat(footprint.range().high().grams()).isCloseTo(high, within(1e-9 * high));
    }

    @Test
    void theInputThatMovesTheTotalMostComesFirst() {
        Footprint footprint =
                estimate(
                        List.of(load("accelerator-0", 8, 400)),
                        1,
                        intensity(40, 50, 60),
                        overhead(1.1, 1.2, 1.5),
                        true);
        assertThat(footprint.sensitivities())
                .extracting(Sensitivity::input)
                .containsExactly(
                        "P[accelerator-0]", "I", "PUE", "TE[accelerator-0]", "EL[accelerator-0]");
        Sensitivity power = footprint.sensitivities().getFirst();
        assertThat(power.high().grams()).isCloseTo(footprint.total().grams(), within(1e-6));
        assertThat(power.spread()).isCloseTo(0.75 * 19_200, within(1e-6));
        Sensitivity lifespan = footprint.sensitivities().getLast();
        assertThat(lifespan.low()).as("a shorter life raises M").isGreaterThan(lifespan.high());
    }

    @Test
    void devicesSumToTheTotal() {
        Property.forAll(
                100,
                random -> {
                    List<DeviceLoad> loads = new ArrayList<>();
                    for (int i = 0; i < 1 + random.nextInt(5); i++) {
                        loads.add(
                                load(
                                        "accelerator-" + i,
                                        1 + random.nextInt(9),
                                        random.nextDouble() * 1000));
                    }
                    IntensityFactor place = intensity(10, 10 + 500 * random.nextDouble(), 1000);
                    Overhead site = overhead(1, 1 + random.nextDouble(), 3);
                    Footprint together = estimate(loads, 1, place, site, true);
                    double apart =
                            loads.stream()
                                    .mapToDouble(each ->
                                            estimate(List.of(each), 1, place, site, true)
                                                    .total()
                                                    .grams())
                                    .sum();
                    assertThat(together.total().grams()).isCloseTo(apart, within(1e-12 * apart));
                    assertThat(together.range().low()).isLessThanOrEqualTo(together.total());
                    assertThat(together.range().high()).isGreaterThanOrEqualTo(together.total());
                });
    }

    @Test
    void runsMultiplyEverything() {
        var loads = List.of(load("accelerator-0", 2, 300));
        Footprint one = estimate(loads, 1, intensity(1, 400, 900), overhead(1, 1, 2), true);
        Footprint many = estimate(loads, 25, intensity(1, 400, 900), overhead(1, 1, 2), true);
        double expected = 25 * one.total().grams();
        assertThat(many.total().grams()).isCloseTo(expected, within(1e-12 * expected));
        assertThat(many.range().high().grams())
                .isCloseTo(25 * one.range().high().grams(), within(1e-6));
    }

    @Test
    void unknownEmbodiedCarbonIsNullAndSaidSo() {
        var load =
                DeviceLoad.atGivenPower("accelerator-0", gpu(null), 1, new Power(300), Share.ALL);
        Footprint footprint =
                estimate(List.of(load), 1, intensity(50, 50, 50), overhead(1, 1, 1), true);
        assertThat(footprint.embodied()).isNull();
        assertThat(footprint.boundary()).containsExactly("accelerator");
        assertThat(footprint.assumptions().getLast()).contains("embodied carbon");
        assertThat(footprint.range()).isEqualTo(Range.exactly(footprint.total()));
        assertThat(footprint.sensitivities()).isEmpty();
    }

    @Test
    void suppliedEnergyIsTakenInsteadOfDevices() {
        Footprint footprint =
                new Estimate(
                                List.of(),
                                Energy.ofKilowattHours(1000),
                                null,
                                2,
                                intensity(30, 50, 70),
                                null,
                                overhead(1.1, 1.1, 1.1),
                                Amortisation.USUAL,
                                50,
                                new FunctionalUnit("epoch"),
                                10,
                                List.of())
                        .footprint();
        assertThat(footprint.operational().carbon().grams()).isCloseTo(110_000, within(1e-6));
        assertThat(footprint.origin()).isEqualTo(Origin.SUPPLIED);
        assertThat(footprint.duration()).isNull();
        assertThat(footprint.sci().gramsPerUnit()).isCloseTo(11_000, within(1e-6));
        assertThat(footprint.offset().claimed().grams()).isCloseTo(55_000, within(1e-6));
        assertThat(footprint.total().grams())
                .as("an offset is never subtracted")
                .isCloseTo(110_000, within(1e-6));
    }

    @Test
    void deviceHoursBeyondThreeCenturiesStayExact() {
        Footprint footprint =
                new Estimate(
                                List.of(load("accelerator-0", 1, 700)),
                                null,
                                Duration.ofHours(30_840_000L),
                                1,
                                intensity(1, 400, 900),
                                null,
                                overhead(1, 1, 1),
                                Amortisation.USUAL,
                                0,
                                new FunctionalUnit("training run"),
                                1,
                                List.of())
                        .footprint();
        assertThat(footprint.operational().itEnergy().kilowattHours()).isEqualTo(21_588_000);
    }

    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

    private static IntensitySeries hourly(Instant start, double... values) {
        return new IntensitySeries(
                new GridZone("file", "XX"),
                new Labels(Signal.AVERAGE, Factor.LIFECYCLE_CO2E),
                Quality.MEASURED,
                SOURCE,
                new HeldSeries(
                        Timeline.regular(start, Duration.ofHours(1), values.length), values));
    }

    private static Footprint during(Intensity intensity, Interval during, Duration run) {
        return new Estimate(
                        List.of(load("accelerator-0", 8, 400)),
                        null,
                        run,
                        1,
                        intensity,
                        during,
                        overhead(1.2, 1.2, 1.2),
                        null,
                        0,
                        new FunctionalUnit("training run"),
                        1,
                        List.of())
                .footprint();
    }

    @Test
    void energyIsDrawnEvenlyOverTheTimeAndMeetsTheIntensityOfEachPart() {
        // Half of the first hour, all of the second, a quarter of the third: (0.5 × 100 + 300 +
        // 0.25 × 700) / 1.75 = 300 g/kWh.
        var during = new Interval(MARCH.plusSeconds(1800), MARCH.plusSeconds(9 * 900));
        Footprint footprint = during(hourly(MARCH, 100, 300, 700), during, Duration.ofMinutes(90));
        assertThat(footprint.operational().energyWeighted().orElseThrow())
                .isCloseTo(300, within(1e-9));
        // 8 × 400 W × 1.5 h × 1.2.
        assertThat(footprint.operational().carbon().grams()).isCloseTo(5.76 * 300, within(1e-6));
        assertThat(footprint.span()).isEqualTo(during);
        assertThat(footprint.duration()).isEqualTo(Duration.ofMinutes(90));
        assertThat(footprint.intensity().quality()).isEqualTo(Quality.MEASURED);
        assertThat(footprint.assumptions()).contains("the energy was drawn evenly over " + during);
        assertThat(Explanation.of(footprint).disagreements()).isEmpty();
    }

    @Test
    void anEvenJobIsTheAccountOfAFlatSeriesWhateverItsLayers() {
        Property.forAll(
                100,
                random -> {
                    double[] known = new double[48];
                    for (int i = 0; i < known.length; i++) {
                        known[i] = 1000 * random.nextDouble();
                    }
                    var layered =
                            new LayeredIntensity(
                                    List.of(
                                            Layer.of(Rung.HISTORY, hourly(MARCH, known)),
                                            Layer.of(Rung.YEARLY, intensity(50, 400, 900))),
                                    (one, other) -> true);
                    Instant start = MARCH.plusSeconds(random.nextInt(40 * 3600));
                    var time = new Interval(start, start.plusSeconds(1 + random.nextInt(200_000)));
                    Footprint estimated = during(layered, time, time.duration());
                    Footprint accounted =
                            new Account(
                                            List.of(
                                                    Metered.exactly(
                                                            "accelerator-0",
                                                            "x",
                                                            "x",
                                                            new EnergySeries(
                                                                    Timeline.regular(
                                                                            start,
                                                                            time.duration(),
                                                                            1),
                                                                    new double[] {
                                                                        estimated
                                                                                .operational()
                                                                                .itEnergy()
                                                                                .joules()
                                                                    }),
                                                            Origin.SUPPLIED,
                                                            "x")),
                                            layered,
                                            new GapPolicy.Fail(),
                                            overhead(1.2, 1.2, 1.2),
                                            new FunctionalUnit("training run"),
                                            1,
                                            List.of(),
                                            List.of())
                                    .footprint();
                    double grams = accounted.operational().carbon().grams();
                    assertThat(estimated.operational().carbon().grams())
                            .isCloseTo(grams, within(1e-9 * grams));
                    assertThat(estimated.intensity().layers())
                            .hasSameSizeAs(accounted.intensity().layers());
                    assertThat(estimated.intensity().quality())
                            .isEqualTo(accounted.intensity().quality());
                });
    }

    @Test
    void aTimeWithoutIntensityOrShorterThanARunIsRefused() {
        var twoHours = new Interval(MARCH, MARCH.plusSeconds(7200));
        assertThatThrownBy(() -> during(hourly(MARCH, 100), twoHours, Duration.ofHours(1)))
                .isInstanceOf(NotCoveredException.class);
        assertThatThrownBy(() ->
                        during(intensity(1, 1, 1), twoHours, Duration.ofHours(2).plusNanos(1)))
                .hasMessageContaining("longer than");
    }

    private static Footprint shared(double share, @Nullable Duration lifespan, double runs) {
        return new Estimate(
                        List.of(load("accelerator-0", 8, 400)),
                        null,
                        Duration.ofHours(100),
                        runs,
                        intensity(40, 50, 60),
                        null,
                        overhead(1.2, 1.2, 1.2),
                        new Amortisation(new Share(share), lifespan),
                        0,
                        new FunctionalUnit("training run"),
                        1,
                        List.of())
                .footprint();
    }

    @Test
    void theMakingIsSharedByWhatWasReservedAndByTheLifespan() {
        // M = 8 × 150 kg × (3 × 100 h / (5 × 8,760 h)) × 0.25.
        double making = 8 * 150_000.0 * 300 / (5 * 8760) * 0.25;
        Footprint footprint = shared(0.25, Duration.ofHours(5 * 8760), 3);
        assertThat(footprint.embodied())
                .isNotNull()
                .extracting(CarbonMass::grams, DOUBLE)
                .isCloseTo(making, within(1e-9 * making));
        // With the lifespan given only TE spreads: 128 to 318 kg of 150.
        double operational = footprint.operational().carbon().grams();
        assertThat(footprint.range().low().grams())
                .isCloseTo(
                        operational / 400 * 100 / 50 * 40 + making * 128 / 150,
                        within(1e-9 * operational));
        assertThat(footprint.sensitivities())
                .extracting(Sensitivity::input)
                .doesNotContain("EL[accelerator-0]");
        assertThat(Explanation.of(footprint).disagreements()).isEmpty();
        assertThat(Explanation.of(footprint).equations().toString()).contains("5 years × 0.25");
        assertThat(shared(1, null, 1).embodied())
                .isEqualTo(
                        estimate(
                                        List.of(load("accelerator-0", 8, 400)),
                                        1,
                                        intensity(40, 50, 60),
                                        overhead(1.2, 1.2, 1.2),
                                        true)
                                .embodied());
        assertThatThrownBy(() -> new Amortisation(Share.ALL, Duration.ZERO))
                .hasMessageContaining("longer than zero");
    }

    @Test
    void wrongRequestsAreRefused() {
        assertThatThrownBy(() ->
                        estimate(
                                List.of(load("a", 1, 1), load("a", 1, 1)),
                                1,
                                intensity(1, 1, 1),
                                overhead(1, 1, 1),
                                false))
                .hasMessageContaining("two inputs share the symbol n[a]");
        assertThatThrownBy(() ->
                        estimate(
                                List.of(load("a", 1, 1)),
                                0,
                                intensity(1, 1, 1),
                                overhead(1, 1, 1),
                                false))
                .hasMessageContaining("more than zero: 0.0");
        assertThatThrownBy(() -> new Sci(CarbonMass.ZERO, new FunctionalUnit("x"), 0))
                .hasMessageContaining("functional units");
        assertThatThrownBy(() -> Offset.of(101, CarbonMass.ZERO)).hasMessageContaining("101");
    }
}
