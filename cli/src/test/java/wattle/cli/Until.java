package wattle.cli;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// Waits for a condition rather than for a time.
final class Until {

    private static final long DEADLINE_SECONDS = 60;

    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private Until() {}

    /// @param what in words, for the failure
    static void holds(String what, Condition condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not in " + DEADLINE_SECONDS + " s: " + what);
            }
            Thread.sleep(10);
        }
    }
}
