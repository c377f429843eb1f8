package wattle.grid;

import wattle.series.IntervalCursor;
import wattle.series.Timeline;

/// Two timelines as one: all intervals of the upper one as they are, and of the lower one the parts
/// that the upper one leaves free. Linear in the number of intervals.
final class Overlay {

    private Overlay() {}

    /// Told the parts in order of time.
    interface Parts {

        /// @param startNanos since 1970-01-01T00:00:00Z, like `endNanos`
        /// @param index of the interval in its timeline
        void add(long startNanos, long endNanos, boolean upper, int index);
    }

    static void of(Timeline upper, Timeline lower, Parts parts) {
        IntervalCursor above = upper.cursor();
        IntervalCursor below = lower.cursor();
        boolean moreAbove = above.next();
        boolean moreBelow = below.next();
        long done = Long.MIN_VALUE;
        while (moreAbove || moreBelow) {
            long edge = moreAbove ? above.start() : Long.MAX_VALUE;
            while (moreBelow && below.start() < edge) {
                long from = Math.max(below.start(), done);
                long to = Math.min(below.end(), edge);
                if (from < to) {
                    parts.add(from, to, false, below.index());
                }
                if (below.end() > edge) {
                    break; // Its rest comes after the one above.
                }
                moreBelow = below.next();
            }
            if (moreAbove) {
                parts.add(above.start(), above.end(), true, above.index());
                done = above.end();
                moreAbove = above.next();
            }
        }
    }
}
