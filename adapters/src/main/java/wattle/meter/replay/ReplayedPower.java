package wattle.meter.replay;

import wattle.meter.Channel;
import wattle.meter.MeterException;
import wattle.meter.Part;
import wattle.meter.PowerMeter;
import wattle.unit.Power;

/// A gauge of a record.
record ReplayedPower(Channel.Gauge channel, ReplayedReadings readings) implements PowerMeter {

    @Override
    public Part part() {
        return ReplayedReadings.played(channel.part());
    }

    @Override
    public double window() {
        return channel.windowSeconds();
    }

    @Override
    public Power limit() {
        return channel.limit();
    }

    @Override
    public long readMicrowatts() throws MeterException {
        return readings.now(channel.part().name());
    }

    @Override
    public void close() {
        readings.close();
    }
}
