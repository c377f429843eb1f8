package wattle.hub.analysis;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import wattle.ledger.claim.CarbonUnit;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.EnergyUnit;
import wattle.ledger.claim.Inputs;
import wattle.ledger.claim.PowerScope;
import wattle.ledger.claim.Printed;
import wattle.unit.CarbonMass;
import wattle.unit.Energy;

/// A number of a claim, by the name that it has as a factor.
enum Quantity {
    CARBON("co2eq_kg", Quantity::carbon),
    LOG_CARBON("log10_co2eq_kg", Quantity::logCarbon),
    ENERGY("energy_kwh", Quantity::energy),
    /// Where it is an average one.
    INTENSITY("carbon_intensity_g_per_kwh", Quantity::intensity),
    TRAINING_HOURS("training_hours", claim -> claim.inputs().wallHours()),
    DEVICE_HOURS("device_hours", claim -> claim.inputs().allDeviceHours()),
    DEVICES("device_count", claim -> claim.inputs().devices()),
    POWER("device_power_watts", Quantity::devicePower);

    static final List<Quantity> ALL = List.of(values());

    private final String label;
    private final Function<Claim, @Nullable Double> value;

    Quantity(String label, Function<Claim, @Nullable Double> value) {
        this.label = label;
        this.value = value;
    }

    String label() {
        return label;
    }

    boolean isCarbon() {
        return this == CARBON || this == LOG_CARBON;
    }

    /// Null where it was not published.
    @Nullable Double of(Claim claim) {
        return value.apply(claim);
    }

    private static @Nullable Double carbon(Claim claim) {
        return claim.reported().carbon() == null
                ? null
                : Double.valueOf(kilograms(claim.reported().carbon()));
    }

    /// A carbon of 0 has none.
    private static @Nullable Double logCarbon(Claim claim) {
        Double carbon = carbon(claim);
        return carbon == null || carbon <= 0 ? null : Double.valueOf(StrictMath.log10(carbon));
    }

    private static @Nullable Double energy(Claim claim) {
        return claim.reported().energy() == null
                ? null
                : Double.valueOf(kilowattHours(claim.reported().energy()));
    }

    private static @Nullable Double intensity(Claim claim) {
        Inputs inputs = claim.inputs();
        return inputs.intensity() == null || Observation.isMarginal(inputs)
                ? null
                : Double.valueOf(inputs.intensity().gramsPerKilowattHour());
    }

    private static @Nullable Double devicePower(Claim claim) {
        Inputs inputs = claim.inputs();
        return inputs.power() == null || inputs.powerScope() != PowerScope.DEVICE
                ? null
                : Double.valueOf(inputs.power().watts());
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

    private static double kilowattHours(Printed<Energy> printed) {
        BigDecimal number = printed.number();
        return switch (printed.unit()) {
            case EnergyUnit.WATT_HOUR -> number.movePointLeft(3).doubleValue();
            case EnergyUnit.KILOWATT_HOUR -> number.doubleValue();
            case EnergyUnit.MEGAWATT_HOUR -> number.movePointRight(3).doubleValue();
            case EnergyUnit.GIGAWATT_HOUR -> number.movePointRight(6).doubleValue();
            default -> printed.value().kilowattHours();
        };
    }
}
