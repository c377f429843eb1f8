package wattle.hardware;

import java.time.Duration;
import wattle.unit.Energy;
import wattle.unit.Power;
import wattle.unit.Share;

/// The energy of devices without a meter: E = n × P × u × t. The result is an estimate, never a
/// measurement.
///
/// With the rated power for P this is an upper limit: published mean powers of training jobs are 25
/// to 95 % of it. That utilisation scales power linearly, idle power left out, is the model's
/// largest simplification; see `docs/concepts/uncertainty.md`.
public final class EnergyModel {

    private EnergyModel() {}

    /// @param power per device
    /// @param devices how many, at least one
    /// @param utilisation the mean share of `power` that is drawn
    /// @param time for which the devices run, longer than zero
    public static Energy energy(Power power, int devices, Share utilisation, Duration time) {
        if (devices < 1) {
            throw new IllegalArgumentException("there must be at least one device: " + devices);
        }
        return power.times(utilisation).times(devices).over(time);
    }
}
