package wattle.run.local;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Runs one command as its caller would have, and has an observer told of it. One run for each JVM,
/// because signals belong to the process. On the way to the child's start there is nothing that can
/// be done later.
public final class LocalRunner {
    private final Clock clock;
    private final RunObserver observer;
    private final List<String> problems = new CopyOnWriteArrayList<>();

    public LocalRunner(Clock clock, RunObserver observer) {
        this.clock = clock;
        this.observer = observer;
    }

    /// Does what a run will need and what takes long, on a thread of its own. To be called as early
    /// as possible.
    public static void prepare() {
        // While the AOT cache is made, both ways are gone.
        if (Boolean.getBoolean("wattle.training") || SpawnedChild.neededFor(Caller.current())) {
            Thread.ofPlatform().daemon().name("posix").start(Posix::load);
        }
    }

    /// Blocks until the child ended.
    ///
    /// @throws NotStarted when there is no such command, or it cannot be executed
    public ChildResult run(ChildCommand command) throws NotStarted, InterruptedException {
        return run(command, Caller.current(), new Hold());
    }

    /// @param hold on while the child stands still because Wattle wants it to
    ChildResult run(ChildCommand command, Caller caller, Hold hold)
            throws NotStarted, InterruptedException {
        shielded(observer::starting);
        var signals =
                Signals.catchAll(
                        caller,
                        pid -> shielded(() -> observer.helper(pid)),
                        problem -> problems.add(problem.toString()),
                        hold);
        var started = clock.instant();
        var begin = System.nanoTime();
        Child child;
        try {
            child = Child.start(command, caller);
        } catch (NotStarted e) {
            signals.release();
            throw e;
        }
        signals.passOnTo(child.pid());
        shielded(() -> observer.started(child.pid(), started, begin));
        var exitCode = child.await();
        var wall = Duration.ofNanos(System.nanoTime() - begin);
        signals.release();
        var result = new ChildResult(child.pid(), exitCode, started, wall, List.copyOf(problems));
        shielded(() -> observer.ended(result));
        return result;
    }

    /// A fault of ours is noted and never reaches the child, be it that there are no more threads.
    private void shielded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            problems.add(e.toString());
        }
    }
}
