package wattle.unit;

import java.time.Duration;

/// Durations as a number of seconds and back. Exact to a nanosecond up to some hundred days, and
/// within a `double`'s precision beyond; unlike [Duration#toNanos] it reaches further than 292
/// years, as device hours do.
public final class Seconds {

    private static final double NANOS = 1e9;

    private Seconds() {}

    @SuppressWarnings("JavaDurationGetSecondsGetNano") // the two parts are added, not confused
    public static double of(Duration duration) {
        return duration.toSeconds() + duration.getNano() / NANOS;
    }

    /// @throws IllegalArgumentException if `seconds` is not finite
    public static Duration duration(double seconds) {
        Checks.finite(seconds, "a duration", "seconds");
        double whole = Math.floor(seconds);
        return Duration.ofSeconds((long) whole, Math.round((seconds - whole) * NANOS));
    }
}
