package wattle.meter.collector;

import org.jspecify.annotations.Nullable;
import wattle.meter.MeterProblem;

/// One reading of one part: a value, or why there is none.
///
/// @param at when it was read, by `System.nanoTime()`; [#NEVER] where it was not
/// @param value in ticks or microwatts; [#NONE] where there is none
/// @param problem why there is no value; null where there is one, or nothing is known
record Sample(long at, long value, @Nullable MeterProblem problem) {

    static final long NEVER = Long.MIN_VALUE;
    static final long NONE = -1;

    static final Sample NOTHING = new Sample(NEVER, NONE, null);

    static Sample failed(long at, MeterProblem why) {
        return new Sample(at, NONE, why);
    }

    boolean taken() {
        return at != NEVER;
    }

    boolean hasValue() {
        return value >= 0;
    }

    /// Whether `nanos` or more have passed at `now` since it was read, or it never was.
    boolean olderThan(long nanos, long now) {
        return !taken() || now - at >= nanos;
    }
}
