package wattle.run.driver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Has a [Driver] look again and again until its run is over. Between two looks it sleeps, for half
/// a minute at most: a machine that slept, or whose clock was set, is noticed by then. To be run on
/// one thread; any other may [#wake] it.
public final class DriverLoop implements Runnable {

    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(30);
    private static final Duration SHORTEST_SLEEP = Duration.ofMillis(20);

    private final Driver driver;
    private final Clock clock;
    private final Consumer<Driver> seen;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean stopped;

    /// @param seen told after each look
    public DriverLoop(Driver driver, Clock clock, Consumer<Driver> seen) {
        this.driver = driver;
        this.clock = clock;
        this.seen = seen;
    }

    /// Something has changed: look now.
    public void wake() {
        wake.release();
    }

    /// Returns from [#run] soon; the run is left as it is.
    public void stop() {
        stopped = true;
        wake.release();
    }

    @Override
    public void run() {
        while (!driver.isOver() && !stopped) {
            Instant until = driver.step();
            seen.accept(driver);
            if (driver.isOver() || stopped) {
                return;
            }
            Duration left = Duration.between(clock.instant(), until);
            long millis =
                    Math.clamp(
                            left.toMillis() + 1,
                            SHORTEST_SLEEP.toMillis(),
                            LONGEST_SLEEP.toMillis());
            try {
                if (wake.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
                    wake.drainPermits();
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
