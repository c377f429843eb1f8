package wattle.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import wattle.unit.CarbonMass;
import wattle.unit.Energy;
import wattle.unit.Power;
import wattle.unit.Range;
import wattle.unit.Share;
import wattle.unit.Source;

class EmbodiedCarbonTest {

    private static final Source SOURCE = new Source("SCI 1.1", null);

    private static EmbodiedCarbon server(Range<CarbonMass> total, Range<Duration> lifespan) {
        return new EmbodiedCarbon(total, lifespan, SOURCE);
    }

    @Test
    void theWorkedExampleOfTheStandard() {
        // SCI 1.1: TE 1,000 kg, EL four years, TiR one hour, all resources: 28.5 g.
        EmbodiedCarbon embodied =
                server(
                        Range.exactly(CarbonMass.ofKilograms(1000)),
                        Range.exactly(Duration.ofDays(4 * 365)));
        double grams = embodied.share(Duration.ofHours(1), Share.ALL).value().grams();
        assertThat(grams).isCloseTo(28.5, within(0.05));
        assertThat(grams).isCloseTo(1_000_000.0 / (4 * 8760), within(1e-9));
    }

    @Test
    void halfTheResourcesForHalfTheTimeAreAQuarter() {
        EmbodiedCarbon embodied =
                server(
                        Range.exactly(CarbonMass.ofKilograms(800)),
                        Range.exactly(Duration.ofDays(100)));
        assertThat(embodied.share(Duration.ofDays(50), new Share(0.5)).value().kilograms())
                .isCloseTo(200, within(1e-9));
    }

    @Test
    void theLowEndTakesTheLongestLife() {
        EmbodiedCarbon embodied =
                server(
                        new Range<>(
                                CarbonMass.ofKilograms(100),
                                CarbonMass.ofKilograms(150),
                                CarbonMass.ofKilograms(300)),
                        new Range<>(
                                Duration.ofHours(300),
                                Duration.ofHours(400),
                                Duration.ofHours(600)));
        Range<CarbonMass> share = embodied.share(Duration.ofHours(60), Share.ALL);
        assertThat(share.low().kilograms()).isCloseTo(10, within(1e-9));
        assertThat(share.value().kilograms()).isCloseTo(22.5, within(1e-9));
        assertThat(share.high().kilograms()).isCloseTo(60, within(1e-9));
    }

    @Test
    void wrongFiguresAreRefused() {
        assertThatThrownBy(() ->
                        server(
                                Range.exactly(new CarbonMass(-1)),
                                Range.exactly(Duration.ofDays(1))))
                .hasMessageContaining("never negative");
        assertThatThrownBy(() ->
                        server(Range.exactly(new CarbonMass(1)), Range.exactly(Duration.ZERO)))
                .hasMessageContaining("longer than zero");
    }

    @Test
    void energyIsDevicesTimesPowerTimesUtilisationTimesTime() {
        Energy energy =
                EnergyModel.energy(new Power(400), 8, new Share(0.5), Duration.ofHours(100));
        assertThat(energy.kilowattHours()).isEqualTo(160);
        assertThatThrownBy(
                        () -> EnergyModel.energy(new Power(1), 0, Share.ALL, Duration.ofHours(1)))
                .hasMessageContaining("at least one device: 0");
    }
}
