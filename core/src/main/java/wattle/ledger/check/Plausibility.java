package wattle.ledger.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import wattle.ledger.claim.CarbonBasis;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.EnergyBoundary;
import wattle.ledger.claim.Inputs;
import wattle.ledger.claim.Method;
import wattle.ledger.claim.Printed;
import wattle.ledger.claim.Reported;
import wattle.unit.CarbonIntensity;
import wattle.unit.Range;

/// The plausibility rules, put to one claim at a time.
///
/// The limits come from 85 published training runs: measured mean power is 67 to 130 W per
/// accelerator for small jobs and 224 to 330 W for large ones, facility overhead and hosts add a
/// tenth to a half, and figures that state all of their inputs close within 1 %. Costs a few table
/// look-ups a claim.
public final class Plausibility {

    private static final double LEAST_POWER = 0.25;
    private static final double MOST_DEVICE_POWER = 1.15;
    private static final double MOST_HOST_POWER = 2.5;
    private static final double LEAST_PUE = 1.02;
    private static final double MOST_PUE = 2.0;
    private static final double HOURS_WITHIN = 0.1;
    private static final double FAMILY_FACTOR = 3;
    private static final double MOST_UTILISATION = 0.65;
    private static final int MOST_DIGITS = 5;

    /// Where nothing is known of the place: below the one is hydropower alone, above the other
    /// nothing burns.
    private static final Range<CarbonIntensity> ANYWHERE =
            new Range<>(
                    new CarbonIntensity(15), new CarbonIntensity(400), new CarbonIntensity(1300));

    private final References references;

    public Plausibility(References references) {
        this.references = references;
    }

    /// What is odd about a claim, in the order of the rules; mostly nothing.
    public List<Finding> of(Claim claim) {
        var findings = new Findings(claim);
        findings.power();
        findings.pue();
        findings.intensity();
        findings.hours();
        findings.arithmetic();
        findings.family();
        findings.utilisation();
        findings.release();
        findings.digits();
        findings.zeros();
        return List.copyOf(findings.list);
    }

    private final class Findings {

        private final List<Finding> list = new ArrayList<>();
        private final Claim claim;
        private final Inputs inputs;
        private final Reported reported;
        private final Recomputation again;
        private final @Nullable DeviceFacts device;

        Findings(Claim claim) {
            this.claim = claim;
            inputs = claim.inputs();
            reported = claim.reported();
            again = Recomputation.of(claim);
            device = inputs.accelerator() == null ? null : references.device(inputs.accelerator());
        }

        void power() {
            if (device == null || device.ratedPower() == null) {
                return;
            }
            double rated = device.ratedPower().watts();
            if (inputs.power() != null && inputs.powerScope() != null) {
                switch (inputs.powerScope()) {
                    case DEVICE ->
                            power(
                                    "inputs.power",
                                    inputs.power().watts(),
                                    rated,
                                    isRated(inputs) ? MOST_DEVICE_POWER : MOST_HOST_POWER);
                    case SYSTEM -> {
                        if (inputs.devices() != null) {
                            power(
                                    "inputs.power",
                                    inputs.power().watts() / inputs.devices(),
                                    rated,
                                    MOST_HOST_POWER);
                        }
                    }
                }
            }
            Double hours = inputs.allDeviceHours();
            Double joules = Implied.itJoules(claim);
            if (joules != null && hours != null && hours > 0) {
                power(
                        "reported.energy",
                        joules / 3600 / hours,
                        rated,
                        reported.boundary() == EnergyBoundary.DEVICE
                                ? MOST_DEVICE_POWER
                                : MOST_HOST_POWER);
            }
        }

        /// A rated power is that of the device; one that was measured or assumed has its share of
        /// the host in it, unless somebody says otherwise.
        private static boolean isRated(Inputs inputs) {
            return inputs.powerBasis() != null && inputs.powerBasis().startsWith("tdp");
        }

