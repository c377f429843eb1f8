package wattle.series;

import java.time.Duration;
import java.time.Instant;

/// Instants as nanoseconds since 1970-01-01T00:00:00Z: one `long`, from the year 1677 to 2262.
///
/// Series store and compare instants in this form; splitting intervals is exact in it.
public final class Nanos {

    public static final long PER_SECOND = 1_000_000_000L;

    private Nanos() {}

    public static long of(Instant instant) {
        try {
            return Math.addExact(
                    Math.multiplyExact(instant.getEpochSecond(), PER_SECOND), instant.getNano());
        } catch (ArithmeticException outOfRange) {
            throw new IllegalArgumentException(
                    "an instant must lie between the years 1678 and 2261: " + instant, outOfRange);
        }
    }

    public static long of(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException tooLong) {
            throw new IllegalArgumentException(
                    "a duration must be shorter than 292 years: " + duration, tooLong);
        }
    }

    public static Instant instant(long nanos) {
        return Instant.ofEpochSecond(
                Math.floorDiv(nanos, PER_SECOND), Math.floorMod(nanos, PER_SECOND));
    }
}
