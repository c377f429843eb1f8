package wattle.run.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import wattle.run.RunState;
import wattle.run.Runner;
import wattle.run.RunnerException;
import wattle.run.RunnerException.Reason;
import wattle.run.Sighting;

/// A job on this machine, as a child of this process: two threads meet here. One serves ([#serve]),
/// which is to run the command as [LocalRunner] does; the other drives, which is to use the
/// [Runner].
///
/// A pause freezes all processes of the job. With commands of the job's own for it
/// ([PauseCommands]) a pause runs one of them instead, after which the job may have ended, and is
/// started again when it goes on.
public final class LocalJob implements Runner {

    private static final long PATIENCE = 60; // s; a machine that hangs gets there

    /// What was asked of the serving thread.
    private enum Order {
        RUN,
        END
    }

    private final ChildCommand command;
    private final Caller caller;
    private final Clock clock;
    private final RunObserver observer;
    private final Runnable changed;
    private final @Nullable PauseCommands commands;
    private final Hold hold = new Hold();
    private final SynchronousQueue<Order> orders = new SynchronousQueue<>();

    private @Nullable LocalHandle handle;
    private @Nullable ChildResult result;
    private @Nullable NotStarted notStarted;
    private boolean paused;
    private boolean told;
    private boolean toldStanding;
    private @Nullable Instant firstStarted;
    private Duration wall = Duration.ZERO;

    /// @param observer told of the job's first start and of its last end
    /// @param commands for a job with its own way to pause, or null
    /// @param changed called when the job has ended, from the serving thread
    public static LocalJob of(
            ChildCommand command,
            Clock clock,
            RunObserver observer,
            @Nullable PauseCommands commands,
            Runnable changed) {
        return new LocalJob(command, Caller.current(), clock, observer, commands, changed, false);
    }

    /// A job that was written down by [StoredCommand].
    ///
    /// @param paused whether it has run before, and ended when it was paused
    /// @throws IOException if it cannot be read
    public static LocalJob stored(
            Path folder,
            Clock clock,
            RunObserver observer,
            @Nullable PauseCommands commands,
            Runnable changed,
            boolean paused)
            throws IOException {
        return new LocalJob(
                StoredCommand.command(folder),
                StoredCommand.caller(folder),
                clock,
                observer,
                commands,
                changed,
                paused);
    }

    private LocalJob(
            ChildCommand command,
            Caller caller,
            Clock clock,
            RunObserver observer,
            @Nullable PauseCommands commands,
            Runnable changed,
            boolean paused) {
        this.command = command;
        this.paused = paused;
        this.caller = caller;
        this.clock = clock;
        this.observer = observer;
        this.commands = commands;
        this.changed = changed;
    }

    /// Waits for the order to start, and runs the job to its end.
    ///
    /// @return null where it was ended before it was started
    /// @throws NotStarted when there is no such command, or it cannot be executed
    public @Nullable ChildResult serve() throws NotStarted, InterruptedException {
        while (orders.take() == Order.RUN) {
            try {
                ChildResult ended = new LocalRunner(clock, new Told()).run(next(), caller, hold);
                if (!hasPaused(ended)) {
                    changed.run();
                    return result();
                }
            } catch (NotStarted failed) {
                synchronized (this) {
                    notStarted = failed;
                    notifyAll();
                }
                throw failed;
            }
        }
        return result();
    }

    private synchronized ChildCommand next() {
        return commands != null && (told || paused) && commands.start() != null
                ? ChildCommand.of(PauseCommands.words(commands.start()))
                : command;
    }

    /// Whether the command has ended because it was told to pause.
    private synchronized boolean hasPaused(ChildResult ended) {
        hold.end();
        wall = wall.plus(ended.wall());
        if (paused && commands != null) {
            handle = null;
            return true;
        }
        result =
                new ChildResult(
                        ended.pid(),
                        ended.exitCode(),
                        firstStarted == null ? ended.started() : firstStarted,
                        ended.wall(),
                        ended.problems());
        observer.ended(result);
        notifyAll();
        return false;
    }

    private synchronized @Nullable ChildResult result() {
        return result;
    }

    /// The observer hears of one job, however often it is started.
    private final class Told implements RunObserver {

        @Override
        public void starting() {
            if (!told) {
                observer.starting();
            }
        }

