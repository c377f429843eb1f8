package wattle.footprint;

import java.math.BigDecimal;
import java.time.Duration;
import wattle.unit.Seconds;

/// Durations as the formulas need them.
final class Times {

    private Times() {}

    static double hours(Duration duration) {
        return Seconds.of(duration) / 3600;
    }

    static Duration times(Duration duration, double factor) {
        return factor == 1 ? duration : Seconds.duration(Seconds.of(duration) * factor);
    }

    /// A number without an exponent or a trailing zero.
    static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
