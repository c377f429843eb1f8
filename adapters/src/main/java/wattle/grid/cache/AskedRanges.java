package wattle.grid.cache;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.series.Nanos;

/// For which stretches of time a source was asked, and when. What was asked for and has no value is
/// something that the source does not have. Immutable.
///
/// @param list in order of time, without overlap
record AskedRanges(List<Asked> list) {

    static final AskedRanges NONE = new AskedRanges(List.of());

    /// Two neighbours that were asked for within this time of each other become one, with the
    /// earlier time: whoever asks every five minutes should not leave a range for each.
    private static final long ALIKE_NANOS = 3600 * Nanos.PER_SECOND;

    /// One stretch.
    ///
    /// @param from in nanoseconds since 1970-01-01T00:00:00Z, like `to`, which it is below
    /// @param at when it was asked for, or somewhat later, in nanoseconds likewise
    record Asked(long from, long to, long at) {

        Asked {
            if (from >= to) {
                throw new IllegalArgumentException("a range begins before it ends");
            }
        }
    }

    AskedRanges {
        list = List.copyOf(list);
        for (int i = 1; i < list.size(); i++) {
            if (list.get(i).from() < list.get(i - 1).to()) {
                throw new IllegalArgumentException("ranges that were asked for overlap");
            }
        }
    }

    Spans spans() {
        var all = new Spans.Builder();
        for (Asked each : list) {
            all.add(each.from(), each.to());
        }
        return all.build();
    }

    /// These, but with the stretches asked for at that time.
    AskedRanges with(Spans spans, long at) {
        List<Asked> all = new ArrayList<>();
        int next = 0;
        for (Asked each : list) {
            while (next < spans.size() && spans.end(next) <= each.from()) {
                next++;
            }
            long from = each.from();
            for (int i = next; i < spans.size() && spans.start(i) < each.to(); i++) {
                if (from < spans.start(i)) {
                    all.add(new Asked(from, spans.start(i), each.at()));
                }
                from = Math.max(from, spans.end(i));
            }
            if (from < each.to()) {
                all.add(new Asked(from, each.to(), each.at()));
            }
        }
        for (int i = 0; i < spans.size(); i++) {
            all.add(new Asked(spans.start(i), spans.end(i), at));
        }
        all.sort(Comparator.comparingLong(Asked::from));
        return new AskedRanges(joined(all));
    }

    private static List<Asked> joined(List<Asked> sorted) {
        List<Asked> joined = new ArrayList<>();
        for (Asked each : sorted) {
            Asked last = joined.isEmpty() ? null : joined.getLast();
            if (last != null
                    && last.to() == each.from()
                    && Math.abs(last.at() - each.at()) < ALIKE_NANOS) {
                joined.set(
                        joined.size() - 1,
                        new Asked(last.from(), each.to(), Math.min(last.at(), each.at())));
            } else {
                joined.add(each);
            }
        }
        return joined;
    }

    /// When the earliest of those that share an instant with the spans was asked for; null where
    /// there is none.
    @Nullable Instant oldestOf(Spans spans) {
        long oldest = Long.MAX_VALUE;
        int next = 0;
        for (Asked each : list) {
            while (next < spans.size() && spans.end(next) <= each.from()) {
                next++;
            }
            if (next < spans.size() && spans.start(next) < each.to()) {
                oldest = Math.min(oldest, each.at());
            }
        }
        return oldest == Long.MAX_VALUE ? null : Nanos.instant(oldest);
    }

    /// When the last one was asked for; null where there is none.
    @Nullable Instant latest() {
        long latest = Long.MIN_VALUE;
        for (Asked each : list) {
            latest = Math.max(latest, each.at());
        }
        return latest == Long.MIN_VALUE ? null : Nanos.instant(latest);
    }
}
