package wattle.hub.analysis;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import wattle.ledger.claim.PowerScope;

/// A number of a claim, by the name that it has as a factor.
enum Quantity {
    CARBON("co2eq_kg", Observation::carbon),
    ENERGY("energy_kwh", Observation::energy),
    INTENSITY("carbon_intensity_g_per_kwh", Observation::intensity),
    TRAINING_HOURS("training_hours", each -> each.claim().inputs().wallHours()),
    DEVICE_HOURS("device_hours", each -> each.claim().inputs().allDeviceHours()),
    DEVICES("device_count", each -> each.claim().inputs().devices()),
    POWER("device_power_watts", Quantity::devicePower);

    private final String label;
    private final Function<Observation, @Nullable Double> value;

    Quantity(String label, Function<Observation, @Nullable Double> value) {
        this.label = label;
        this.value = value;
    }

    String label() {
        return label;
    }

    /// Null where it was not published.
    @Nullable Double of(Observation each) {
        return value.apply(each);
    }

    /// Of an observation that has it.
    double known(Observation each) {
        Double known = of(each);
        if (known == null) {
            throw new IllegalStateException(each.modelId() + " has no " + label);
        }
        return known;
    }

    private static @Nullable Double devicePower(Observation each) {
        var inputs = each.claim().inputs();
        return inputs.power() == null || inputs.powerScope() != PowerScope.DEVICE
                ? null
                : Double.valueOf(inputs.power().watts());
    }
}
