package wattle.grid.forecast;

import java.time.Duration;
import java.time.Instant;
import wattle.grid.GridException;
import wattle.series.HeldSeries;
import wattle.series.Timeline;

/// One question to a model: which intervals are wanted, and what is known.
///
/// @param known the series, of which only the first `ended` intervals may be looked at
/// @param ended how many intervals had ended when the forecast is issued; at least one
/// @param issued the instant of issue, in nanoseconds
/// @param first the start of the first wanted interval: the one that contains the instant of issue
///   on the grid of the last known interval
/// @param step the length of each wanted interval, which is that of the last known one
/// @param count how many intervals are wanted
record Frame(Known known, int ended, long issued, long first, long step, int count) {

    /// A past that ended longer ago says nothing of tomorrow that a typical day does not say.
    private static final Duration STALE = Duration.ofDays(7);

    private static final int MOST_INTERVALS = 10_000_000;

    /// @throws GridException if nothing is known yet, or nothing of the last week
    static Frame of(Known known, Instant issuedAt, Duration horizon) throws GridException {
        if (!horizon.isPositive()) {
            throw new IllegalArgumentException("a horizon is longer than zero: " + horizon);
        }
        long issued = Known.nanos(issuedAt);
        int ended = known.endedBy(issued);
        if (ended == 0) {
            throw new GridException(
                    GridException.Reason.NOT_COVERED,
                    "no value is known by "
                            + issuedAt
                            + ": the first interval ends at "
                            + Known.instant(known.end(0)));
        }
        long last = known.end(ended - 1);
        if (issued - last > STALE.toNanos()) {
            throw new GridException(
                    GridException.Reason.NOT_COVERED,
                    "the past ends at "
                            + Known.instant(last)
                            + ", more than "
                            + STALE.toDays()
                            + " days before "
                            + issuedAt);
        }
        return of(known, ended, issued, horizon.toNanos());
    }

    static Frame of(Known known, int ended, long issued, long horizon) {
        long last = known.end(ended - 1);
        long step = last - known.start(ended - 1);
        long first = last + (issued - last) / step * step;
        long count = Math.ceilDiv(Math.addExact(issued - first, horizon), step);
        if (count > MOST_INTERVALS) {
            throw new IllegalArgumentException(
                    "a forecast has at most " + MOST_INTERVALS + " intervals, not " + count);
        }
        return new Frame(known, ended, issued, first, step, (int) count);
    }

    /// When the last known interval ended, in nanoseconds: what models count the horizon from.
    long lastEnd() {
        return known.end(ended - 1);
    }

    long start(int index) {
        return first + index * step;
    }

    /// The hours from the end of what is known to the end of the wanted interval, rounded up.
    int lead(int index) {
        return (int) Math.ceilDiv(start(index) + step - lastEnd(), Known.HOUR);
    }

    HeldSeries series(double[] values) {
        return new HeldSeries(
                Timeline.regular(Known.instant(first), Duration.ofNanos(step), count), values);
    }
}
