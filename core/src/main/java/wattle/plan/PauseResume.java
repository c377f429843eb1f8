package wattle.plan;

import org.jspecify.annotations.Nullable;

/// The exact optimum for a job that may pause: its profile is worked through in order, and of all
/// ways to do so within the window and under the rules of pausing this one has the least carbon.
///
/// At no more than no pauses it is [FlexibleStart]. A wider window or one pause more never makes it
/// worse.
///
/// ## Method
///
/// Dynamic programming backwards in time over how much of the job is done, and whether it runs or
/// pauses. With `w(i, t)` the carbon of the job's slot `i` in the window's slot `t`:
///
/// ```
/// running(t, i) = min(w(i, t) + running(t+1, i+1), stop(t) + idle(t) + paused(t+1, i))
/// paused(t, i)  = min(start(t) + w(i, t) + running(t+1, i+1), idle(t) + paused(t+1, i))
/// ```
///
/// A restart that takes time, a shortest stretch of work and a bound on pauses change the reach of
/// these steps, not their form. Cost: slots of the job × slots of slack, times the pauses allowed
/// where they are bounded; memory the same.
///
/// ## Ties
///
/// Sums of doubles depend on their order, so equal plans would be told apart by noise. All carbon
/// is therefore rounded to multiples of one quantum, chosen so large that sums are exact in a
/// double, and each pause adds the smallest share of it: the least sum is then the least carbon
/// and, among equals, has the fewest pauses, by comparison alone. The quantum is 2⁻⁴⁰ of the most
/// that the job could emit, or less. Between equals in both the earlier slots are taken.
public final class PauseResume {

    private PauseResume() {}

    public static Schedule choose(Load load, Slots window, Pausing pausing) {
        return new Optimum(load, window, pausing, new double[window.size()]).schedule();
    }

    /// The optimum where slots have a price, or may not be used: of a job that shares devices with
    /// others.
    ///
    /// @param surcharge for each slot of the window, in J·g/kWh, not negative: added for each slot
    ///   in which the job holds its devices, which it does while it works, while it restarts and,
    ///   if it draws idle power, while it waits in a pause; infinite where it may not hold them
    /// @return null where closed slots leave no way
    public static @Nullable Schedule choose(
            Load load, Slots window, Pausing pausing, double[] surcharge) {
        return new Optimum(load, window, pausing, surcharge).scheduleIfAny();
    }
}
