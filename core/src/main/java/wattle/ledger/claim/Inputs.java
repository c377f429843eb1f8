package wattle.ledger.claim;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import wattle.grid.Signal;
import wattle.unit.CarbonIntensity;
import wattle.unit.Power;
import wattle.unit.Pue;

/// What the figures of a claim were computed from, as far as it was published.
///
/// @param accelerator the device as named by the source
/// @param devices how many, more than 0; not always whole, since some are means
/// @param deviceHours hours of all devices together, not negative
/// @param wallHours hours by the clock, not negative
/// @param flop floating-point operations that the work takes by the model's arithmetic, more than 0
/// @param power mean power
/// @param powerScope what it is the power of; null exactly where `power` is
/// @param powerBasis how that power was come by, such as `tdp_cap`
/// @param pue as published; not there is not 1
/// @param intensity carbon intensity of the electricity
/// @param intensityBasis what it is, such as "national average"
/// @param signal which question that intensity answers
/// @param place where
/// @param start when the work began
public record Inputs(
        @Nullable String accelerator,
        @Nullable Double devices,
        @Nullable Double deviceHours,
        @Nullable Double wallHours,
        @Nullable Double flop,
        @Nullable Power power,
        @Nullable PowerScope powerScope,
        @Nullable String powerBasis,
        @Nullable Pue pue,
        @Nullable CarbonIntensity intensity,
        @Nullable String intensityBasis,
        Signal signal,
        Place place,
        @Nullable Instant start) {

    /// Nothing was published.
    public static final Inputs UNSTATED =
            new Inputs(
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    Signal.UNSTATED,
                    Place.UNSTATED,
                    null);

    public Inputs {
        Amounts.positive(devices, "devices");
        Amounts.notNegative(deviceHours, "device hours");
        Amounts.notNegative(wallHours, "wall hours");
        Amounts.positive(flop, "floating-point operations");
        if ((power == null) != (powerScope == null)) {
            throw new IllegalArgumentException(
                    "a power needs to be said of what, and the other way round");
        }
    }

    /// Hours of all devices together: as published, or devices × hours by the clock.
    public @Nullable Double allDeviceHours() {
        if (deviceHours != null) {
            return deviceHours;
        }
        return devices == null || wallHours == null ? null : Double.valueOf(devices * wallHours);
    }
}
