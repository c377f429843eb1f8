package wattle.run.slurm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.run.RunState;
import wattle.run.Runner;
import wattle.run.RunnerException;
import wattle.run.RunnerException.Reason;
import wattle.run.Sighting;

/// One job on a Slurm cluster. For one thread.
///
/// It waits in the queue as any other job does. A job that waits is paused by a hold and goes on by
/// a release. One that runs is paused as its [Runner.Pauses] says:
///
/// - `FREEZES`: `scontrol suspend` and `resume`, which only operators of the cluster may do. Its
///   processes stand still and keep their memory and GPUs; its processors are given to other jobs
///   meanwhile, with which it shares them after that.
/// - `RESTARTS`: `scontrol requeuehold` and `release`, which everybody may do with their own jobs.
///   It gives up all it holds, and starts from its beginning, or from its checkpoint.
/// - `NEVER`: it is started once.
///
/// An array of jobs is one run: it runs as long as one of its tasks does, fails if one of them
/// fails, and has run for as long as the task that ran longest.
///
/// ```java
/// var runner = new SlurmRunner(
///         SlurmCommands.of(System.getenv()), List.of("--time=4:00:00"), List.of("train.sh"),
///         Runner.Pauses.RESTARTS);
/// String job = runner.start("20260301T040500Z-3f2a");
/// ```
public final class SlurmRunner implements Runner {

    /// Controllers forget a job so long after its end unless `MinJobAge` says another time.
    private static final Duration KEPT = Duration.ofMinutes(4);

    /// A job may start between a look and a hold.
    private static final int ATTEMPTS = 4;

    private static final List<String> OURS = List.of("--comment", "--clusters", "-M", "--parsable");

    private final SlurmCommands commands;
    private final SlurmQueue queue;
    private final List<String> options;
    private final List<String> job;
    private final Pauses pauses;

    private @Nullable Long attempted;

    /// @param options of sbatch, the user's own
    /// @param job the script and its arguments; empty where `--wrap` is among the options. For a
    ///   command there is [#wrapped]
    public SlurmRunner(
            SlurmCommands commands, List<String> options, List<String> job, Pauses pauses) {
        for (String each : options) {
            for (String ours : OURS) {
                if (each.equals(ours) || each.startsWith(ours + "=")) {
                    throw new IllegalArgumentException(
                            "sbatch's " + ours + " is not to be given: Wattle needs it itself");
                }
            }
        }
        this.commands = commands;
        queue = new SlurmQueue(commands);
        this.options = List.copyOf(options);
        this.job = List.copyOf(job);
        this.pauses = pauses;
    }

    /// The option of sbatch for a command that is not a script, each word as it is.
    public static String wrapped(List<String> command) {
        var line = new StringBuilder("--wrap=exec");
        for (String word : command) {
            line.append(" '").append(word.replace("'", "'\\''")).append('\'');
        }
        return line.toString();
    }

    @Override
    public String name() {
        return "slurm";
    }

    @Override
    public Pauses pauses() {
        return pauses;
    }

    /// What sbatch is given for a run.
    public List<String> arguments(String id) {
        requireId(id);
        List<String> words = new ArrayList<>();
        words.add("--parsable");
        if (pauses == Pauses.RESTARTS) {
            words.add("--requeue");
        }
        words.add("--job-name=" + ourName(id));
        words.addAll(options);
        words.add("--comment=" + SlurmQueue.comment(id, Duration.ZERO));
        words.addAll(job);
        return words;
    }

    @Override
    public String start(String id) throws RunnerException {
        List<String> words = arguments(id);
        attempted = System.nanoTime();
        String number = commands.submit(words).strip();
        if (number.isEmpty() || !number.chars().allMatch(Character::isDigit)) {
            throw new RunnerException(
                    Reason.UNREACHABLE, "sbatch printed no job's number: \"" + number + "\"");
        }
        return number;
    }

    /// By the comment in the queue, and by the job's name in the accounting, which need not keep
    /// comments.
    @Override
    public @Nullable String find(String id) throws RunnerException {
        requireId(id);
        String found = queue.find(id);
        if (found != null) {
            return found;
        }
        try {
            return queue.findAccounted(id, jobName(id), jobName(id).equals(ourName(id)));
        } catch (RunnerException noAccounting) {
            if (noAccounting.reason() == Reason.UNREACHABLE) {
                throw noAccounting;
            }
            Long since = attempted;
            if (since != null && System.nanoTime() - since < KEPT.toNanos()) {
                return null; // It would still be in the queue.
            }
            throw new RunnerException(
                    Reason.REFUSED,
                    "no job of the queue has the comment wattle:"
                            + id
                            + "; whether one has ended is not known, because there is no accounting"
                            + " ("
                            + noAccounting.getMessage()
                            + ")",
                    noAccounting);
        }
    }