        private void power(String field, double watts, double rated, double most) {
            double low = LEAST_POWER * rated;
            double high = most * rated;
            if (watts == 0) {
                return; // Said by the rule for zeros.
            }
            if (watts < low || watts > high) {
                add(
                        watts < low ? Rule.POWER_LOW : Rule.POWER_HIGH,
                        field,
                        watts,
                        low,
                        high,
                        "W",
                        "%s W for each accelerator, which is rated at %s W"
                                .formatted(text(watts), text(rated)));
            }
        }

        void pue() {
            if (inputs.pue() == null) {
                return;
            }
            double pue = inputs.pue().ratio();
            if (pue < LEAST_PUE || pue > MOST_PUE) {
                add(
                        Rule.PUE,
                        "inputs.pue",
                        pue,
                        LEAST_PUE,
                        MOST_PUE,
                        "",
                        pue == 1
                                ? "a PUE of exactly 1 says that nothing is cooled"
                                : "a PUE of " + text(pue) + " is not one of a data centre");
            }
        }

        void intensity() {
            Integer year = year();
            Range<CarbonIntensity> known = references.intensities(inputs.place(), year);
            Range<CarbonIntensity> range = known == null ? ANYWHERE : known;
            double low = range.low().gramsPerKilowattHour();
            double high = range.high().gramsPerKilowattHour();
            if (inputs.intensity() != null) {
                intensity("inputs.intensity", inputs.intensity().gramsPerKilowattHour(), low, high);
            } else {
                Double implied = Implied.gramsPerKilowattHour(claim);
                if (implied != null) {
                    // A PUE that was not published is in it.
                    intensity("reported.carbon", implied, low, high * MOST_PUE);
                }
            }
        }

        private void intensity(String field, double grams, double low, double high) {
            if (grams != 0 && (grams < low || grams > high)) {
                add(
                        Rule.INTENSITY,
                        field,
                        grams,
                        low,
                        high,
                        "g/kWh",
                        "%s g/kWh is outside of what its place can have".formatted(text(grams)));
            }
        }

        void hours() {
            if (inputs.deviceHours() == null
                    || inputs.devices() == null
                    || inputs.wallHours() == null) {
                return;
            }
            double product = inputs.devices() * inputs.wallHours();
            double low = product * (1 - HOURS_WITHIN);
            double high = product * (1 + HOURS_WITHIN);
            if (inputs.deviceHours() < low || inputs.deviceHours() > high) {
                add(
                        Rule.HOURS,
                        "inputs.device_hours",
                        inputs.deviceHours(),
                        low,
                        high,
                        "h",
                        "%s devices for %s h make %s device hours, not %s"
                                .formatted(
                                        text(inputs.devices()),
                                        text(inputs.wallHours()),
                                        text(product),
                                        text(inputs.deviceHours())));
            }
        }

        void arithmetic() {
            if (again.energyVerdict() == Verdict.OFF
                    && again.energy() != null
                    && reported.energy() != null) {
                off(
                        Rule.ENERGY,
                        "reported.energy",
                        reported.energy().value().kilowattHours(),
                        again.energy().kilowattHours(),
                        "kWh",
                        "power × hours");
            }
            if (again.carbonVerdict() == Verdict.OFF
                    && again.carbon() != null
                    && reported.carbon() != null) {
                off(
                        Rule.CARBON,
                        "reported.carbon",
                        reported.carbon().value().kilograms(),
                        again.carbon().kilograms(),
                        "kg",
                        "energy × intensity");
            }
        }

        private void off(
                Rule rule,
                String field,
                double printed,
                double computed,
                String unit,
                String what) {
            add(
                    rule,
                    field,
                    printed,
                    computed * (1 - Verdict.WITHIN),
                    computed * (1 + Verdict.WITHIN),
                    unit,
                    "%s gives %s %s, printed are %s %s"
                            .formatted(what, text(computed), unit, text(printed), unit));
        }

