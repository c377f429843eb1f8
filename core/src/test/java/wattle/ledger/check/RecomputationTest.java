package wattle.ledger.check;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import wattle.ledger.claim.CarbonBasis;
import wattle.ledger.claim.CarbonUnit;
import wattle.ledger.claim.EnergyBoundary;
import wattle.ledger.claim.EnergyUnit;
import wattle.ledger.claim.Printed;
import wattle.ledger.claim.Reported;

class RecomputationTest {

    /// By hand: 3,552,000 h × 330 W = 1,172.16 MWh; × 1.1 = 1,289.376 MWh; × 429 g/kWh = 553.142304
    /// t.
    @Test
    void energyIsPowerTimesHoursAndCarbonIsFacilityEnergyTimesIntensity() {
        Recomputation again = Recomputation.of(Claims.gpt3());
        assertThat(requireNonNull(again.itEnergy()).kilowattHours())
                .isCloseTo(1_172_160, within(1e-6));
        assertThat(requireNonNull(again.energy()).kilowattHours())
                .isCloseTo(1_289_376, within(1e-6));
        assertThat(requireNonNull(again.carbon()).kilograms()).isCloseTo(553_142.304, within(1e-6));
        assertThat(again.energyError()).isCloseTo(1289.376 / 1287 - 1, within(1e-12));
        assertThat(again.carbonError()).isCloseTo(553.142304 / 552.1 - 1, within(1e-12));
        assertThat(again.verdict()).isEqualTo(Verdict.CLOSES);
    }

    @Test
    void anEnergyWithoutTheFacilityIsComparedWithoutIt() {
        var claim =
                Claims.of(
                        Claims.inputs(3_552_000.0, 330.0, 1.1, 429.0),
                        "1172",
                        EnergyBoundary.IT,
                        "553.1");
        Recomputation again = Recomputation.of(claim);
        assertThat(again.energy()).isEqualTo(again.itEnergy());
        assertThat(requireNonNull(again.carbon()).kilograms()).isCloseTo(553_142.304, within(1e-6));
        assertThat(again.verdict()).isEqualTo(Verdict.CLOSES);
    }

    /// 324 MWh × 1.09 × 231 g/kWh = 81.58 t, where 76.3 t were printed: 6.9 % off.
    @Test
    void withoutPowerOrHoursCarbonRestsOnTheEnergyAsPrinted() {
        var claim =
                Claims.of(Claims.inputs(null, null, 1.09, 231.0), "324", EnergyBoundary.IT, "76.3");
        Recomputation again = Recomputation.of(claim);
        assertThat(again.itEnergy()).isNull();
        assertThat(again.energyVerdict()).isEqualTo(Verdict.UNCHECKED);
        assertThat(requireNonNull(again.carbon()).kilograms()).isCloseTo(81_579.96, within(1e-6));
        assertThat(again.verdict()).isEqualTo(Verdict.OFF);
    }

    @Test
    void anEnergyOfTheFacilityIsNotMultipliedByItsOverheadAgain() {
        var claim =
                Claims.of(
                        Claims.inputs(null, null, 1.5, 100.0), "10", EnergyBoundary.FACILITY, "1");
        assertThat(requireNonNull(Recomputation.of(claim).carbon()).kilograms())
                .isCloseTo(1000, within(1e-9));
    }

    /// 0.27 t against 0.3 t is 10 % off, and as near as one digit can be.
    @Test
    void halfOfTheLastDigitPrintedIsNear() {
        var inputs = Claims.inputs(1000.0, 270.0, null, 1000.0);
        assertThat(
                        Recomputation.of(Claims.of(inputs, null, EnergyBoundary.UNSTATED, "0.3"))
                                .verdict())
                .isEqualTo(Verdict.CLOSES);
        assertThat(
                        Recomputation.of(Claims.of(inputs, null, EnergyBoundary.UNSTATED, "0.30"))
                                .verdict())
                .isEqualTo(Verdict.OFF);
        assertThat(
                        Recomputation.of(Claims.of(inputs, null, EnergyBoundary.UNSTATED, "0.28"))
                                .verdict())
                .isEqualTo(Verdict.NEAR);
    }

    @Test
    void aFigureWithTheMakingOfTheEquipmentIsNotComparedWithElectricityAlone() {
        var claim =
                Claims.with(
                        Claims.gpt3(),
                        new Reported(
                                Printed.of("1287", EnergyUnit.MEGAWATT_HOUR),
                                EnergyBoundary.FACILITY,
                                Printed.of("900", CarbonUnit.TONNE),
                                CarbonBasis.LIFECYCLE,
                                null));
        assertThat(Recomputation.of(claim).carbonVerdict()).isEqualTo(Verdict.UNCHECKED);
    }

    @Test
    void whatIsNotKnownIsNullAndAnErrorOfNothingToo() {
        var nothing =
                Claims.of(
                        Claims.inputs(null, null, null, null), null, EnergyBoundary.UNSTATED, null);
        Recomputation again = Recomputation.of(nothing);
        assertThat(again.energy()).isNull();
        assertThat(again.carbon()).isNull();
        assertThat(again.verdict()).isEqualTo(Verdict.UNCHECKED);
        var zero =
                Claims.of(Claims.inputs(10.0, 100.0, null, 400.0), "0", EnergyBoundary.IT, "0.000");
        assertThat(Recomputation.of(zero).energyError()).isNull();
        assertThat(Recomputation.of(zero).carbonError()).isNull();
    }
}
