package wattle.hub.analysis;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.grid.Signal;
import wattle.ledger.claim.CarbonBasis;
import wattle.ledger.claim.CarbonUnit;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.EnergyUnit;
import wattle.ledger.claim.Inputs;
import wattle.ledger.claim.Printed;
import wattle.ledger.claim.Reported;
import wattle.unit.CarbonMass;
import wattle.unit.Energy;

/// What the figures take of a claim, in the units of `wattle.analysis/1`.
///
/// @param energy kWh, as printed
/// @param carbon kg CO2eq, as printed; null where it is not known or not comparable
/// @param withoutCarbon why `carbon` is null; null where it is not
record Observation(
        String modelId,
        Claim claim,
        @Nullable Double energy,
        @Nullable Double carbon,
        @Nullable Reason withoutCarbon) {

    /// By which sums do not depend on the order of the rows.
    static final Comparator<Observation> ORDER = order();

    private static Comparator<Observation> order() {
        Comparator<Observation> order = Comparator.comparing(Observation::modelId);
        for (Quantity each : Quantity.values()) {
            order = order.thenComparing(each::of, Comparator.nullsLast(Comparator.naturalOrder()));
        }
        return order;
    }

    static Observation of(Row row) {
        Reported reported = row.claim().reported();
        Reason reason = withoutCarbon(row.claim());
        Printed<CarbonMass> carbon = reported.carbon();
        return new Observation(
                row.modelId(),
                row.claim(),
                reported.energy() == null ? null : Double.valueOf(kilowattHours(reported.energy())),
                reason != null || carbon == null ? null : Double.valueOf(kilograms(carbon)),
                reason);
    }

    private static @Nullable Reason withoutCarbon(Claim claim) {
        Reported reported = claim.reported();
        if (reported.basis() == CarbonBasis.MARKET
                || reported.carbon() == null && reported.marketBased() != null) {
            return Reason.MARKET_BASED;
        }
        if (reported.carbon() == null) {
            return Reason.NO_CARBON;
        }
        if (reported.basis() == CarbonBasis.LIFECYCLE) {
            return Reason.LIFECYCLE;
        }
        return isMarginal(claim.inputs()) ? Reason.MARGINAL : null;
    }

    /// Why this is of no use where a logarithm of the carbon is taken.
    @Nullable Reason withoutLogCarbon() {
        if (carbon == null) {
            return withoutCarbon;
        }
        return carbon > 0 ? null : Reason.ZERO_CARBON;
    }

    /// Rounded once, so that 534.4 kg is the number nearest to it.
    static double kilograms(Printed<CarbonMass> printed) {
        BigDecimal number = printed.number();
        return switch (printed.unit()) {
            case CarbonUnit.GRAM -> number.movePointLeft(3).doubleValue();
            case CarbonUnit.KILOGRAM -> number.doubleValue();
            case CarbonUnit.TONNE -> number.movePointRight(3).doubleValue();
            default -> printed.value().grams() / 1000;
        };
    }

    static double kilowattHours(Printed<Energy> printed) {
        BigDecimal number = printed.number();
        return switch (printed.unit()) {
            case EnergyUnit.WATT_HOUR -> number.movePointLeft(3).doubleValue();
            case EnergyUnit.KILOWATT_HOUR -> number.doubleValue();
            case EnergyUnit.MEGAWATT_HOUR -> number.movePointRight(3).doubleValue();
            case EnergyUnit.GIGAWATT_HOUR -> number.movePointRight(6).doubleValue();
            default -> printed.value().kilowattHours();
        };
    }

    private static boolean isMarginal(Inputs inputs) {
        return inputs.signal() == Signal.MARGINAL || inputs.signal() == Signal.LONG_RUN_MARGINAL;
    }

    /// g/kWh; null also where it is a marginal one.
    @Nullable Double intensity() {
        Inputs inputs = claim.inputs();
        return inputs.intensity() == null || isMarginal(inputs)
                ? null
                : Double.valueOf(inputs.intensity().gramsPerKilowattHour());
    }

    /// Why [#intensity] is null; null where it is not.
    @Nullable Reason withoutIntensity() {
        if (claim.inputs().intensity() == null) {
            return Reason.NO_INTENSITY;
        }
        return isMarginal(claim.inputs()) ? Reason.MARGINAL : null;
    }

    @Nullable String energySource() {
        return claim.inputs().place().energySource();
    }

    /// Its name as reported, or else its code.
    @Nullable String country() {
        String name = claim.inputs().place().country();
        return name == null ? claim.inputs().place().countryCode() : name;
    }

    @Nullable String task() {
        return claim.subject().task();
    }

    @Nullable Integer year() {
        return claim.subject().year();
    }

    /// The values of a number that all of them have.
    static double[] values(List<Observation> of, Quantity quantity) {
        double[] values = new double[of.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = quantity.known(of.get(i));
        }
        return values;
    }
}
