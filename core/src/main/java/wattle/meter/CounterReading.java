package wattle.meter;

import java.time.Instant;

/// One reading of an energy counter.
///
/// @param at when it was read. Differences of instants are taken, so both readings of a pair need
///   one steady clock
/// @param raw the counter in its own ticks, not negative
public record CounterReading(Instant at, long raw) {

    public CounterReading {
        if (raw < 0) {
            throw new IllegalArgumentException("a counter is never negative, in ticks: " + raw);
        }
    }
}
