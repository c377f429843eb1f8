package wattle.run.local;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Runs one command as its caller would have, and has an observer told of it. One run for each JVM,
/// because signals belong to the process. On the way to the child's start there is nothing that can
/// be done later.
public final class LocalRunner {
    private final Clock clock;
    private final Duration interval;
    private final RunObserver observer;
    private final List<String> problems = new CopyOnWriteArrayList<>();

    /// @param interval between samples, above zero
    public LocalRunner(Clock clock, Duration interval, RunObserver observer) {
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("the interval must be above zero: " + interval);
        }
        this.clock = clock;
        this.interval = interval;
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
        var caller = Caller.current();
        shielded(observer::starting);
        var signals =
                Signals.catchAll(
                        caller,
                        pid -> shielded(() -> observer.helper(pid)),
                        problem -> problems.add(problem.toString()));
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
        var ended = new CountDownLatch(1);
        var sampler =
                Thread.ofPlatform()
                        .daemon()
                        .name("sampler")
                        .unstarted(() -> sample(child.pid(), ended));
        sampler.start();
        var exitCode = child.await();
        var wall = Duration.ofNanos(System.nanoTime() - begin);
        ended.countDown();
        sampler.join();
        signals.release();
        var result = new ChildResult(child.pid(), exitCode, started, wall, List.copyOf(problems));
        shielded(() -> observer.ended(result));
        return result;
    }

    private void sample(long pid, CountDownLatch ended) {
        shielded(() -> observer.started(pid));
        try {
            while (!ended.await(interval.toNanos(), TimeUnit.NANOSECONDS)) {
                shielded(observer::sample);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// A fault of ours is noted and never reaches the child.
    private void shielded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | LinkageError e) {
            problems.add(e.toString());
        }
    }
}
