package wattle.meter.collector;

import wattle.meter.CounterMeter;
import wattle.meter.CounterScale;
import wattle.meter.MeterException;
import wattle.meter.Part;

/// A counter that a collector reads.
record CollectedCounter(CollectedPart of, CounterScale scale) implements CounterMeter {

    @Override
    public Part part() {
        return of.part();
    }

    @Override
    public double every() {
        return of.offer().every();
    }

    @Override
    public long read() throws MeterException {
        return of.value();
    }

    @Override
    public void close() {
        of.close();
    }
}
