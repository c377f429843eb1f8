package wattle.run.local;

import java.io.IOException;

/// Makes all processes of a job stand still, those born meanwhile included, and go on again. What
/// they hold, the memory of GPUs included, stays held. Any thread may call.
sealed interface Freezer permits CgroupFreezer, SignalFreezer {

    /// Returns when all stand still.
    ///
    /// @throws IOException if some do not
    void freeze() throws IOException;

    void thaw() throws IOException;

    boolean isFrozen();

    /// Tidies up after the job has ended.
    default void close() {}

    /// The best way there is for a job: its own control group where one may be made, which nothing
    /// escapes; else signals.
    ///
    /// @param job with the group that was made for it, if one was
    static Freezer of(LocalHandle job) {
        return job.group() == null ? new SignalFreezer(job.pid()) : new CgroupFreezer(job.group());
    }
}
