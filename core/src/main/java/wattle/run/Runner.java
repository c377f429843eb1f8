package wattle.run;

import org.jspecify.annotations.Nullable;

/// Where one job is carried out: this machine, a cluster's queue. The port of all that start, pause
/// and resume jobs. For one thread.
///
/// A runner does one thing when asked, and remembers nothing between two Wattles but what it can
/// find out from the handle: who drives the job may be killed at any moment, and another one goes
/// on with what was written down.
///
/// Every method may block for as long as the place takes to answer, which is bounded.
public interface Runner {

    /// What a pause does to a job.
    enum Pauses {
        /// It cannot be paused; it is started once, and left alone.
        NEVER,
        /// Its processes stand still and go on where they were; what they hold stays held.
        FREEZES,
        /// It is stopped and started again, and goes on from its own checkpoint.
        RESTARTS
    }

    /// The backend's name in options and reports, such as `slurm`.
    String name();

    Pauses pauses();

    /// Starts the job. Called at most once in the job's life.
    ///
    /// @param id of the run, which the place keeps with the job where it can, for [#find]
    /// @return a handle, by which every later Wattle finds the job again
    /// @throws RunnerException [RunnerException.Reason#REFUSED] if it was certainly not started
    String start(String id) throws RunnerException;

    /// The handle of a job that was started, or may have been, by a Wattle that died before it
    /// could write the handle down.
    ///
    /// @return null where there is certainly no such job
    /// @throws RunnerException [RunnerException.Reason#REFUSED] where the place cannot tell
    @Nullable String find(String id) throws RunnerException;

    /// What the job is doing. A job that the place no longer knows is [RunState#LOST].
    Sighting look(String handle) throws RunnerException;

    /// Pauses the job, or holds it where it still waits in a queue. Does nothing to one that is
    /// paused or over.
    void pause(String handle) throws RunnerException;

    /// Lets the job go on. Does nothing to one that runs or is over.
    void resume(String handle) throws RunnerException;

    /// Ends the job for good.
    void cancel(String handle) throws RunnerException;
}
