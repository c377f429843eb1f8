package wattle.ledger.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import wattle.ledger.claim.CarbonBasis;
import wattle.ledger.claim.CarbonUnit;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.EnergyBoundary;
import wattle.ledger.claim.EnergyUnit;
import wattle.ledger.claim.Evidence;
import wattle.ledger.claim.Inputs;
import wattle.ledger.claim.Metering;
import wattle.ledger.claim.Method;
import wattle.ledger.claim.Place;
import wattle.ledger.claim.Printed;
import wattle.ledger.claim.Reported;
import wattle.ledger.claim.Subject;
import wattle.unit.CarbonIntensity;
import wattle.unit.Power;
import wattle.unit.Range;

/// A claim of GPT-3 that breaks no rule, and one change each that breaks one.
class PlausibilityTest {

    private static final Plausibility RULES = new Plausibility(new Table());

    @Test
    void aClaimThatClosesIsNotRemarkedUpon() {
        assertThat(RULES.of(Claims.gpt3())).isEmpty();
    }

    @Test
    void powerPerAccelerator() {
        // Rated at 300 W: 75 to 750 W with the share of the host, to 345 W where the device alone
        // is meant.
        assertThat(rules(inputs(3_552_000.0, 74.9, null))).contains(Rule.POWER_LOW);
        assertThat(rules(inputs(3_552_000.0, 75.1, null))).doesNotContain(Rule.POWER_LOW);
        assertThat(rules(inputs(3_552_000.0, 751.0, null))).contains(Rule.POWER_HIGH);
        assertThat(rules(inputs(3_552_000.0, 749.0, null))).doesNotContain(Rule.POWER_HIGH);
        assertThat(rules(energy("2400", EnergyBoundary.DEVICE))).contains(Rule.POWER_HIGH);
        assertThat(rules(energy("2400", EnergyBoundary.HOST))).doesNotContain(Rule.POWER_HIGH);
        assertThat(rules(energy("3000", EnergyBoundary.HOST))).contains(Rule.POWER_HIGH);
    }

    @Test
    void pue() {
        for (double good : new double[] {1.02, 1.58, 2.0}) {
            assertThat(rules(inputs(3_552_000.0, 330.0, good))).doesNotContain(Rule.PUE);
        }
        for (double odd : new double[] {1, 1.01, 2.01}) {
            assertThat(rules(inputs(3_552_000.0, 330.0, odd))).contains(Rule.PUE);
        }
    }

    @Test
    void intensity() {
        assertThat(rules(intensity(14.0))).contains(Rule.INTENSITY);
        assertThat(rules(intensity(1301.0))).contains(Rule.INTENSITY);
        assertThat(rules(intensity(1299.0))).doesNotContain(Rule.INTENSITY);
        // Implied: 1172.16 MWh and 10 t are 8.5 g/kWh.
        assertThat(
                        rules(
                                Claims.of(
                                        Claims.inputs(3_552_000.0, 330.0, 1.1, null),
                                        null,
                                        EnergyBoundary.UNSTATED,
                                        "10")))
                .containsExactly(Rule.INTENSITY);
    }

    @Test
    void hours() {
        assertThat(rules(wall(355.2, null))).isEmpty();
        assertThat(rules(wall(355.2 / 0.91, null))).isEmpty();
        assertThat(rules(wall(355.2 / 0.89, null))).containsExactly(Rule.HOURS);
        assertThat(rules(wall(355.2 * 10, null))).containsExactly(Rule.HOURS);
    }

    @Test
    void energyAndCarbonAreWhatTheirInputsGive() {
        assertThat(rules(energy("1360", EnergyBoundary.FACILITY))).containsExactly(Rule.ENERGY);
        assertThat(rules(energy("1350", EnergyBoundary.FACILITY))).isEmpty();
        assertThat(rules(carbon("590"))).containsExactly(Rule.CARBON);
        assertThat(rules(carbon("570"))).isEmpty();
    }

    @Test
    void family() {
        var family = new Plausibility(new Table(1500.0));
        assertThat(family.of(Claims.gpt3()).stream().map(Finding::rule))
                .containsExactly(Rule.FAMILY);
        assertThat(new Plausibility(new Table(1400.0)).of(Claims.gpt3())).isEmpty();
        assertThat(new Plausibility(new Table(150.0)).of(Claims.gpt3())).hasSize(1);
    }

