package wattle.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a [Runner] saw of a job.
///
/// @param state [RunState#WAITING] for a job that was handed over and will start by itself
/// @param exitCode of a job that ended, or 128 + the signal it died of; null where it is not known
/// @param ran for how long it has run so far, pauses left out; null where the runner does not count
///   that
/// @param remark why it is so, for the user: a reason such as `Resources`, or empty
public record Sighting(
        RunState state, @Nullable Integer exitCode, @Nullable Duration ran, String remark) {

    public static Sighting of(RunState state) {
        return new Sighting(state, null, null, "");
    }

    /// Ended with an exit code.
    public static Sighting ended(int exitCode) {
        return new Sighting(
                exitCode == 0 ? RunState.FINISHED : RunState.FAILED, exitCode, null, "");
    }

    public static Sighting lost(String why) {
        return new Sighting(RunState.LOST, null, null, why);
    }
}
