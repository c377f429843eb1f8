package wattle.meter.nvml;

import java.util.OptionalDouble;
import java.util.function.LongPredicate;
import wattle.meter.MeterException;
import wattle.meter.Part;
import wattle.meter.PowerMeter;
import wattle.meter.SharedMeter;
import wattle.unit.Power;

/// A GPU's power as the driver gives it, or a number of the driver that power follows from.
final class NvmlPower implements PowerMeter, SharedMeter {

    private final Part part;
    private final Power limit;
    private final PowerGauge gauge;
    private final double microwatts;
    private final Handle handle;
    private final SharedMeter use;
    private final Closing closing;

    /// @param microwatts of one of the gauge's units
    NvmlPower(
            Part part,
            Power limit,
            PowerGauge gauge,
            double microwatts,
            Handle handle,
            SharedMeter use,
            Closing closing) {
        this.part = part;
        this.limit = limit;
        this.gauge = gauge;
        this.microwatts = microwatts;
        this.handle = handle;
        this.use = use;
        this.closing = closing;
    }

    /// @param window in seconds
    record PowerGauge(Gauge gauge, double window, String source) {}

    @Override
    public Part part() {
        return part;
    }

    @Override
    public double window() {
        return gauge.window();
    }

    @Override
    public Power limit() {
        return limit;
    }

    @Override
    public long readMicrowatts() throws MeterException {
        closing.check();
        int code = gauge.gauge().ask(handle);
        if (code != ReturnCode.OK) {
            throw ReturnCode.lost("the power of " + part.name(), code);
        }
        long value = gauge.gauge().value();
        if (value < 0) {
            throw MeterException.unreadable("the power of " + part.name(), "it is no power");
        }
        return Math.round(value * microwatts);
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