        @Override
        public void started(long pid, Instant at, long atNanos) {
            int id = Math.toIntExact(pid);
            Path group =
                    commands == null
                            ? CgroupFreezer.make("wattle-" + pid + "-" + atNanos, id)
                            : null;
            LocalHandle of = LocalHandle.of(id, group);
            LocalHandle known =
                    of != null ? of : new LocalHandle(id, -1, LocalHandle.thisBoot(), group);
            hold.of(Freezer.of(known));
            boolean first;
            synchronized (LocalJob.this) {
                handle = known;
                first = !told;
                told = true;
                firstStarted = first ? at : firstStarted;
                LocalJob.this.notifyAll();
            }
            if (first) {
                observer.started(pid, at, atNanos);
            }
        }

        @Override
        public void helper(long pid) {
            observer.helper(pid);
        }
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public Pauses pauses() {
        return commands == null ? Pauses.FREEZES : Pauses.RESTARTS;
    }

    @Override
    public String start(String id) throws RunnerException {
        order(Order.RUN);
        return started();
    }

    private void order(Order order) throws RunnerException {
        try {
            if (!orders.offer(order, PATIENCE, TimeUnit.SECONDS)) {
                throw new RunnerException(Reason.REFUSED, "nobody is there to start it");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new RunnerException(Reason.REFUSED, "interrupted", stopped);
        }
    }

    private synchronized String started() throws RunnerException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        try {
            while (handle == null && notStarted == null && result == null) {
                long left = until - System.nanoTime();
                if (left <= 0) {
                    throw new RunnerException(Reason.UNREACHABLE, "it does not start");
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new RunnerException(Reason.UNREACHABLE, "interrupted", stopped);
        }
        NotStarted failed = notStarted;
        if (failed != null) {
            throw new RunnerException(Reason.REFUSED, String.valueOf(failed.getMessage()), failed);
        }
        return String.valueOf(handle);
    }

    /// Another Wattle's child is not among this one's.
    @Override
    public String find(String id) throws RunnerException {
        throw new RunnerException(
                Reason.REFUSED, "this machine keeps no list of what was started by whom");
    }

    @Override
    public Sighting look(String text) {
        ChildResult ended;
        NotStarted failed;
        boolean standsStill;
        synchronized (this) {
            ended = result;
            failed = notStarted;
            standsStill = paused;
        }
        if (ended != null) {
            return Sighting.ended(ended.exitCode());
        }
        if (failed != null) {
            return Sighting.ended(failed.exitCode());
        }
        boolean frozen = commands == null ? hold.isFrozen() : standsStill;
        return Sighting.of(frozen ? RunState.PAUSED : RunState.RUNNING);
    }

    @Override
    public void pause(String text) throws RunnerException {
        PauseCommands own = commands;
        try {
            if (own == null) {
                hold.freeze();
            } else {
                synchronized (this) {
                    paused = true;
                }
                own.pause(pid());
            }
            standing(true);
        } catch (IOException failed) {
            synchronized (this) {
                paused = false;
            }
            throw new RunnerException(
                    Reason.REFUSED, "it cannot be paused: " + failed.getMessage(), failed);
        }
    }

    private synchronized long pid() {
        LocalHandle known = handle;
        return known == null ? 0 : known.pid();
    }

    @Override
    public void resume(String text) throws RunnerException {
        PauseCommands own = commands;
        try {
            if (own == null) {
                hold.thaw();
                standing(false);
                return;
            }
            boolean gone;
            synchronized (this) {
                gone = handle == null;
            }
            if (!gone) {
                own.resume(pid());
            }
            synchronized (this) {
                paused = false;
                gone = handle == null && result == null;
            }
            if (gone) {
                order(Order.RUN);
                started();
            }
            standing(false);
        } catch (IOException failed) {
            throw new RunnerException(
                    Reason.UNREACHABLE, "it cannot go on: " + failed.getMessage(), failed);
        }
    }

    /// Tells the observer of a pause's beginning and end, each once.
    private void standing(boolean still) {
        synchronized (this) {
            if (toldStanding == still || !told || result != null) {
                return;
            }
            toldStanding = still;
        }
        if (still) {
            observer.paused(clock.instant());
        } else {
            observer.resumed(clock.instant());
        }
    }

    /// Ends a job that was not started, or asks one that runs to end.
    @Override
    public void cancel(String text) throws RunnerException {
        long pid = pid();
        if (pid > 0) {
            Posix.kill(pid, SignalName.TERM.number());
            hold.release();
        } else {
            order(Order.END);
        }
    }

    /// Ends the serving of a job that will not be started.
    public void abandon() {
        var _ = orders.offer(Order.END);
    }
}
