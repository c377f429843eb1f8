package wattle.grid.http;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import wattle.series.Interval;

/// A span in parts that a service answers at once.
public final class Pages {

    private Pages() {}

    /// In order, one after the other, each as long as the longest but the last.
    public static List<Interval> of(Interval span, Duration longest) {
        List<Interval> pages = new ArrayList<>();
        Instant start = span.start();
        while (start.isBefore(span.end())) {
            Instant end = start.plus(longest);
            pages.add(new Interval(start, end.isBefore(span.end()) ? end : span.end()));
            start = end;
        }
        return pages;
    }
}
