package wattle.cli;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import wattle.meter.Sample;
import wattle.meter.journal.RecordListener;
import wattle.meter.journal.Recording;
import wattle.report.Readout;

/// Adds a run up while it goes on, for a line on the terminal, a budget, a scrape. The sums are
/// made on the sampler's thread, at most once a second and for at most a thousandth of its time;
/// what is done with them, on a thread of its own, which may hang without harm.
final class Watch implements RecordListener, Supplier<Readout> {

    private static final long AT_MOST_EVERY_NANOS = 990_000_000L;
    private static final long SPARED = 1000;

    private final RunAccount account;
    private final Supplier<Recording> recording;
    private final LongSupplier missed;
    private final Map<String, String> labels;
    private final List<? extends Consumer<Readout>> consumers;
    private final AtomicReference<@Nullable Readout> latest = new AtomicReference<>();
    private final AtomicReference<@Nullable Readout> untold = new AtomicReference<>();

    private @Nullable Thread thread;
    private long next = Long.MIN_VALUE;

    Watch(
            RunAccount account,
            Supplier<Recording> recording,
            LongSupplier missed,
            Map<String, String> labels,
            List<? extends Consumer<Readout>> consumers) {
        this.account = account;
        this.recording = recording;
        this.missed = missed;
        this.labels = labels;
        this.consumers = consumers;
    }

    @Override
    public void sample(Sample sample) {
        long now = System.nanoTime();
        if (next != Long.MIN_VALUE && now < next) {
            return;
        }
        var tally = recording.get().tally();
        if (tally.elapsed().isZero()) {
            return;
        }
        Instant at = tally.start().plus(tally.elapsed()).plus(tally.asleep());
        try {
            Readout readout = account.readout(tally, at, missed.getAsLong(), labels);
            latest.set(readout);
            untold.set(readout);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return;
        }
        long took = System.nanoTime() - now;
        next = now + Math.max(AT_MOST_EVERY_NANOS, SPARED * took);
        if (thread == null) {
            thread = Thread.ofPlatform().daemon().name("watch").start(this::tell);
        }
        LockSupport.unpark(thread);
    }

    /// The latest readout; one of nothing before there is any.
    @Override
    public Readout get() {
        Readout readout = latest.get();
        return readout != null
                ? readout
                : new Readout(
                        Instant.now(),
                        List.of(),
                        java.util.OptionalDouble.empty(),
                        java.util.OptionalDouble.empty(),
                        1,
                        0,
                        0,
                        labels);
    }

    private void tell() {
        while (!Thread.currentThread().isInterrupted()) {
            Readout readout = untold.getAndSet(null);
            if (readout == null) {
                LockSupport.park(this);
                continue;
            }
            for (Consumer<Readout> each : consumers) {
                each.accept(readout);
            }
        }
    }
}
