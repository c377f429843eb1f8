package wattle.meter.collector;

import wattle.meter.Accuracy;
import wattle.meter.Domain;
import wattle.meter.Part;
import wattle.meter.PowerMeter;
import wattle.unit.Power;

/// A node that draws 250 W.
record FakePower(String name) implements PowerMeter {

    @Override
    public Part part() {
        return Part.sensed(name, "dcmi:" + name, Domain.NODE, "", "dcmi")
                .within(Accuracy.percent(5, "the board's data sheet"));
    }

    @Override
    public double every() {
        return 0.5;
    }

    @Override
    public double window() {
        return 1;
    }

    @Override
    public Power limit() {
        return new Power(2000);
    }

    @Override
    public long readMicrowatts() {
        return 250_000_000;
    }

    @Override
    public void close() {}
}
