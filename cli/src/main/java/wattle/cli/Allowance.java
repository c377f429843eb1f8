package wattle.cli;

import java.time.Duration;

/// How much one calculation may ask for: on a command line whatever its user waits for, in a server
/// what leaves something for others.
///
/// @param slots of a plan's window, of a forecast, and of a series that is evaluated
/// @param work of an evaluation: slots of job and slack, added up over starts, policies and zones
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
        return time.getSeconds() / most > step.getSeconds() + 1
                || time.compareTo(step.multipliedBy(most)) > 0;
    }

    void requireWork(double asked) {
        if (asked > work) {
            throw new Failure(
                    Exit.INVALID_INPUT,
                    383,
                    "the evaluation is too large: slots of job and slack over all starts, policies"
                            + " and zones add up to "
                            + Math.round(asked)
                            + ", more than "
                            + work,
                    "Ask for fewer starts, slacks or policies at once, or use the command line.");
        }
    }
}
