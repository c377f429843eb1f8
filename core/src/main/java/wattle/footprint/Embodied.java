package wattle.footprint;

import java.time.Duration;
import wattle.hardware.EmbodiedCarbon;
import wattle.unit.CarbonMass;
import wattle.unit.Range;
import wattle.unit.Share;

/// The embodied share *M* of one component's devices.
///
/// @param perDevice *TE* and *EL* of one device
/// @param devices how many
/// @param reserved *TiR*, for how long they were reserved
/// @param resources *RS* = RR/ToR, the share of each that was reserved
public record Embodied(EmbodiedCarbon perDevice, int devices, Duration reserved, Share resources) {

    public Embodied {
        if (devices < 1) {
            throw new IllegalArgumentException("there must be at least one device: " + devices);
        }
    }

    /// M = n × TE × TiR/EL × RR/ToR.
    public Range<CarbonMass> carbon() {
        Range<CarbonMass> one = perDevice.share(reserved, resources);
        return new Range<>(
                one.low().times(devices), one.value().times(devices), one.high().times(devices));
    }
}
