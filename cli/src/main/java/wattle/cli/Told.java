package wattle.cli;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import wattle.report.Readout;

/// Somebody who is told how a run goes, on a thread of their own that begins with the first
/// readout. Who is slow gets the latest one and misses those between.
final class Told {

    private final String name;
    private final Consumer<Readout> consumer;
    private final Consumer<String> say;
    private final AtomicReference<@Nullable Readout> untold = new AtomicReference<>();
    private @Nullable Thread thread;

    /// @param say told once of a fault, after which nothing more is told to the one who had it
    Told(String name, Consumer<Readout> consumer, Consumer<String> say) {
        this.name = name;
        this.consumer = consumer;
        this.say = say;
    }

    /// For the sampler's thread; does not wait.
    void offer(Readout readout) {
        untold.set(readout);
        if (thread == null) {
            thread = Thread.ofPlatform().daemon().name("tell-" + name).start(this::tell);
        }
        LockSupport.unpark(thread);
    }

    private void tell() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Readout readout = untold.getAndSet(null);
                if (readout == null) {
                    LockSupport.park(this);
                } else {
                    consumer.accept(readout);
                }
            }
        } catch (RuntimeException | LinkageError fault) {
            say.accept("problem: " + name + ": a fault of ours: " + fault);
        }
    }
}
