package wattle.cli;

import java.time.Duration;

/// How much one calculation may ask for: on a command line whatever its user waits for, in a server
/// what leaves something for others.
///
/// @param slots of a plan's window, of a forecast, and of a series that is evaluated
/// @param work in steps of the optimum that takes longest: slots of the job × slots of slack, times
///   the pauses allowed where they are bounded, for each start, policy and zone
record Allowance(long slots, long work) {

    static final Allowance UNBOUNDED = new Allowance(Long.MAX_VALUE, Long.MAX_VALUE);

    /// Some seconds of one processor, and some hundred MB.
    static final Allowance OF_A_REQUEST = new Allowance(20_000, 100_000_000);

    /// Of a series that is evaluated there are more slots than a plan's window has: two years of
    /// five minutes.
    private static final int LONGER = 11;

    /// @param what such as "the window of the plan"
    void requireSlots(String what, Duration time, Duration step) {
        require(what, time, step, slots);
    }

    /// @param what such as "the series"
    void requireSeries(String what, Duration time, Duration step) {
        require(what, time, step, slots > Long.MAX_VALUE / LONGER ? slots : slots * LONGER);
    }

    private static void require(String what, Duration time, Duration step, long most) {
        if (most != Long.MAX_VALUE && time.compareTo(step) > 0 && beyond(time, step, most)) {
            throw new Failure(
                    Exit.INVALID_INPUT,
                    382,
                    what + " has more than " + most + " steps of " + step,
                    "Ask for a shorter time or a longer step, or use the command line.");
        }
    }

    /// Without overflow, however short the step is.
    private static boolean beyond(Duration time, Duration step, long most) {
        return time.toSeconds() / most > step.toSeconds() + 1
                || time.compareTo(step.multipliedBy(most)) > 0;
    }

    /// The work of one optimum of a job.
    ///
    /// @param maxPauses that are allowed
    static double ofOptimum(long job, long slack, int maxPauses) {
        double layers = maxPauses < job ? maxPauses + 1.0 : 1;
        return (double) job * Math.max(1, slack) * layers;
    }

    void requireWork(double asked) {
        if (asked > work) {
            throw new Failure(
                    Exit.INVALID_INPUT,
                    383,
                    "that is too much to compute: slots of the job times slots of slack, over all"
                            + " starts, policies, pauses and zones, are more than "
                            + work,
                    "Ask for less slack, a longer step, or fewer starts and policies at once; or use"
                            + " the command line.");
        }
    }
}
