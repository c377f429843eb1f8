package wattle.cli;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import wattle.ledger.LedgerException;
import wattle.ledger.sql.EnergySamples;

/// Drops the samples of live runs that are no longer to be kept, once an hour, on a thread of its
/// own.
final class KeptSamples implements AutoCloseable {

    private static final Duration EVERY = Duration.ofHours(1);

    private final Thread thread;

    /// @param say told when it cannot be done
    KeptSamples(EnergySamples samples, Clock clock, Consumer<String> say) {
        thread =
                Thread.ofVirtual()
                        .name("kept-samples")
                        .start(() -> {
                            try {
                                while (true) {
                                    forget(samples, clock, say);
                                    Thread.sleep(EVERY);
                                }
                            } catch (InterruptedException closed) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }

    private static void forget(EnergySamples samples, Clock clock, Consumer<String> say) {
        try {
            samples.forget(clock.instant());
        } catch (LedgerException failed) {
            say.accept("old samples stay for now: " + failed.getMessage());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
