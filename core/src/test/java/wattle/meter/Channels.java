package wattle.meter;

import java.util.OptionalLong;
import wattle.unit.Energy;
import wattle.unit.Power;

/// Channels for tests: counters of microjoules that never wrap, and gauges.
final class Channels {

    static final Power LIMIT = new Power(10_000);

    private Channels() {}

    static Channel counter(String name, Domain domain) {
        return counter(
                name, domain, new CounterScale(new Energy(1e-6), OptionalLong.empty(), LIMIT));
    }

    static Channel counter(String name, Domain domain, CounterScale scale) {
        return new Channel.Counter(part(name, domain), scale);
    }

    static Channel gauge(String name, double windowSeconds) {
        return new Channel.Gauge(part(name, Domain.PACKAGE), windowSeconds, LIMIT);
    }

    static Part part(String name, Domain domain) {
        return Part.sensed(name, "id:" + name, domain, "model of " + name, "test " + name);
    }
}
