package wattle.grid.fault;

import java.util.List;
import wattle.grid.RawIntensity;

/// The rows by time; rows of the same time stay in the file's order.
final class TimeOrder {

    /// So many places are findings of their own; what comes after them is one.
    private static final int SINGLE_FINDINGS = 1000;

    private TimeOrder() {}

    /// The indices of the rows by time. Linear where the file is in order.
    static int[] of(RawIntensity raw, List<Finding> findings) {
        int size = raw.size();
        int[] order = new int[size];
        int back = 0;
        for (int i = 0; i < size; i++) {
            order[i] = i;
            if (i > 0 && raw.nanos(i) < raw.nanos(i - 1) && ++back <= SINGLE_FINDINGS) {
                findings.add(finding(raw, i));
            }
        }
        if (back == 0) {
            return order;
        }
        int[] sorted = merged(raw, order);
        if (back > SINGLE_FINDINGS) {
            findings.add(
                    new Finding(
                            Rule.ORDER,
                            Times.interval(raw.nanos(sorted[0]), raw.nanos(sorted[size - 1])),
                            Rows.NONE,
                            "and "
                                    + (back - SINGLE_FINDINGS)
                                    + " more places of "
                                    + size
                                    + " rows"));
        }
        return sorted;
    }

    private static Finding finding(RawIntensity raw, int row) {
        long at = raw.nanos(row);
        long before = raw.nanos(row - 1);
        return new Finding(
                Rule.ORDER,
                Times.interval(at, before),
                Rows.of(row),
                Times.instant(at)
                        + " comes "
                        + Times.words(before - at)
                        + " before the row above it, "
                        + Times.instant(before));
    }

    /// By merging longer and longer sorted stretches: no objects, stable, n log n.
    private static int[] merged(RawIntensity raw, int[] order) {
        int[] from = order;
        int[] to = new int[order.length];
        for (int width = 1; width < order.length && width > 0; width *= 2) {
            for (int left = 0; left < order.length; left += 2 * width) {
                int middle = Math.min(left + width, order.length);
                int right = Math.min(middle + width, order.length);
                merge(raw, from, to, left, middle, right);
                if (right == order.length) {
                    break;
                }
            }
            int[] swap = from;
            from = to;
            to = swap;
        }
        return from;
    }

    private static void merge(
            RawIntensity raw, int[] from, int[] to, int left, int middle, int right) {
        int i = left;
        int j = middle;
        for (int k = left; k < right; k++) {
            boolean takeLeft =
                    j >= right || (i < middle && raw.nanos(from[i]) <= raw.nanos(from[j]));
            to[k] = takeLeft ? from[i++] : from[j++];
        }
    }
}
