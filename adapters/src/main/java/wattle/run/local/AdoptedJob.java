package wattle.run.local;

import java.io.IOException;
import wattle.run.RunState;
import wattle.run.Runner;
import wattle.run.RunnerException;
import wattle.run.RunnerException.Reason;
import wattle.run.Sighting;

/// A job on this machine whose Wattle was killed: it lives on as somebody else's child. It can be
/// paused and continued as before; its exit code goes to whom the kernel gave it, so it is
/// [RunState#LOST] when it ends.
public final class AdoptedJob implements Runner {

    @Override
    public String name() {
        return "local";
    }

    @Override
    public Pauses pauses() {
        return Pauses.FREEZES;
    }

    @Override
    public String start(String id) throws RunnerException {
        throw new RunnerException(Reason.REFUSED, "it was started before");
    }

    @Override
    public String find(String id) throws RunnerException {
        throw new RunnerException(
                Reason.REFUSED, "this machine keeps no list of what was started by whom");
    }

    @Override
    public Sighting look(String handle) throws RunnerException {
        LocalHandle job = parse(handle);
        if (!job.lives()) {
            Freezer.of(job).close();
            return Sighting.lost(
                    "it ended, and its exit code went with the Wattle that started it");
        }
        return Sighting.of(Freezer.of(job).isFrozen() ? RunState.PAUSED : RunState.RUNNING);
    }

    @Override
    public void pause(String handle) throws RunnerException {
        change(parse(handle), true);
    }

    @Override
    public void resume(String handle) throws RunnerException {
        change(parse(handle), false);
    }

    @Override
    public void cancel(String handle) throws RunnerException {
        LocalHandle job = parse(handle);
        if (job.lives()) {
            Posix.kill(job.pid(), SignalName.TERM.number());
            change(job, false);
        }
    }

    /// The process of a job, for who wants to look at it.
    public static long pid(String handle) throws RunnerException {
        return parse(handle).pid();
    }

    private static LocalHandle parse(String handle) throws RunnerException {
        try {
            return LocalHandle.parse(handle);
        } catch (IllegalArgumentException wrong) {
            throw new RunnerException(Reason.REFUSED, String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private static void change(LocalHandle job, boolean pause) throws RunnerException {
        if (!job.lives()) {
            return;
        }
        try {
            if (pause) {
                Freezer.of(job).freeze();
            } else {
                Freezer.of(job).thaw();
            }
        } catch (IOException failed) {
            throw new RunnerException(Reason.REFUSED, String.valueOf(failed.getMessage()), failed);
        }
    }
}
