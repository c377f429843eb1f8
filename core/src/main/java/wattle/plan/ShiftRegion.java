package wattle.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The exact optimum for a job that may pause and go on in another zone: Shift Region of Dodge et
/// al. 2022, and beyond it. Of all ways to work through the profile in order within the window,
/// under the rules of pausing and with all that a move takes, this one weighs least.
///
/// One zone more or a wider window never makes it worse. With one zone it is [PauseResume]; where
/// transfers take more than they save it is the best at home.
///
/// ## Method
///
/// As in [PauseResume], once for each zone `z`, and with the arrival
///
/// ```
/// arrive(t, i, z) = transfer(t, z) + start(t + T, z) + w(i, t + T + R, z) + running(t+T+R+1, i+1, z)
/// ```
///
/// for a transfer of `T` slots and a restart of `R`, which a pause in any other zone may choose:
///
/// ```
/// paused(t, i, z) = min(resume(t, i, z), idle(t, z) + paused(t+1, i, z), min over y ≠ z of arrive(t, i, y))
/// ```
///
/// Since an arrival does not depend on where the job comes from, the least and the second least
/// over all zones are enough for each of them. Cost: slots of the job × slots of slack × zones,
/// times the pauses allowed where they are bounded.
///
/// ## Ties
///
/// Among equals the earliest start, then the fewest pauses, moves included; then slot by slot of
/// the job the earlier one, and in the same slot the zone that comes first, which is home.
public final class ShiftRegion {

    /// The name in files and reports.
    public static final String LABEL = "shift-region";

    private ShiftRegion() {}

    /// @param sites at least one, of the same slots
    /// @return null where the job cannot be worked through: no zone has devices for long enough, or
    ///   none can be reached
    public static @Nullable Route choose(Load load, List<Site> sites, Pausing pausing) {
        if (sites.size() == 1 && sites.getFirst().isHome() && sites.getFirst().isFree()) {
            return Route.in(0, PauseResume.choose(load, sites.getFirst().window, pausing));
        }
        return new ZonesOptimum(load, sites, pausing).route();
    }
}
