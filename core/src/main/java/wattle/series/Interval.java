package wattle.series;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A half-open interval of time `[start, end)` in UTC, with `start` before `end`.
public record Interval(Instant start, Instant end) {

    public Interval {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException(
                    "an interval starts before it ends: [" + start + ", " + end + ")");
        }
    }

    public static Interval of(Instant start, Duration duration) {
        return new Interval(start, start.plus(duration));
    }

    public Duration duration() {
        return Duration.between(start, end);
    }

    /// Whether `instant` lies within; the end does not.
    public boolean contains(Instant instant) {
        return !instant.isBefore(start) && instant.isBefore(end);
    }

    /// The part that both intervals share; empty where they only touch.
    public Optional<Interval> intersection(Interval other) {
        Instant from = start.isAfter(other.start) ? start : other.start;
        Instant to = end.isBefore(other.end) ? end : other.end;
        return from.isBefore(to) ? Optional.of(new Interval(from, to)) : Optional.empty();
    }

    @Override
    public String toString() {
        return start + "/" + end;
    }
}
