package wattle.run.local;

import java.time.Instant;

/// Told of a run as it goes. `starting`, `started` and `ended` come in this order from one thread;
/// whatever they throw ends up among the result's problems and never in the child's way.
public interface RunObserver {
    RunObserver NONE = new RunObserver() {};

    /// Before the child is started, for baselines. It waits for this, so it should be quick.
    default void starting() {}

    /// The child runs. Signals wait for this, so it should be quick.
    ///
    /// @param at its start, by the wall clock
    /// @param atNanos the same by the monotonic clock
    default void started(long pid, Instant at, long atNanos) {}

    /// A helper of the runner's own, which is not part of the job. From any thread.
    default void helper(long pid) {}

    /// The job was made to stand still, or was let go on. From any thread.
    default void paused(Instant at) {}

    default void resumed(Instant at) {}

    /// The child has ended and was reaped.
    default void ended(ChildResult result) {}
}
