package wattle.footprint;

import java.math.BigDecimal;
import java.time.Duration;

/// Durations as the formulas need them.
final class Times {

    private Times() {}

    static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9;
    }

    static double hours(Duration duration) {
        return seconds(duration) / 3600;
    }

    /// Rounded to a nanosecond; unlike `Duration.toNanos` it reaches beyond 292 years, as device
    /// hours do.
    static Duration times(Duration duration, double factor) {
        return factor == 1 ? duration : ofSeconds(seconds(duration) * factor);
    }

    private static Duration ofSeconds(double seconds) {
        long whole = (long) Math.floor(seconds);
        return Duration.ofSeconds(whole, Math.round((seconds - whole) * 1e9));
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
