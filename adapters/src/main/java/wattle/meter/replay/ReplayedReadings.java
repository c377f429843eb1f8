package wattle.meter.replay;

import java.util.List;
import java.util.function.LongSupplier;
import wattle.meter.MeterException;
import wattle.meter.Part;
import wattle.meter.Sample;

/// One channel's readings as time goes by. For one thread at a time.
final class ReplayedReadings {

    private final List<Sample> samples;
    private final int channel;
    private final LongSupplier elapsed;
    private int at = -1;
    private volatile boolean closed;

    ReplayedReadings(List<Sample> samples, int channel, LongSupplier elapsed) {
        this.samples = samples;
        this.channel = channel;
        this.elapsed = elapsed;
    }

    long now(String name) throws MeterException {
        if (closed) {
            throw MeterException.gone(name + " (it was closed)");
        }
        long time = elapsed.getAsLong();
        while (at + 1 < samples.size() && samples.get(at + 1).elapsedNanos() <= time) {
            at++;
        }
        if (at == samples.size() - 1 && time > samples.getLast().elapsedNanos() + second()) {
            throw MeterException.gone("the rest of the record of " + name);
        }
        // The first sample is the one at the start, however late it was taken then.
        Sample sample = samples.isEmpty() ? null : samples.get(Math.max(0, at));
        long reading =
                sample == null || channel >= sample.size()
                        ? Sample.MISSING
                        : sample.reading(channel);
        if (reading == Sample.MISSING) {
            throw MeterException.unreadable(name, "it was not read at this moment of the record");
        }
        return reading;
    }

    void close() {
        closed = true;
    }

    /// What a replay may lag behind its record.
    private static long second() {
        return 1_000_000_000L;
    }

    static Part played(Part part) {
        return new Part(
                part.name(),
                "replay:" + part.id(),
                part.domain(),
                part.model(),
                "replay of " + part.source(),
                true,
                part.accuracy());
    }
}
