package wattle.meter;

import wattle.unit.Power;

/// One part's readings in a row of samples: what the numbers mean.
public sealed interface Channel {

    Part part();

    /// More than the part can draw.
    Power limit();

    /// Readings are a counter's ticks.
    record Counter(Part part, CounterScale scale) implements Channel {
        @Override
        public Power limit() {
            return scale.limit();
        }
    }

    /// Readings are microwatts, each the mean of the last `windowSeconds`; 0 for an instant.
    record Gauge(Part part, double windowSeconds, Power limit) implements Channel {}

    static Channel of(Meter meter) {
        return switch (meter) {
            case CounterMeter counter -> new Counter(counter.part(), counter.scale());
            case PowerMeter power -> new Gauge(power.part(), power.window(), power.limit());
        };
    }
}
