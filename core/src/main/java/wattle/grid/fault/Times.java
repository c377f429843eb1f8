package wattle.grid.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import wattle.series.Interval;

/// Times in nanoseconds since 1970-01-01T00:00:00Z, as [wattle.grid.RawIntensity] keeps them.
final class Times {

    static final long SECOND = 1_000_000_000L;
    static final long HOUR = 3600 * SECOND;
    static final long DAY = 24 * HOUR;

    private Times() {}

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    }

    /// From `start` to `end`, or to a nanosecond later where they are the same.
    static Interval interval(long start, long end) {
        return new Interval(instant(start), instant(Math.max(end, start + 1)));
    }

    /// Such as `30m` or `1h30m`.
    static String words(long nanos) {
        return Duration.ofNanos(nanos).toString().substring(2).toLowerCase(Locale.ROOT);
    }

    /// A value in g/kWh, with one decimal.
    static String grams(double value) {
        return Math.round(value * 10) / 10.0 + " g/kWh";
    }

    static String ratio(double value) {
        return String.valueOf(Math.round(value * 100) / 100.0);
    }

    static String percent(double share) {
        return Math.round(share * 1000) / 10.0 + " %";
    }
}
