package wattle.hub.web;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Lets some do their work at the same time, for a bounded time each, and turns the others away.
/// Whoever runs over his time is interrupted and keeps his place until he has really ended, so that
/// no more than those ever work. Threads share it.
public final class Turns {

    private static final String LATER = "5";

    private final Semaphore places;
    private final Duration turn;
    private final Duration work;

    /// @param places how many may work at the same time
    /// @param turn how long one waits for a place
    /// @param work how long the work may take
    public Turns(int places, Duration turn, Duration work) {
        this.places = new Semaphore(places, true);
        this.turn = turn;
        this.work = work;
    }

    /// @throws ProblemException 503 if there is no place, or the time is up
    public <T> T take(Callable<T> calculation) throws InterruptedException {
        acquire(1);
        var answer = new CompletableFuture<T>();
        Thread worker =
                Thread.ofPlatform()
                        .daemon()
                        .name("wattle-calculation")
                        .unstarted(() -> {
                            try {
                                answer.complete(calculation.call());
                            } catch (Throwable failed) {
                                answer.completeExceptionally(failed);
                            } finally {
                                places.release();
                            }
                        });
        try {
            worker.start();
        } catch (Throwable noThread) {
            places.release();
            throw noThread;
        }
        try {
            return answer.get(work.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            worker.interrupt();
            throw later("it took longer than " + work.toSeconds() + " s: ask for less at once");
        } catch (ExecutionException | CancellationException failed) {
            throw failure(failed);
        }
    }

    /// As [#take], on this thread and without an end to its time.
    ///
    /// @param taken places that it takes, more where it is more work
    public <T> T hold(int taken, Supplier<T> work) throws InterruptedException {
        acquire(taken);
        try {
            return work.get();
        } finally {
            places.release(taken);
        }
    }

    private void acquire(int taken) throws InterruptedException {
        if (!places.tryAcquire(taken, turn.toMillis(), TimeUnit.MILLISECONDS)) {
            throw later("too many such requests are being worked on");
        }
    }

    private static RuntimeException failure(Exception failed) {
        Throwable cause = failed.getCause();
        return switch (cause) {
            case ProblemException refusal -> refusal;
            case OutOfMemoryError tooMuch -> later("it takes more memory than there is");
            case RuntimeException fault -> fault;
            case null, default -> new IllegalStateException("the calculation failed", failed);
        };
    }

    private static ProblemException later(String why) {
        return new ProblemException(Problem.of(503, why), Map.of("Retry-After", LATER));
    }
}
