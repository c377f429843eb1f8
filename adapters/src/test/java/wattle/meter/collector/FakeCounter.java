package wattle.meter.collector;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import wattle.meter.CounterMeter;
import wattle.meter.CounterScale;
import wattle.meter.Domain;
import wattle.meter.MeterException;
import wattle.meter.Part;
import wattle.unit.Energy;
import wattle.unit.Power;

/// A processor that draws one watt: its microjoules are the microseconds of the monotonic clock, in
/// every process.
final class FakeCounter implements CounterMeter {

    final AtomicInteger reads = new AtomicInteger();

    private final Part part;

    /// What the next readings do first.
    volatile Before before = () -> {};

    volatile boolean closed;

    interface Before {
        void read() throws MeterException;
    }

    FakeCounter(String name) {
        part = Part.sensed(name, "rapl:" + name, Domain.PACKAGE, "Some CPU", "rapl powercap");
    }

    @Override
    public Part part() {
        return part;
    }

    @Override
    public CounterScale scale() {
        return new CounterScale(
                new Energy(1e-6), OptionalLong.of(262_143_328_850L), new Power(1000));
    }

    @Override
    public long read() throws MeterException {
        before.read();
        if (closed) {
            throw MeterException.gone(part.name());
        }
        reads.incrementAndGet();
        return System.nanoTime() / 1000 % 262_143_328_850L;
    }

    @Override
    public void close() {
        closed = true;
    }
}
