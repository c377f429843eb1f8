package wattle.meter.nvml;

import java.util.concurrent.atomic.AtomicBoolean;
import wattle.meter.MeterException;

/// A meter's hold on the library, given back once. Thread-safe.
final class Closing {

    private final Session session;
    private final String name;
    private final AtomicBoolean closed = new AtomicBoolean();

    Closing(Session session, String name) {
        session.hold();
        this.session = session;
        this.name = name;
    }

    void check() throws MeterException {
        if (closed.get()) {
            throw MeterException.gone(name + " (its meter was closed)");
        }
    }

    void close() {
        if (closed.compareAndSet(false, true)) {
            session.release();
        }
    }
}
