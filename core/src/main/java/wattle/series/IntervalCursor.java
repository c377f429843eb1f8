package wattle.series;

/// Walks over the intervals of a [Timeline] in order, in nanoseconds since 1970-01-01T00:00:00Z and
/// without making objects. For one thread.
///
/// ```java
/// for (IntervalCursor at = timeline.cursor(); at.next(); ) {
///     sum += values.value(at.index()) * (at.end() - at.start());
/// }
/// ```
public final class IntervalCursor {

    private final Timeline timeline;
    private int run;
    private int index = -1;
    private long start;
    private long end;

    IntervalCursor(Timeline timeline) {
        this.timeline = timeline;
    }

    /// Goes to the next interval, or says that there is none.
    public boolean next() {
        if (index + 1 >= timeline.size()) {
            return false;
        }
        index++;
        if (index == timeline.first[run + 1]) {
            run++;
        }
        start = index == timeline.first[run] ? timeline.start[run] : end;
        end = start + timeline.step[run];
        return true;
    }

    /// Of the interval that [#next] went to.
    public int index() {
        return index;
    }

    public long start() {
        return start;
    }

    public long end() {
        return end;
    }
}
