package wattle.meter.nvml;

import java.util.OptionalDouble;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import wattle.meter.CounterMeter;
import wattle.meter.CounterScale;
import wattle.meter.MeterException;
import wattle.meter.Part;
import wattle.meter.SharedMeter;

/// A GPU's own counter of energy: millijoules since the driver was loaded, brought up to date about
/// every 100 ms. A slice reads the board's counter on a smaller scale.
final class NvmlCounter implements CounterMeter, SharedMeter {

    /// A GPU always draws something, so a counter that stands still for longer counts nothing.
    private static final long STILL_NANOS = 10_000_000_000L;

    private final Part part;
    private final CounterScale scale;
    private final Gauge gauge;
    private final Handle handle;
    private final SharedMeter use;
    private final LongSupplier nanos;
    private final Closing closing;

    private long last = -1;
    private long stillSince;
    private boolean still;

    NvmlCounter(
            Part part,
            CounterScale scale,
            Gauge gauge,
            Handle handle,
            SharedMeter use,
            Closing closing,
            LongSupplier nanos) {
        this.part = part;
        this.scale = scale;
        this.gauge = gauge;
        this.handle = handle;
        this.use = use;
        this.closing = closing;
        this.nanos = nanos;
    }

    @Override
    public Part part() {
        return part;
    }

    @Override
    public CounterScale scale() {
        return scale;
    }

    /// The counter moves in steps of about 100 ms.
    @Override
    public double every() {
        return 0.1;
    }

    @Override
    public long read() throws MeterException {
        closing.check();
        int code = gauge.ask(handle);
        if (code != ReturnCode.OK) {
            throw ReturnCode.lost(what(), code);
        }
        long now = gauge.value();
        if (now == last || now < 0) {
            return doubtful(now);
        }
        last = now;
        still = false;
        return now;
    }

    private long doubtful(long now) throws MeterException {
        if (now < 0) {
            throw MeterException.unreadable(what(), "it says what no counter can have reached");
        }
        long at = nanos.getAsLong();
        if (!still) {
            still = true;
            stillSince = at;
        } else if (at - stillSince > STILL_NANOS) {
            throw MeterException.unreadable(
                    what(), "it has stood still for 10 s, and a GPU always draws something");
        }
        return now;
    }

    private String what() {
        return "the energy counter of " + part.name();
    }

    @Override
    public OptionalDouble utilization() throws MeterException {
        closing.check();
        return use.utilization();
    }

    @Override
    public OptionalDouble shareOf(LongPredicate job) throws MeterException {
        closing.check();
        return use.shareOf(job);
    }

    @Override
    public void close() {
        closing.close();
    }
}
