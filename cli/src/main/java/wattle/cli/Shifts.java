package wattle.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.run.Outlook;
import wattle.run.RunState;
import wattle.run.Runner;
import wattle.run.RunnerException;
import wattle.run.driver.Driver;
import wattle.run.driver.Entry;
import wattle.run.driver.ShiftFolder;
import wattle.run.driver.Ticks;
import wattle.run.local.AdoptedJob;

/// The shifted runs below `WATTLE_HOME`.
final class Shifts {

    static final String LOCAL = "local";
    static final String SLURM = "slurm";
    static final String KUBERNETES = "kubernetes";

    /// Names of what a shift keeps for its backend.
    static final String SBATCH = "sbatch";

    static final String REQUEUE = "requeue";
    static final String IMAGE = "image";
    static final String NAMESPACE = "namespace";
    static final String CHECKPOINTS = "checkpoints";

    /// For so long a run that has ended can be looked up.
    private static final Duration KEPT = Duration.ofDays(30);

    private static final Path PROC = Path.of("/proc");
    private static final Outlook NONE = (from, step, count) -> null;

    private Shifts() {}

    /// All that can be read, oldest first.
    static List<ShiftFolder> all(Home home, Console console) {
        List<ShiftFolder> all = new ArrayList<>();
        try {
            for (String id : ShiftFolder.all(home.shifted())) {
                try {
                    all.add(ShiftFolder.open(home.shifted(), id));
                } catch (IOException unreadable) {
                    console.err()
                            .println(
                                    "wattle: run "
                                            + id
                                            + " is left out: "
                                            + Problems.of(unreadable));
                }
            }
        } catch (IOException unreadable) {
            throw Failure.unreadable(home.shifted().toString(), unreadable);
        }
        return all;
    }

    /// The run that an id, or the beginning of one, stands for.
    static ShiftFolder find(String id, Home home, Console console) {
        List<ShiftFolder> found =
                all(home, console).stream()
                        .filter(each -> each.shift().id().startsWith(id))
                        .toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw new Failure(
                Exit.INVALID_INPUT,
                365,
                found.isEmpty()
                        ? "there is no shifted run " + id
                        : found.size() + " shifted runs begin with " + id,
                "See: wattle list --all");
    }

    /// How a run stands: as it was written down, or as its process is seen where nobody drives it.
    static Entry entry(ShiftFolder folder) throws IOException {
        Entry last = folder.last();
        if (last == null) {
            return new Entry(
                    folder.shift().created(),
                    0,
                    "",
                    RunState.WAITING,
                    Entry.Step.NONE,
                    null,
                    Duration.ZERO,
                    0,
                    null,
                    "");
        }
        String handle = last.handle();
        boolean here = folder.shift().backend().equals(LOCAL);
        if (!here || handle == null || last.state().isOver() || folder.isDriven()) {
            return last;
        }
        try {
            var seen = new AdoptedJob().look(handle);
            return new Entry(
                    last.at(),
                    last.ticks(),
                    last.boot(),
                    seen.state(),
                    last.step(),
                    handle,
                    last.ran(),
                    last.pauses(),
                    null,
                    seen.remark().isEmpty() ? last.why() : seen.remark());
        } catch (RunnerException unknown) {
            return last;
        }
    }

    /// Lets every paused job on this machine whose Wattle was killed go on, and forgets runs that
    /// ended long ago. What cannot be done is left for the next start.
    static void tidy(Home home, Clock clock) {
        List<String> ids;
        try {
            ids = ShiftFolder.all(home.shifted());
        } catch (IOException unreadable) {
            return;
        }
        for (String id : ids) {
            try {
                ShiftFolder folder = ShiftFolder.open(home.shifted(), id);
                Entry last = folder.last();
                if (last != null) {
                    tidy(folder, last, clock);
                }
            } catch (IOException | RunnerException | RuntimeException left) {
                // Somebody else may have done it; or the next start can.
            }
        }
    }

    private static void tidy(ShiftFolder folder, Entry last, Clock clock)
            throws IOException, RunnerException {
        boolean old = last.at().plus(KEPT).isBefore(clock.instant());
        String handle = last.handle();
        boolean stuck =
                folder.shift().backend().equals(LOCAL)
                        && handle != null
                        && !folder.shift().texts().containsKey("stop_command")
                        && !last.state().isOver();
        if (!stuck && !(last.state().isOver() && old)) {
            return;
        }
        try (ShiftFolder.Lock lock = folder.tryLock()) {
            if (lock == null) {
                return;
            }
            if (last.state().isOver()) {
                folder.delete();
                return;
            }
            Runner runner = new AdoptedJob();
            if (handle != null && runner.look(handle).state() == RunState.PAUSED) {
                new Driver(
                                folder,
                                runner,
                                NONE,
                                clock,
                                Ticks.SYSTEM,
                                Machine.bootId(PROC),
                                sentence -> {})
                        .goOn("its Wattle was killed while it was paused");
            }
        }
    }

    /// What carries out a run that this process did not start; null for a job of this machine that
    /// was not started yet.
    static @Nullable Runner runner(ShiftFolder folder) {
        Entry last;
        try {
            last = folder.last();
        } catch (IOException unreadable) {
            throw Failure.unreadable(folder.folder().toString(), unreadable);
        }
        return switch (folder.shift().backend()) {
            case LOCAL -> last == null || last.handle() == null ? null : new AdoptedJob();
            case SLURM -> SlurmJobs.runner(folder);
            case KUBERNETES -> KubernetesJobs.runner(folder);
            default ->
                    throw new Failure(
                            Exit.USAGE,
                            366,
                            "no backend is called " + folder.shift().backend(),
                            "Use local, slurm or kubernetes.");
        };
    }
}
