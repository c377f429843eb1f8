package wattle.meter.jetson;

import org.jspecify.annotations.Nullable;
import wattle.meter.MeterException;
import wattle.meter.Part;
import wattle.meter.PowerMeter;
import wattle.meter.sysfs.NumberFile;
import wattle.unit.Power;

/// A rail as the INA chips show it: power in milliwatts, or voltage in millivolts and current in
/// milliamperes, read one after the other.
///
/// An idle rail's current may read a little below zero, which is noise around zero and counts as
/// none.
///
/// @param current null where the first file holds power
record RailMeter(Part part, NumberFile voltageOrPower, @Nullable NumberFile current)
        implements PowerMeter {

    private static final long MICROWATTS_PER_MILLIWATT = 1000;

    /// Twice what the largest module, Thor, may draw at its input.
    private static final Power LIMIT = new Power(350);

    @Override
    public long readMicrowatts() throws MeterException {
        long first = voltageOrPower.read();
        return current == null
                ? first * MICROWATTS_PER_MILLIWATT
                : first * Math.max(0, current.readSigned());
    }

    /// The chips convert several times within 100 ms and show the last value.
    @Override
    public double window() {
        return 0;
    }

    @Override
    public Power limit() {
        return LIMIT;
    }

    @Override
    public void close() {
        voltageOrPower.close();
        if (current != null) {
            current.close();
        }
    }
}
