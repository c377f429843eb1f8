package wattle.run.local;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/// Pauses and ends a job's processes. For one thread.
public final class JobControl {

    private static final int SIGSTOP = 19;
    private static final int SIGCONT = 18;
    private static final int SIGTERM = 15;

    private final Supplier<Set<Integer>> processes;
    private final Set<Integer> paused = new HashSet<>();
    private volatile long child;

    /// @param processes ids of the job's processes, the command's own among them
    public JobControl(Supplier<Set<Integer>> processes) {
        this.processes = processes;
    }

    /// The command runs.
    public void started(long pid) {
        child = pid;
    }

    /// Stops every process of the job until it is continued. The command comes last: with it Wattle
    /// stops too, as a shell expects of a job.
    public void pause() {
        int command = Math.toIntExact(child);
        for (int pid : processes.get()) {
            if (pid != command) {
                Posix.kill(pid, SIGSTOP);
                paused.add(pid);
            }
        }
        if (command > 0) {
            Posix.kill(command, SIGSTOP);
        }
    }

    /// Continues the processes that were paused with the command, once somebody has continued that.
    public void continueRest() {
        if (!paused.isEmpty() && !ProcessState.stopped(child)) {
            paused.forEach(pid -> Posix.kill(pid, SIGCONT));
            paused.clear();
        }
    }

    /// Asks every process of the job to end: a shell that is asked alone leaves its command behind.
    public void stop() {
        int command = Math.toIntExact(child);
        for (int pid : processes.get()) {
            if (pid != command) {
                Posix.kill(pid, SIGTERM);
            }
        }
        if (command > 0) {
            Posix.kill(command, SIGTERM);
        }
    }
}
