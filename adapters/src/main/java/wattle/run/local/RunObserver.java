package wattle.run.local;

/// Told of a run as it goes. `started`, `sample` and `ended` come in this order, one at a time,
/// from threads of the runner; whatever they throw ends up among the result's problems and never in
/// the child's way.
public interface RunObserver {
    RunObserver NONE = new RunObserver() {};

    /// Before the child is started, for baselines. It waits for this, so it should be quick.
    default void starting() {}

    /// The child runs.
    default void started(long pid) {}

    /// A helper of the runner's own, which is not part of the job.
    default void helper(long pid) {}

    /// Once each interval while the child runs.
    default void sample() {}

    /// The child has ended and was reaped.
    default void ended(ChildResult result) {}
}