    @Test
    void utilisation() {
        double peak = 3_552_000.0 * 3600 * 125e12;
        assertThat(rules(wall(null, 0.64 * peak))).isEmpty();
        assertThat(rules(wall(null, 0.66 * peak))).containsExactly(Rule.UTILISATION);
    }

    @Test
    void release() {
        Claim early =
                Claims.with(
                        Claims.gpt3(),
                        Claims.with(
                                Claims.gpt3().inputs(),
                                null,
                                null,
                                Instant.parse("2016-12-31T23:59:59Z")));
        assertThat(rules(early)).containsExactly(Rule.RELEASE);
    }

    @Test
    void digitsOfAnEstimateByHand() {
        assertThat(rules(carbon("552.10"))).isEmpty();
        assertThat(rules(carbon("552.101"))).containsExactly(Rule.DIGITS);
        Claim metered =
                Claims.with(
                        carbon("552.101"),
                        new Evidence(
                                Method.ESTIMATED,
                                List.of(),
                                new Metering("Wattle", null, null, null, null),
                                null,
                                null));
        assertThat(rules(metered)).isEmpty();
    }

    @Test
    void zeros() {
        assertThat(rules(carbon("0"))).contains(Rule.ZERO);
        assertThat(rules(energy("0.0", EnergyBoundary.FACILITY))).contains(Rule.ZERO);
        assertThat(rules(intensity(0.0))).contains(Rule.ZERO).doesNotContain(Rule.INTENSITY);
        assertThat(rules(inputs(0.0, 330.0, null))).contains(Rule.ZERO);
        Claim contract =
                Claims.with(
                        Claims.gpt3(),
                        new Reported(
                                null,
                                EnergyBoundary.UNSTATED,
                                Printed.of("0", CarbonUnit.TONNE),
                                CarbonBasis.MARKET,
                                null));
        assertThat(rules(contract)).doesNotContain(Rule.ZERO);
    }

    private static List<Rule> rules(Claim claim) {
        return RULES.of(claim).stream().map(Finding::rule).toList();
    }

    private static Claim inputs(double hours, double watts, @Nullable Double pue) {
        return Claims.with(
                Claims.gpt3(),
                Claims.inputs(hours, watts, pue == null ? Double.valueOf(1.1) : pue, 429.0));
    }

    private static Claim intensity(double grams) {
        return Claims.with(Claims.gpt3(), Claims.inputs(3_552_000.0, 330.0, 1.1, grams));
    }

    private static Claim wall(@Nullable Double wallHours, @Nullable Double flop) {
        return Claims.with(
                Claims.gpt3(), Claims.with(Claims.gpt3().inputs(), wallHours, flop, null));
    }

    private static Claim energy(String megawattHours, EnergyBoundary boundary) {
        return reported(it ->
                new Reported(
                        Printed.of(megawattHours, EnergyUnit.MEGAWATT_HOUR),
                        boundary,
                        it.carbon(),
                        it.basis(),
                        null));
    }

    private static Claim carbon(String tonnes) {
        return reported(it ->
                new Reported(
                        it.energy(),
                        it.boundary(),
                        Printed.of(tonnes, CarbonUnit.TONNE),
                        CarbonBasis.LOCATION,
                        null));
    }

    private static Claim reported(UnaryOperator<Reported> change) {
        return Claims.with(Claims.gpt3(), change.apply(Claims.gpt3().reported()));
    }

    /// One device and one family.
    private record Table(@Nullable Double family) implements References {

        Table() {
            this(null);
        }

        @Override
        public @Nullable DeviceFacts device(String accelerator) {
            return accelerator.equals("NVIDIA V100")
                    ? new DeviceFacts(new Power(300), 2017, 125e12)
                    : null;
        }

        @Override
        public @Nullable Range<CarbonIntensity> intensities(Place place, @Nullable Integer year) {
            return null;
        }

        @Override
        public @Nullable Double familyFactor(Subject subject) {
            return family;
        }
    }

    /// The same, unused inputs included.
    @Test
    void whatIsNotKnownBreaksNoRule() {
        Claim nothing =
                Claims.with(
                        Claims.with(Claims.gpt3(), Inputs.UNSTATED),
                        new Reported(
                                null,
                                EnergyBoundary.UNSTATED,
                                Printed.of("552.1", CarbonUnit.TONNE),
                                CarbonBasis.UNSTATED,
                                null));
        assertThat(rules(nothing)).isEmpty();
    }
}
