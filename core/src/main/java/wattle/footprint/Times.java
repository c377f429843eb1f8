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

    /// A fraction in percent, cut rather than rounded, so that anything below all reads as less
    /// than 100 %.
    static String percent(double fraction) {
        return plain(Math.floor(fraction * 1000) / 10) + " %";
    }
}
