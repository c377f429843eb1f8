package wattle.meter.sysfs;

import wattle.meter.MeterException;
import wattle.meter.Part;
import wattle.meter.PowerMeter;
import wattle.unit.Power;

/// A gauge of power that is one file in microwatts.
///
/// @param window in seconds
/// @param every in seconds
public record FilePower(Part part, double window, double every, Power limit, NumberFile file)
        implements PowerMeter {

    @Override
    public long readMicrowatts() throws MeterException {
        return file.read();
    }

    @Override
    public void close() {
        file.close();
    }
}
