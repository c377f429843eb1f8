package wattle.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {

    @Test
    void aKilowattHourIsThreePointSixMillionJoulesExactly() {
        assertThat(Energy.ofKilowattHours(1)).isEqualTo(new Energy(3_600_000));
        assertThat(new Energy(880_910_000).kilowattHours()).isCloseTo(244.697222, within(5e-7));
    }

    @Test
    void energyHoldsTheLargestRunThatWasPublished() {
        // 39.3 million GPU hours at 700 W, as reported for Llama 3.1: 27.5 GWh, beyond a long of
        // microjoules.
        long hours = 39_300_000;
        Energy energy = new Power(700).over(Duration.ofHours(hours));
        assertThat(energy.kilowattHours()).isEqualTo(27_510_000);
        assertThat(energy.joules() * 1e6).isGreaterThan((double) Long.MAX_VALUE);
    }

    @Test
    void powerOverADurationIsEnergyAndBack() {
        Energy energy = new Power(300).over(Duration.ofMinutes(90));
        assertThat(energy.kilowattHours()).isEqualTo(0.45);
        assertThat(energy.over(Duration.ofMinutes(90))).isEqualTo(new Power(300));
    }

    @Test
    void aPoundPerMegawattHourIsZeroPointFourFiveGramsPerKilowattHour() {
        assertThat(CarbonIntensity.ofPoundsPerMegawattHour(1025).gramsPerKilowattHour())
                .isCloseTo(464.932, within(5e-4));
    }

    @Test
    void intensityOfEnergyIsCarbon() {
        assertThat(new CarbonIntensity(50).of(Energy.ofKilowattHours(12)))
                .isEqualTo(new CarbonMass(600));
    }

    @Test
    void pueMultipliesEnergyOnce() {
        assertThat(Energy.ofKilowattHours(100).times(new Pue(1.5)))
                .isEqualTo(Energy.ofKilowattHours(150));
    }

    @Test
    void aMarginalIntensityAndASavingMayBeNegative() {
        assertThat(new CarbonIntensity(-12).gramsPerKilowattHour()).isEqualTo(-12);
        assertThat(new CarbonMass(3).minus(new CarbonMass(5)).grams()).isEqualTo(-2);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void noQuantityHoldsWhatIsNotANumber(double value) {
        assertThatThrownBy(() -> new Energy(value)).hasMessageContaining("joules");
        assertThatThrownBy(() -> new Power(value)).hasMessageContaining("watts");
        assertThatThrownBy(() -> new CarbonMass(value)).hasMessageContaining("grams");
        assertThatThrownBy(() -> new CarbonIntensity(value)).hasMessageContaining("g/kWh");
        assertThatThrownBy(() -> new Pue(value)).hasMessageContaining("PUE");
        assertThatThrownBy(() -> new Share(value)).hasMessageContaining("between 0 and 1");
    }

    @Test
    void wrongValuesAreRefusedWithValueUnitAndRule() {
        assertThatThrownBy(() -> new Energy(-3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("energy must be finite and not negative, in joules: -3.0");
        assertThatThrownBy(() -> new Power(-1)).hasMessageContaining("watts: -1.0");
        assertThatThrownBy(() -> new Pue(0.99)).hasMessageContaining("at least 1: 0.99");
        assertThatThrownBy(() -> new Share(1.01)).hasMessageContaining("1.01");
        assertThatThrownBy(() -> new Power(1).over(Duration.ZERO)).hasMessageContaining("PT0S");
        assertThatThrownBy(() -> new Range<>(new Share(0.5), new Share(0.4), new Share(0.6)))
                .hasMessageContaining("low <= value <= high");
    }
}
