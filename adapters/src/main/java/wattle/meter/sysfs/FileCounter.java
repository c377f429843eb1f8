package wattle.meter.sysfs;

import wattle.meter.CounterMeter;
import wattle.meter.CounterScale;
import wattle.meter.MeterException;
import wattle.meter.Part;

/// A counter of energy that is one file.
public record FileCounter(Part part, CounterScale scale, NumberFile file) implements CounterMeter {

    @Override
    public long read() throws MeterException {
        return file.read();
    }

    /// The same sensor under another name.
    public FileCounter as(Part other) {
        return new FileCounter(other, scale, file);
    }

    @Override
    public void close() {
        file.close();
    }
}
