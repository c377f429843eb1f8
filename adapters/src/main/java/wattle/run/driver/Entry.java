package wattle.run.driver;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import wattle.run.RunState;

/// Where a run stood at an instant: one line of its log. The last line says all that the next
/// Wattle has to know.
///
/// @param at by the wall clock
/// @param ticks by the monotonic clock, in nanoseconds since some moment of the machine's present
///   start
/// @param boot the machine's present start; empty where that is not known
/// @param step what was being done with the job, and may or may not have been done
/// @param handle of the job where it was started
/// @param ran for how long it had run by then, as far as its driver counts that
/// @param pauses how often it was paused
/// @param exitCode where it ended and that is known
/// @param why for the user
public record Entry(
        Instant at,
        long ticks,
        String boot,
        RunState state,
        Step step,
        @Nullable String handle,
        Duration ran,
        int pauses,
        @Nullable Integer exitCode,
        String why) {

    /// What is written down before it is done, since whoever does it may be killed meanwhile.
    public enum Step {
        NONE,
        STARTING,
        PAUSING,
        RESUMING
    }
}
