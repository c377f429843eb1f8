package wattle.cli;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import wattle.meter.Sample;
import wattle.meter.journal.RecordListener;
import wattle.meter.journal.Recording;
import wattle.report.Readout;

/// Adds a run up while it goes on, for a line on the terminal, a budget, a scrape. The sums are
/// made on the sampler's thread, at most once a second and for at most a thousandth of its time,
/// but each ten seconds however long they take; what is done with them, on a thread for each who is
/// told, who may hang without harm to the others.
final class Watch implements RecordListener, Supplier<Readout> {

    private static final long AT_MOST_EVERY_NANOS = 990_000_000L;
    private static final long AT_LEAST_EVERY_NANOS = 10_000_000_000L;
    private static final long SPARED = 1000;

    /// The first ones load what all of them need, and say nothing of how long the next will take.
    private static final int FIRST = 3;

    private final RunAccount account;
    private final Supplier<Recording> recording;
    private final LongSupplier missed;
    private final Map<String, String> labels;
    private final Consumer<String> say;
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Readout> latest = new AtomicReference<>();

    private int readouts;
    private long next = Long.MIN_VALUE;

    /// @param say told of faults of those who are told
    Watch(
            RunAccount account,
            Supplier<Recording> recording,
            LongSupplier missed,
            Map<String, String> labels,
            Consumer<String> say) {
        this.account = account;
        this.recording = recording;
        this.missed = missed;
        this.labels = labels;
        this.say = say;
    }

    /// One more who is told of each readout from now on. For any thread.
    void add(String name, Consumer<Readout> consumer) {
        told.add(new Told(name, consumer, say));
    }

    @Override
    public void sample(Sample sample) {
        long now = System.nanoTime();
        if ((next != Long.MIN_VALUE && now - next < 0) || !account.isKnown()) {
            return;
        }
        var tally = recording.get().tally();
        if (tally.elapsed().isZero()) {
            return;
        }
        Instant at = tally.start().plus(tally.elapsed()).plus(tally.asleep());
        next = now + AT_MOST_EVERY_NANOS;
        try {
            Readout readout = account.readout(tally, at, missed.getAsLong(), labels);
            latest.set(readout);
            told.forEach(each -> each.offer(readout));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return;
        }
        long took = System.nanoTime() - now;
        if (++readouts > FIRST) {
            next = now + Math.clamp(SPARED * took, AT_MOST_EVERY_NANOS, AT_LEAST_EVERY_NANOS);
        }
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
}
