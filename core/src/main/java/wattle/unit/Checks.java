package wattle.unit;

import java.time.Duration;

/// The invariants that several quantities share; the message names value, unit and rule.
final class Checks {

    private Checks() {}

    static void finite(double value, String what, String unit) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(what + " must be finite, in " + unit + ": " + value);
        }
    }

    static void finiteAndNotNegative(double value, String what, String unit) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    what + " must be finite and not negative, in " + unit + ": " + value);
        }
    }

    static double seconds(Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("duration must be longer than zero: " + duration);
        }
        return Seconds.of(duration);
    }
}
