package wattle.footprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import wattle.grid.Intensity;
import wattle.grid.IntensityFactor;
import wattle.grid.IntensitySeries;
import wattle.grid.Labels;
import wattle.grid.Quality;
import wattle.hardware.EmbodiedCarbon;
import wattle.series.EnergySeries;
import wattle.series.GapPolicy;
import wattle.series.HeldSeries;
import wattle.series.Interval;
import wattle.series.NotCoveredException;
import wattle.series.Timeline;
import wattle.unit.CarbonIntensity;
import wattle.unit.CarbonMass;
import wattle.unit.Pue;
import wattle.unit.Range;
import wattle.unit.Share;
import wattle.unit.Source;

class AccountTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Source SOURCE = new Source("test", null);

    private static Metered gpu(String name, double... kilowattHours) {
        double[] joules = new double[kilowattHours.length];
        java.util.Arrays.setAll(joules, i -> kilowattHours[i] * 3.6e6);
        return Metered.exactly(
                name,
                "accelerator",
                "GPU",
                new EnergySeries(
                        Timeline.regular(NOON, Duration.ofHours(1), joules.length), joules),
                Origin.MEASURED,
                "nvml counter");
    }

    private static IntensitySeries hourly(double... values) {
        return new IntensitySeries(
                null,
                Labels.UNSTATED,
                Quality.UNSTATED,
                SOURCE,
                new HeldSeries(Timeline.regular(NOON, Duration.ofHours(1), values.length), values));
    }

    private static IntensityFactor constant(double low, double value, double high) {
        return new IntensityFactor(
                null,
                "given",
                new Range<>(
                        new CarbonIntensity(low),
                        new CarbonIntensity(value),
                        new CarbonIntensity(high)),
                Labels.UNSTATED,
                Quality.UNSTATED,
                null,
                "",
                SOURCE,
                List.of());
    }

    private static Footprint account(
            List<Metered> metered, Intensity intensity, GapPolicy gaps, Range<Pue> pue) {
        return new Account(
                        metered,
                        intensity,
                        gaps,
                        new Overhead(pue, Origin.ASSUMED, SOURCE, null, ""),
                        new FunctionalUnit("run"),
                        1,
                        List.of(),
                        List.of())
                .footprint();
    }

    @Test
    void energyIsJoinedInTimeAndPueIsAppliedOnce() {
        Footprint footprint =
                account(
                        List.of(gpu("gpu-0", 1, 3), gpu("gpu-1", 2, 0)),
                        hourly(100, 200),
                        new GapPolicy.Fail(),
                        Range.exactly(new Pue(1.5)));
        // (1 + 2) × 100 + 3 × 200 = 900 g of IT energy, × 1.5.
        assertThat(footprint.operational().carbon().grams()).isCloseTo(1350, within(1e-9));
        assertThat(footprint.operational().itEnergy().kilowattHours()).isCloseTo(6, within(1e-12));
        assertThat(footprint.operational().facilityEnergy().kilowattHours())
                .isCloseTo(9, within(1e-12));
        assertThat(footprint.operational().energyWeighted().orElseThrow())
                .isCloseTo(150, within(1e-9));
        assertThat(footprint.operational().timeMean()).hasValue(150);
        assertThat(footprint.embodied()).isNull();
        assertThat(footprint.origin()).isEqualTo(Origin.MEASURED);
        assertThat(footprint.span()).isNotNull();
        assertThat(footprint.duration()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void eachComponentKeepsTheIntensityThatItsOwnEnergyMet() {
        Metered uncertain =
                new Metered(
                        "cpu",
                        "cpu",
                        "?",
                        gpu("x", 0, 2).energy(),
                        Origin.ESTIMATED,
                        "model",
                        0.5,
                        2,
                        "power not known",
                        null);
        Footprint footprint =
                account(
                        List.of(gpu("gpu-0", 1, 0), uncertain),
                        hourly(100, 1000),
                        new GapPolicy.Fail(),
                        new Range<>(new Pue(1), new Pue(1), new Pue(1.5)));
        assertThat(footprint.total().grams()).isCloseTo(2100, within(1e-9));
        assertThat(footprint.range().low().grams()).isCloseTo(100 + 1000, within(1e-9));
        assertThat(footprint.range().high().grams()).isCloseTo((100 + 4000) * 1.5, within(1e-9));
        assertThat(footprint.sensitivities().getFirst().input()).isEqualTo("E[cpu]");
        assertThat(footprint.origin()).isEqualTo(Origin.ESTIMATED);
    }

    @Test
    void aConstantIntensityIsMultiplicationAndKeepsItsRange() {
        Footprint footprint =
                account(
                        List.of(gpu("gpu-0", 1, 3)),
                        constant(20, 50, 80),
                        new GapPolicy.Fail(),
                        Range.exactly(Pue.NONE));
        assertThat(footprint.total().grams()).isCloseTo(200, within(1e-9));
        assertThat(footprint.range().low().grams()).isCloseTo(80, within(1e-9));
        assertThat(footprint.range().high().grams()).isCloseTo(320, within(1e-9));
    }

    @Test
    void energyWithoutIntensityFailsOrIsSaidToBeLeftOut() {
        assertThatThrownBy(() ->
                        account(
                                List.of(gpu("gpu-0", 1, 3)),
                                hourly(100),
                                new GapPolicy.Fail(),
                                Range.exactly(Pue.NONE)))
                .isInstanceOf(NotCoveredException.class);
        Footprint footprint =
                account(
                        List.of(gpu("gpu-0", 1, 3)),
                        hourly(100),
                        new GapPolicy.LeaveOut(),
                        Range.exactly(Pue.NONE));
        assertThat(footprint.total().grams()).isCloseTo(100, within(1e-9));
        assertThat(footprint.operational().itEnergy().kilowattHours()).isCloseTo(4, within(1e-12));
        assertThat(footprint.problems())
                .anyMatch(each -> each.contains("met no intensity, first in 2026-01-01T13:00:00Z"))
                .contains("only 25 % of the energy met an intensity");
    }

    @Test
    void noEnergyIsNoCarbonAndNoMean() {
        Footprint footprint =
                account(
                        List.of(gpu("gpu-0", 0, 0)),
                        hourly(100, 200),
                        new GapPolicy.Fail(),
                        Range.exactly(Pue.NONE));
        assertThat(footprint.total().grams()).isZero();
        assertThat(footprint.operational().energyWeighted()).isEmpty();
        assertThat(footprint.operational().timeMean()).hasValue(150);
        assertThat(footprint.operational().coverage().isFull()).isTrue();
    }

    /// An A100 of 150 kg over four years, for two hours of which half was the job's: 150,000 g × 2
    /// h / 35,040 h × 0.5 = 4.2808 g.
    @Test
    void theMakingOfADeviceIsCountedForTheTimeOfTheRun() {
        var making =
                new EmbodiedCarbon(
                        new Range<>(
                                CarbonMass.ofKilograms(100),
                                CarbonMass.ofKilograms(150),
                                CarbonMass.ofKilograms(300)),
                        new Range<>(
                                Duration.ofDays(3 * 365),
                                Duration.ofDays(4 * 365),
                                Duration.ofDays(6 * 365)),
                        SOURCE);
        Metered gpu = gpu("gpu-0", 1).of(new Reserved(making, Duration.ofHours(2), new Share(0.5)));
        Footprint footprint =
                account(
                        List.of(gpu, gpu("gpu-1", 1)),
                        constant(100, 100, 100),
                        new GapPolicy.Fail(),
                        Range.exactly(new Pue(1.5)));
        double grams = 150_000.0 * 2 / (4 * 365 * 24) * 0.5;
        assertThat(grams).isCloseTo(4.2808, within(1e-4));
        CarbonMass embodied = footprint.embodied();
        assertThat(embodied == null ? -1 : embodied.grams()).isCloseTo(grams, within(1e-9));
        assertThat(footprint.components().getFirst().embodied()).isEqualTo(embodied);
        assertThat(footprint.components().getLast().embodied()).isNull();
        // PUE is of energy, not of making.
        assertThat(footprint.total().grams()).isCloseTo(300 + grams, within(1e-9));
        assertThat(footprint.sci().gramsPerUnit()).isCloseTo(300 + grams, within(1e-9));
        assertThat(footprint.range().low().grams())
                .isCloseTo(300 + grams / 1.5 * 4 / 6, within(1e-9));
        assertThat(footprint.range().high().grams())
                .isCloseTo(300 + grams * 2 * 4 / 3, within(1e-9));
        assertThat(footprint.boundary()).contains("embodied");
        assertThat(wattle.report.Explanation.of(footprint).disagreements()).isEmpty();
        assertThat(wattle.report.Explanation.of(footprint).equations())
                .anyMatch(
                        line -> line.startsWith("M[gpu-0] = TE × TiR/EL × RR/ToR = 150 kg × 2 h"));
    }

    /// A meter that was found late or ended early does not shorten the run.
    @Test
    void theRunsTimeIsItsOwnAndNotTheEnergys() {
        Interval run = new Interval(NOON.minusSeconds(90), NOON.plusSeconds(7200));
        Footprint footprint =
                new Account(
                                List.of(gpu("gpu-0", 1)),
                                constant(100, 100, 100),
                                new GapPolicy.Fail(),
                                new Overhead(
                                        Range.exactly(new Pue(1)),
                                        Origin.ASSUMED,
                                        SOURCE,
                                        null,
                                        ""),
                                new FunctionalUnit("run"),
                                1,
                                List.of(),
                                List.of(),
                                run)
                        .footprint();
        assertThat(footprint.span()).isEqualTo(run);
        assertThat(footprint.duration()).isEqualTo(Duration.ofSeconds(7290));
    }
}
