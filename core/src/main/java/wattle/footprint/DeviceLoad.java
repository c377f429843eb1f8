package wattle.footprint;

import java.time.Duration;
import wattle.hardware.DeviceModel;
import wattle.hardware.EnergyModel;
import wattle.unit.Energy;
import wattle.unit.Power;
import wattle.unit.Range;
import wattle.unit.Share;
import wattle.unit.Source;

/// Devices of one model that a job keeps busy, for an estimate without a meter.
///
/// @param name the component's name, such as `accelerator-0`
/// @param model what they are
/// @param count how many, at least one
/// @param power the power of each at full utilisation: rated, or the mean that was measured
/// @param powerOrigin how the power is known
/// @param powerSource where the power comes from
/// @param powerBasis why the power's range is what it is
/// @param utilisation the mean share of that power that is drawn
public record DeviceLoad(
        String name,
        DeviceModel model,
        int count,
        Range<Power> power,
        Origin powerOrigin,
        Source powerSource,
        String powerBasis,
        Share utilisation) {

    /// Published mean powers of training jobs are 27 to 92 % of the rated power (Dodge et al. 2022,
    /// table 2, against the boards' limits); below 25 % a figure counts as implausible.
    private static final double LOWEST_SHARE_OF_RATED_POWER = 0.25;

    public DeviceLoad {
        if (count < 1) {
            throw new IllegalArgumentException("there must be at least one device: " + count);
        }
    }

    /// Devices of which only the rated power is known: an upper limit, so the range reaches down
    /// from it.
    public static DeviceLoad atRatedPower(
            String name, DeviceModel model, int count, Power rated, Share utilisation) {
        return new DeviceLoad(
                name,
                model,
                count,
                new Range<>(rated.times(LOWEST_SHARE_OF_RATED_POWER), rated, rated),
                Origin.ESTIMATED,
                model.source(),
                "rated power is an upper limit; measured means of training jobs are 25 to 100 % of it",
                utilisation);
    }

    /// Devices whose power somebody gave.
    public static DeviceLoad atGivenPower(
            String name, DeviceModel model, int count, Power mean, Share utilisation) {
        return new DeviceLoad(
                name,
                model,
                count,
                Range.exactly(mean),
                Origin.SUPPLIED,
                new Source("given by the user", null),
                "power of each device as given",
                utilisation);
    }

    /// E = n × P × u × t.
    Energy energy(Duration time) {
        return EnergyModel.energy(power.value(), count, utilisation, time);
    }
}
