package wattle.cli;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import wattle.report.Readout;
import wattle.report.otlp.OtlpPush;
import wattle.report.otlp.OtlpResource;
import wattle.report.otlp.OtlpTarget;

/// Readouts of a run on their way to an OpenTelemetry collector: one in ten seconds, and the last.
/// Threads take turns, so a send waits for the one before it, however long that takes.
final class OtlpStream implements AutoCloseable {

    private static final long EVERY_NANOS = 10_000_000_000L;

    private final OtlpTarget target;
    private final OtlpResource resource;
    private final Consumer<String> problems;
    private final Object turn = new Object();
    private long next = Long.MIN_VALUE;

    /// Made by the first send: a client is expensive.
    private volatile @Nullable OtlpPush push;

    private volatile boolean closed;

    /// @param problems told what went wrong, in a sentence without secrets
    OtlpStream(OtlpTarget target, OtlpResource resource, Consumer<String> problems) {
        this.target = target;
        this.resource = resource;
        this.problems = problems;
    }

    /// Sends a readout of a run that goes on, if it is time for one.
    void offer(Readout readout) {
        synchronized (turn) {
            long now = System.nanoTime();
            if (next == Long.MIN_VALUE || now - next >= 0) {
                next = now + EVERY_NANOS;
                send(readout);
            }
        }
    }

    void send(Readout readout) {
        synchronized (turn) {
            if (closed) {
                return;
            }
            OtlpPush open = push;
            if (open == null) {
                open = new OtlpPush(target, resource);
                push = open;
            }
            open.push(readout).ifPresent(problems);
        }
    }

    /// Without a turn: what is under way is dropped.
    @Override
    public void close() {
        closed = true;
        OtlpPush open = push;
        if (open != null) {
            open.close();
        }
    }
}
