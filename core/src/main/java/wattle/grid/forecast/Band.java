package wattle.grid.forecast;

import java.time.Duration;
import java.util.List;

/// A part of the horizon: the intervals that end more than `after` and at most `upTo` after the
/// forecast was issued.
///
/// @param after zero or more
/// @param upTo more than `after`
public record Band(Duration after, Duration upTo) {

    private static final Duration DAY = Duration.ofDays(1);

    public Band {
        if (after.isNegative() || after.compareTo(upTo) >= 0) {
            throw new IllegalArgumentException(
                    "a band of the horizon begins before it ends: " + after + " and " + upTo);
        }
    }

    /// The bands of three days: from the next hour to the third day, and all of it.
    public static List<Band> ofThreeDays() {
        return List.of(
                hours(0, 1),
                hours(1, 6),
                hours(6, 12),
                hours(12, 24),
                hours(0, 24),
                hours(24, 48),
                hours(48, 72),
                hours(0, 72));
    }

    public static Band hours(int after, int upTo) {
        return new Band(Duration.ofHours(after), Duration.ofHours(upTo));
    }

    boolean contains(long leadNanos) {
        return leadNanos > after.toNanos() && leadNanos <= upTo.toNanos();
    }

    /// How many whole days it is long, if it is: a ranking needs a day.
    int days() {
        Duration length = upTo.minus(after);
        return length.toDays() > 0 && DAY.multipliedBy(length.toDays()).equals(length)
                ? (int) length.toDays()
                : 0;
    }

    /// Such as `0-24 h`, or `5-10 min` where it has parts of an hour.
    public String label() {
        return after.toMinutesPart() == 0 && upTo.toMinutesPart() == 0
                ? after.toHours() + "-" + upTo.toHours() + " h"
                : after.toMinutes() + "-" + upTo.toMinutes() + " min";
    }
}
