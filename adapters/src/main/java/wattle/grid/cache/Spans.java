package wattle.grid.cache;

import java.util.Arrays;
import wattle.series.HeldSeries;
import wattle.series.Interval;
import wattle.series.IntervalCursor;
import wattle.series.Nanos;

/// A set of instants as stretches of time that neither overlap nor touch, in nanoseconds since
/// 1970-01-01T00:00:00Z. All operations are linear in the number of stretches. Immutable.
final class Spans {

    static final Spans NONE = new Spans(new long[0]);

    /// Starts and ends in turn, rising.
    private final long[] edges;

    private Spans(long[] edges) {
        this.edges = edges;
    }

    static Spans of(Interval interval) {
        return of(Nanos.of(interval.start()), Nanos.of(interval.end()));
    }

    static Spans of(long from, long to) {
        return from < to ? new Spans(new long[] {from, to}) : NONE;
    }

    /// Where a series has values.
    static Spans of(HeldSeries series) {
        var out = new Builder();
        for (IntervalCursor at = series.timeline().cursor(); at.next(); ) {
            out.add(at.start(), at.end());
        }
        return out.build();
    }

    int size() {
        return edges.length / 2;
    }

    boolean isEmpty() {
        return edges.length == 0;
    }

    long start(int index) {
        return edges[2 * index];
    }

    long end(int index) {
        return edges[2 * index + 1];
    }

    Spans plus(Spans other) {
        return merged(other, (one, two) -> one || two);
    }

    Spans minus(Spans other) {
        return merged(other, (one, two) -> one && !two);
    }

    Spans and(Spans other) {
        return merged(other, (one, two) -> one && two);
    }

    private interface Rule {
        boolean holds(boolean inOne, boolean inOther);
    }

    private Spans merged(Spans other, Rule rule) {
        long[] out = new long[edges.length + other.edges.length];
        int size = 0;
        int one = 0;
        int two = 0;
        while (one < edges.length || two < other.edges.length) {
            long at = Math.min(edge(edges, one), edge(other.edges, two));
            one += edge(edges, one) == at && one < edges.length ? 1 : 0;
            two += edge(other.edges, two) == at && two < other.edges.length ? 1 : 0;
            // An odd number of edges lies behind who is within a stretch.
            boolean holds = rule.holds(one % 2 == 1, two % 2 == 1);
            if (holds != (size % 2 == 1)) {
                out[size++] = at;
            }
        }
        return new Spans(Arrays.copyOf(out, size));
    }

    private static long edge(long[] edges, int index) {
        return index < edges.length ? edges[index] : Long.MAX_VALUE;
    }

    /// Each stretch widened to multiples of a step since 1970.
    Spans widenedTo(long step) {
        var out = new Builder();
        for (int i = 0; i < size(); i++) {
            out.add(Math.floorDiv(start(i), step) * step, -Math.floorDiv(-end(i), step) * step);
        }
        return out.build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Spans that && Arrays.equals(edges, that.edges);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(edges);
    }

    @Override
    public String toString() {
        return Arrays.toString(edges);
    }

    /// Collects stretches in order of their starts; those that overlap or touch become one. For one
    /// thread.
    static final class Builder {

        private long[] edges = new long[16];
        private int size;

        Builder add(long from, long to) {
            if (size > 0 && from <= edges[size - 1]) {
                edges[size - 1] = Math.max(edges[size - 1], to);
                return this;
            }
            if (size == edges.length) {
                edges = Arrays.copyOf(edges, 2 * size);
            }
            edges[size++] = from;
            edges[size++] = to;
            return this;
        }

        Spans build() {
            return new Spans(Arrays.copyOf(edges, size));
        }
    }
}
