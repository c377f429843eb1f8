package wattle.run.driver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import wattle.run.RunState;
import wattle.run.Runner;
import wattle.run.RunnerException;
import wattle.run.RunnerException.Reason;
import wattle.run.Sighting;

/// A place where jobs pass time on a clock that is set, and that fails when it is told to: before
/// or after it has done what it was asked. It counts what was done to each job.
final class VirtualPlace implements Runner {

    private final Clock clock;
    private final Duration takes;
    private final Pauses pauses;
    private final Map<String, Job> jobs = new HashMap<>();
    private final Random random;
    private double failing;
    private boolean down;

    private static final class Job {
        private Duration ran = Duration.ZERO;
        private @Nullable Instant since;
        private int starts;
        private int exitCode = -1;
    }

    /// @param takes how long each job works
    VirtualPlace(Clock clock, Duration takes, Pauses pauses, Random random) {
        this.clock = clock;
        this.takes = takes;
        this.pauses = pauses;
        this.random = random;
    }

    /// From now on each call fails with this probability.
    void fail(double probability) {
        failing = probability;
    }

    /// Nobody answers, or somebody does again.
    void down(boolean now) {
        down = now;
    }

    /// A job ends by itself.
    void kill(String id, int exitCode) {
        Job job = known(id);
        pass(job);
        job.since = null;
        job.exitCode = exitCode;
    }

    int starts(String id) {
        Job job = jobs.get(id);
        return job == null ? 0 : job.starts;
    }

    /// When the job is done if nobody pauses it; null where it does not run.
    @Nullable Instant end(String id) {
        Job job = jobs.get(id);
        return job == null || job.since == null ? null : job.since.plus(takes.minus(job.ran));
    }

    private void pass(Job job) {
        if (job.since != null) {
            job.ran = job.ran.plus(Duration.between(job.since, clock.instant()));
            job.since = clock.instant();
        }
    }

    private Job known(String id) {
        Job job = jobs.get(id);
        if (job == null) {
            throw new IllegalStateException("no job " + id);
        }
        return job;
    }

    private void mayFail() throws RunnerException {
        if (down || random.nextDouble() < failing) {
            throw new RunnerException(Reason.UNREACHABLE, "nobody answers");
        }
    }

    @Override
    public String name() {
        return "virtual";
    }

    @Override
    public Pauses pauses() {
        return pauses;
    }

    @Override
    public String start(String id) throws RunnerException {
        mayFail();
        Job job = jobs.computeIfAbsent(id, key -> new Job());
        job.starts++;
        job.since = clock.instant();
        mayFail();
        return id;
    }

    @Override
    public @Nullable String find(String id) throws RunnerException {
        mayFail();
        return jobs.containsKey(id) ? id : null;
    }

    @Override
    public Sighting look(String handle) throws RunnerException {
        mayFail();
        Job job = known(handle);
        pass(job);
        if (job.exitCode >= 0) {
            return Sighting.ended(job.exitCode);
        }
        if (job.ran.compareTo(takes) >= 0) {
            return Sighting.ended(0);
        }
        return Sighting.of(job.since == null ? RunState.PAUSED : RunState.RUNNING);
    }

    @Override
    public void pause(String handle) throws RunnerException {
        mayFail();
        Job job = known(handle);
        pass(job);
        job.since = null;
        mayFail();
    }

    @Override
    public void resume(String handle) throws RunnerException {
        mayFail();
        Job job = known(handle);
        if (job.since == null) {
            job.since = clock.instant();
        }
        mayFail();
    }

    @Override
    public void cancel(String handle) throws RunnerException {
        mayFail();
        kill(handle, 143);
    }
}
