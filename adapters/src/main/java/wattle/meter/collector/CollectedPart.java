package wattle.meter.collector;

import wattle.meter.MeterException;
import wattle.meter.Part;

/// One part of a collector as this process sees it, until it is closed.
final class CollectedPart {

    private final CollectedReadings readings;
    private final int index;
    private final Offer offer;
    private final Part part;
    private volatile boolean closed;

    CollectedPart(CollectedReadings readings, int index) {
        this.readings = readings;
        this.index = index;
        offer = readings.offers().get(index);
        Part there = offer.part();
        part =
                new Part(
                        there.name(),
                        there.id(),
                        there.domain(),
                        there.model(),
                        "collector: " + there.source(),
                        there.modelled(),
                        there.accuracy());
    }

    Part part() {
        return part;
    }

    Offer offer() {
        return offer;
    }

    long value() throws MeterException {
        if (closed) {
            throw MeterException.gone(part.name());
        }
        return readings.value(index);
    }

    void close() {
        if (!closed) {
            closed = true;
            readings.release();
        }
    }
}
