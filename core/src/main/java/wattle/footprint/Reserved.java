package wattle.footprint;

import java.time.Duration;
import wattle.hardware.EmbodiedCarbon;
import wattle.unit.CarbonMass;
import wattle.unit.Share;

/// A device that a job had: what its part of the device's making is computed from.
///
/// @param making *TE* and *EL* of the device
/// @param time *TiR*, for how long it was reserved, not negative
/// @param resources *RS*, how much of it was the job's
public record Reserved(EmbodiedCarbon making, Duration time, Share resources) {

    /// M = TE × TiR/EL × RS.
    CarbonMass carbon() {
        return making.share(time, resources).value();
    }
}