        void family() {
            Double implied = Implied.gramsPerKilowattHour(claim);
            Double median = references.familyFactor(claim.subject());
            if (implied == null || median == null || implied == 0) {
                return;
            }
            double low = median / FAMILY_FACTOR;
            double high = median * FAMILY_FACTOR;
            if (implied < low || implied > high) {
                add(
                        Rule.FAMILY,
                        "reported.carbon",
                        implied,
                        low,
                        high,
                        "g/kWh",
                        "%s g/kWh are implied, where its family's median is %s"
                                .formatted(text(implied), text(median)));
            }
        }

        void utilisation() {
            Double hours = inputs.allDeviceHours();
            if (inputs.flop() == null
                    || hours == null
                    || hours == 0
                    || device == null
                    || device.peakFlops() == null) {
                return;
            }
            double share = inputs.flop() / (hours * 3600 * device.peakFlops());
            if (share > MOST_UTILISATION) {
                add(
                        Rule.UTILISATION,
                        "inputs.flop",
                        share,
                        0,
                        MOST_UTILISATION,
                        "",
                        "%s of the accelerators' peak would have been used".formatted(text(share)));
            }
        }

        void release() {
            Integer year = year();
            if (year != null
                    && device != null
                    && device.firstYear() != null
                    && year < device.firstYear()) {
                add(
                        Rule.RELEASE,
                        inputs.start() == null ? "subject.year" : "inputs.start",
                        year,
                        device.firstYear(),
                        9999,
                        "year",
                        "%s came out in %d".formatted(inputs.accelerator(), device.firstYear()));
            }
        }

        void digits() {
            if (claim.evidence().method() == Method.MEASURED
                    || claim.evidence().metering() != null) {
                return;
            }
            digits("reported.energy", reported.energy());
            digits("reported.carbon", reported.carbon());
        }

        private void digits(String field, @Nullable Printed<?> figure) {
            if (figure != null && figure.significantDigits() > MOST_DIGITS) {
                add(
                        Rule.DIGITS,
                        field,
                        figure.significantDigits(),
                        1,
                        MOST_DIGITS,
                        "digits",
                        figure + " has more digits than an estimate can know");
            }
        }

        void zeros() {
            Provenance provenance = Provenance.of(claim);
            if (provenance == Provenance.MEASURED || provenance == Provenance.AUDITED) {
                return;
            }
            zero("reported.energy", reported.energy() != null && reported.energy().isZero());
            zero(
                    "reported.carbon",
                    reported.carbon() != null
                            && reported.carbon().isZero()
                            && reported.basis() != CarbonBasis.MARKET);
            zero(
                    "inputs.intensity",
                    inputs.intensity() != null && inputs.intensity().gramsPerKilowattHour() == 0);
            zero("inputs.power", inputs.power() != null && inputs.power().watts() == 0);
            zero("inputs.device_hours", isZero(inputs.deviceHours()));
            zero("inputs.wall_hours", isZero(inputs.wallHours()));
        }

        private void zero(String field, boolean is) {
            if (is) {
                add(Rule.ZERO, field, 0, 0, 0, "", "0 needs a measurement or an audit behind it");
            }
        }

        private @Nullable Integer year() {
            return inputs.start() == null
                    ? claim.subject().year()
                    : Integer.valueOf(inputs.start().atOffset(java.time.ZoneOffset.UTC).getYear());
        }

        private void add(
                Rule rule,
                String field,
                double found,
                double low,
                double high,
                String unit,
                String sentence) {
            list.add(new Finding(rule, field, found, low, high, unit, sentence));
        }
    }

    private static boolean isZero(@Nullable Double value) {
        return value != null && value == 0;
    }

    /// For the eye: four digits.
    private static String text(double value) {
        return new java.math.BigDecimal(value)
                .round(new java.math.MathContext(4))
                .stripTrailingZeros()
                .toPlainString()
                .toLowerCase(Locale.ROOT);
    }
}
