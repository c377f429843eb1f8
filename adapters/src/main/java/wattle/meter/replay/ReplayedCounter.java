package wattle.meter.replay;

import wattle.meter.Channel;
import wattle.meter.CounterMeter;
import wattle.meter.CounterScale;
import wattle.meter.MeterException;
import wattle.meter.Part;

/// A counter of a record.
record ReplayedCounter(Channel.Counter channel, ReplayedReadings readings) implements CounterMeter {

    @Override
    public Part part() {
        return ReplayedReadings.played(channel.part());
    }

    @Override
    public CounterScale scale() {
        return channel.scale();
    }

    @Override
    public long read() throws MeterException {
        return readings.now(channel.part().name());
    }

    @Override
    public void close() {
        readings.close();
    }
}
