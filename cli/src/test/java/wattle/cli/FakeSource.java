package wattle.cli;

import java.util.List;
import java.util.OptionalLong;
import wattle.meter.CounterMeter;
import wattle.meter.CounterScale;
import wattle.meter.Domain;
import wattle.meter.Found;
import wattle.meter.MeterException;
import wattle.meter.MeterProblem;
import wattle.meter.MeterSource;
import wattle.meter.Part;
import wattle.meter.PowerMeter;
import wattle.unit.Energy;
import wattle.unit.Power;

/// A source that finds what it is told.
record FakeSource(String name, Finding finding) implements MeterSource {

    interface Finding {
        Found find();
    }

    static FakeSource of(String name, MeterProblem problem) {
        return new FakeSource(name, () -> Found.nothing(problem));
    }

    /// A processor that has drawn 1234.5 J and memory that fails, as RAPL would give them.
    static FakeSource processor() {
        return new FakeSource(
                "rapl",
                () ->
                        new Found(
                                List.of(
                                        new Counter("cpu-package-0", Domain.PACKAGE, 1_234_500_000),
                                        new Counter("dram-0", Domain.DRAM, -1)),
                                List.of()));
    }

    /// A node that draws 250 W.
    static FakeSource node() {
        return new FakeSource("dcmi", () -> new Found(List.of(new Watts()), List.of()));
    }

    /// A driver that does not answer.
    static FakeSource hanging() {
        return new FakeSource(
                "nvml",
                () -> {
                    try {
                        Thread.sleep(60_000);
                    } catch (InterruptedException asked) {
                        Thread.currentThread().interrupt();
                    }
                    return Found.nothing(new MeterProblem.NotPresent("nvml"));
                });
    }

    @Override
    public boolean likely() {
        return true;
    }

    @Override
    public Found find() {
        return finding.find();
    }

    /// @param microjoules below 0 for one that cannot be read
    private record Counter(String name, Domain domain, long microjoules) implements CounterMeter {

        @Override
        public Part part() {
            return Part.sensed(name, "rapl:" + name, domain, "Some CPU", "rapl powercap");
        }

        @Override
        public CounterScale scale() {
            return new CounterScale(new Energy(1e-6), OptionalLong.empty(), new Power(1000));
        }

        @Override
        public long read() throws MeterException {
            if (microjoules < 0) {
                throw MeterException.unreadable(name, "no such device");
            }
            return microjoules;
        }

        @Override
        public void close() {}
    }

    private record Watts() implements PowerMeter {

        @Override
        public Part part() {
            return Part.sensed("node", "dcmi:node", Domain.NODE, "Bad\u001bboard", "dcmi");
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
}
