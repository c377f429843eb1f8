package wattle.grid.fault;

import java.util.Arrays;
import java.util.List;
import wattle.grid.RawIntensity;

/// One row for each instant: the first of equal ones, none of contradicting ones. Neighbouring
/// instants with the same fault, such as two files that overlap by days, are one finding.
final class Duplicates {

    private enum Kind {
        SINGLE,
        EQUAL,
        CONTRADICTORY
    }

    private final RawIntensity raw;
    private final int[] order;
    private final boolean average;
    private final ClockChanges clocks;
    private final List<Finding> findings;

    /// The rows that are left, and how many.
    private final int[] kept;

    private int size;

    /// The rows of the finding that is being collected.
    private Kind open = Kind.SINGLE;

    private int[] rows = new int[16];
    private int count;
    private int instants;
    private long first;
    private long last;
    private double least;
    private double most;

    Duplicates(
            RawIntensity raw,
            int[] order,
            boolean average,
            ClockChanges clocks,
            List<Finding> findings) {
        this.raw = raw;
        this.order = order;
        this.average = average;
        this.clocks = clocks;
        this.findings = findings;
        this.kept = new int[order.length];
    }

    /// The rows that can be judged, by time; those without a value are left out too.
    int[] judged() {
        int from = 0;
        while (from < order.length) {
            long at = raw.nanos(order[from]);
            int to = from + 1;
            while (to < order.length && raw.nanos(order[to]) == at) {
                to++;
            }
            instant(at, from, to);
            from = to;
        }
        close();
        return Arrays.copyOf(kept, size);
    }

    private void instant(long at, int from, int to) {
        int first = -1;
        Kind kind = Kind.SINGLE;
        for (int i = from; i < to; i++) {
            if (!isJudged(order[i])) {
                continue;
            }
            if (first < 0) {
                first = i;
            } else if (raw.value(order[i]) != raw.value(order[first])) {
                kind = Kind.CONTRADICTORY;
            } else if (kind == Kind.SINGLE) {
                kind = Kind.EQUAL;
            }
        }
        if (kind != open) {
            close();
            open = kind;
            this.first = at;
        }
        if (kind != Kind.SINGLE) {
            collect(kind, at, from, to, first);
        }
        if (first >= 0 && kind != Kind.CONTRADICTORY) {
            kept[size++] = order[first];
        }
    }

    private void collect(Kind kind, long at, int from, int to, int keep) {
        if (instants == 0) {
            least = Double.POSITIVE_INFINITY;
            most = Double.NEGATIVE_INFINITY;
        }
        for (int i = from; i < to; i++) {
            if (!isJudged(order[i]) || (kind == Kind.EQUAL && i == keep)) {
                continue;
            }
            if (count == rows.length) {
                rows = Arrays.copyOf(rows, 2 * count);
            }
            rows[count++] = order[i];
            if (instants == 0) {
                least = Math.min(least, raw.value(order[i]));
                most = Math.max(most, raw.value(order[i]));
            }
        }
        instants++;
        last = at;
    }

    private void close() {
        if (open != Kind.SINGLE) {
            String autumn = clocks.repeated(first, last);
            Rule rule =
                    open == Kind.EQUAL
                            ? Rule.DUPLICATE_EQUAL
                            : autumn.isEmpty()
                                    ? Rule.DUPLICATE_CONTRADICTORY
                                    : Rule.CLOCK_CHANGE_REPEAT;
            findings.add(
                    new Finding(
                            rule,
                            Times.interval(first, last + 1),
                            Rows.of(rows, 0, count),
                            evidence() + autumn));
        }
        open = Kind.SINGLE;
        count = 0;
        instants = 0;
    }

    private String evidence() {
        String many =
                instants == 1
                        ? "1 instant is there more than once"
                        : instants + " instants in a row are there more than once";
        return open == Kind.EQUAL
                ? many + " with the same value; " + count + " rows repeat another"
                : many + "; the first with " + Times.grams(least) + " and " + Times.grams(most);
    }

    private boolean isJudged(int row) {
        return !raw.isEmpty(row) && !(average && raw.value(row) < 0);
    }
}
