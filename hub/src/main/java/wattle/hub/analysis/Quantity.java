package wattle.hub.analysis;

import java.math.BigDecimal;
import java.util.List;
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
    CARBON(0, "co2eq_kg"),
    ENERGY(1, "energy_kwh"),
    /// Where it is an average one.
    INTENSITY(2, "carbon_intensity_g_per_kwh"),
    TRAINING_HOURS(3, "training_hours"),
    DEVICE_HOURS(4, "device_hours"),
    DEVICES(5, "device_count"),
    POWER(6, "device_power_watts");

    static final List<Quantity> ALL = List.of(values());

    private final int at;
    private final String label;

    Quantity(int at, String label) {
        this.at = at;
        this.label = label;
    }

    /// Where its values stand in an array of all.
    int at() {
        return at;
    }

    String label() {
        return label;
    }

    /// Null where it was not published.
    @Nullable Double of(Claim claim) {
        return switch (this) {
            case CARBON -> carbon(claim);
            case ENERGY -> energy(claim);
            case INTENSITY -> intensity(claim);
            case TRAINING_HOURS -> claim.inputs().wallHours();
            case DEVICE_HOURS -> claim.inputs().allDeviceHours();
            case DEVICES -> claim.inputs().devices();
            case POWER -> devicePower(claim);
        };
    }

    private static @Nullable Double carbon(Claim claim) {
        return claim.reported().carbon() == null
                ? null
                : Double.valueOf(kilograms(claim.reported().carbon()));
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