    @Override
    public Sighting look(String handle) throws RunnerException {
        Tasks queued = queue.queued(handle);
        if (queued != null && !(queued.state().isOver() && isArray(queued))) {
            return queued.seen();
        }
        Tasks accounted;
        try {
            accounted = queue.accounted(handle, pauses == Pauses.RESTARTS);
        } catch (RunnerException noAccounting) {
            if (noAccounting.reason() == Reason.UNREACHABLE) {
                throw noAccounting;
            }
            return queued != null
                    ? queued.seen()
                    : Sighting.lost(
                            "Slurm's controller no longer knows job "
                                    + handle
                                    + ", and there is no accounting ("
                                    + noAccounting.getMessage()
                                    + ")");
        }
        if (queued != null && (accounted == null || !accounted.state().isOver())) {
            return queued.seen(); // The accounting lags behind.
        }
        if (accounted == null) {
            return Sighting.lost(
                    "neither Slurm's controller nor its accounting knows job " + handle);
        }
        return accounted.state().isOver()
                ? accounted.seen()
                : Sighting.lost(
                        "Slurm's controller no longer knows job "
                                + handle
                                + ", and the accounting did not see it end");
    }

    /// Of an array that is over the controller may have forgotten some tasks, which may have
    /// failed.
    private static boolean isArray(Tasks tasks) {
        return tasks.all().getFirst().number().indexOf('_') >= 0;
    }

    @Override
    public void pause(String handle) throws RunnerException {
        for (int i = 0; i < ATTEMPTS; i++) {
            Tasks seen = queue.queued(handle);
            if (seen == null) {
                return;
            }
            List<Task> waiting = in(seen, RunState.WAITING);
            List<Task> running = in(seen, RunState.RUNNING);
            if (waiting.isEmpty() && running.isEmpty()) {
                return;
            }
            if (!running.isEmpty() && pauses == Pauses.NEVER) {
                throw new RunnerException(
                        Reason.REFUSED,
                        "job "
                                + handle
                                + " runs and may not be paused: it can neither be suspended nor"
                                + " started again");
            }
            try {
                if (!waiting.isEmpty()) {
                    commands.ask("scontrol", "hold", Tasks.numbers(waiting));
                }
                if (!running.isEmpty()) {
                    stop(handle, seen, running);
                }
            } catch (RunnerException refused) {
                if (refused.reason() == Reason.UNREACHABLE || !hasChanged(handle, seen)) {
                    throw refused;
                }
            }
        }
        throw new RunnerException(
                Reason.UNREACHABLE, "job " + handle + " changes while it is being paused");
    }

    private void stop(String handle, Tasks seen, List<Task> running) throws RunnerException {
        if (pauses == Pauses.FREEZES) {
            commands.ask("scontrol", "suspend", Tasks.numbers(running));
            return;
        }
        Duration ran = seen.ran();
        commands.ask("scontrol", "requeuehold", Tasks.numbers(running));
        // Slurm counts from the last start. In this order a crash in between counts too little,
        // and the job is given more time than it needs.
        if (ran != null) {
            String id = seen.id();
            if (id != null) {
                commands.ask(
                        "scontrol",
                        "update",
                        "JobId=" + handle,
                        "Comment=" + SlurmQueue.comment(id, ran));
            }
        }
    }

    private boolean hasChanged(String handle, Tasks before) throws RunnerException {
        Tasks now = queue.queued(handle);
        return now == null || !words(now).equals(words(before));
    }

    private static List<String> words(Tasks tasks) {
        return tasks.all().stream().map(each -> each.number() + each.word()).toList();
    }

    @Override
    public void resume(String handle) throws RunnerException {
        Tasks seen = queue.queued(handle);
        if (seen == null) {
            return;
        }
        List<Task> paused = in(seen, RunState.PAUSED);
        List<Task> held = paused.stream().filter(Task::isHeld).toList();
        List<Task> suspended = paused.stream().filter(each -> !each.isHeld()).toList();
        try {
            if (!held.isEmpty()) {
                commands.ask("scontrol", "release", Tasks.numbers(held));
            }
            if (!suspended.isEmpty()) {
                commands.ask("scontrol", "resume", Tasks.numbers(suspended));
            }
        } catch (RunnerException refused) {
            if (refused.reason() == Reason.UNREACHABLE || !hasChanged(handle, seen)) {
                throw refused;
            }
        }
    }

    @Override
    public void cancel(String handle) throws RunnerException {
        commands.ask("scancel", handle);
    }

    private static List<Task> in(Tasks tasks, RunState state) {
        return tasks.all().stream().filter(each -> each.state() == state).toList();
    }

    /// A run's id goes into a comment and a name, of which nothing is to be read but the id.
    private static void requireId(String id) {
        if (!id.matches("[A-Za-z0-9._-]{1,100}")) {
            throw new IllegalArgumentException(
                    "a run's id is made of letters, digits, dots and dashes: \"" + id + "\"");
        }
    }

    private static String ourName(String id) {
        return "wattle-" + id;
    }

    /// The user's own where the options say it.
    private String jobName(String id) {
        String name = ourName(id);
        for (int i = 0; i < options.size(); i++) {
            String each = options.get(i);
            if (each.startsWith("--job-name=")) {
                name = each.substring(each.indexOf('=') + 1);
            } else if ((each.equals("--job-name") || each.equals("-J")) && i + 1 < options.size()) {
                name = options.get(i + 1);
            }
        }
        return name;
    }
}
