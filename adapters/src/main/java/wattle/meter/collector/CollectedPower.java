package wattle.meter.collector;

import wattle.meter.MeterException;
import wattle.meter.Part;
import wattle.meter.PowerMeter;
import wattle.unit.Power;

/// A power that a collector reads.
record CollectedPower(CollectedPart of) implements PowerMeter {

    @Override
    public Part part() {
        return of.part();
    }

    @Override
    public double every() {
        return of.offer().every();
    }

    @Override
    public double window() {
        return of.offer().window();
    }

    @Override
    public Power limit() {
        return of.offer().limit();
    }

    @Override
    public long readMicrowatts() throws MeterException {
        return of.value();
    }

    @Override
    public void close() {
        of.close();
    }
}
