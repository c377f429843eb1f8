package wattle.meter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/// Sums over time in rows of one width: seconds at first, then 5, 15 and 60 when there are many, on
/// UTC's own grid, so that a row never crosses the edge of a minute. A run of a month takes 43,200
/// rows whatever its beat. For one thread.
final class Buckets {

    private static final long SECOND = 1_000_000_000L;
    private static final long[] WIDTHS = {SECOND, 5 * SECOND, 15 * SECOND, 60 * SECOND};

    /// Above this many rows the next width is taken.
    private static final int MANY = 4096;

    private static final int NEAR = 4;

    private int width;
    private int size;
    private long[] start = new long[16];
    private long[] end = new long[16];
    private final List<double[]> columns = new ArrayList<>();
    private final TreeSet<Long> cuts = new TreeSet<>();

    /// One more column of sums; its index.
    int addColumn() {
        columns.add(new double[start.length]);
        return columns.size() - 1;
    }

    int size() {
        return size;
    }

    long start(int row) {
        return start[row];
    }

    long end(int row) {
        return end[row];
    }

    double value(int column, int row) {
        return columns.get(column)[row];
    }

    /// An edge that no row will cross, if it comes before the time it cuts.
    void cut(long at) {
        cuts.add(at);
    }

    /// Makes rows up to `to`; time between the last row and `from` stays without one.
    void reach(long from, long to) {
        long at = size == 0 ? from : Math.max(from, end[size - 1]);
        while (at < to) {
            long edge = Math.min(to, edgeAfter(at));
            boolean continues = size > 0 && end[size - 1] == at && !isEdge(at);
            if (continues) {
                end[size - 1] = edge;
            } else {
                append(at, edge);
            }
            at = edge;
        }
    }

    /// Spreads an amount over the rows within `[from, to)` in proportion to time.
    void spread(int column, long from, long to, double amount) {
        if (amount == 0 || size == 0) {
            return;
        }
        int row = rowAt(from);
        long covered = 0;
        for (int i = row; i < size && start[i] < to; i++) {
            covered += Math.max(0, Math.min(end[i], to) - Math.max(start[i], from));
        }
        if (covered == 0) {
            columns.get(column)[Math.min(row, size - 1)] += amount;
            return;
        }
        double[] sums = columns.get(column);
        for (int i = row; i < size && start[i] < to; i++) {
            long part = Math.max(0, Math.min(end[i], to) - Math.max(start[i], from));
            sums[i] += part == covered ? amount : amount * ((double) part / covered);
        }
    }

    /// The first row that ends after `at`.
    private int rowAt(long at) {
        int low = 0;
        int high = size;
        for (int near = 0; near < NEAR; near++) { // Almost always it is one of the last.
            if (high == 0 || end[high - 1] <= at) {
                return high;
            }
            high--;
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (end[middle] > at) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private boolean isEdge(long at) {
        return Math.floorMod(at, WIDTHS[width]) == 0 || cuts.contains(at);
    }

    private long edgeAfter(long at) {
        long grid = (Math.floorDiv(at, WIDTHS[width]) + 1) * WIDTHS[width];
        Long cut = cuts.higher(at);
        return cut == null ? grid : Math.min(grid, cut);
    }

    private void append(long from, long to) {
        if (size >= MANY && width < WIDTHS.length - 1) {
            width++;
            coarsen();
        }
        if (size == start.length) {
            start = Arrays.copyOf(start, 2 * size);
            end = Arrays.copyOf(end, 2 * size);
            columns.replaceAll(column -> Arrays.copyOf(column, 2 * column.length));
        }
        // The wider grid may put this into the row before.
        if (size > 0 && end[size - 1] == from && !isEdge(from)) {
            end[size - 1] = to;
            return;
        }
        start[size] = from;
        end[size] = to;
        size++;
    }

    private void coarsen() {
        int kept = 0;
        for (int row = 1; row < size; row++) {
            if (start[row] == end[kept] && !isEdge(start[row])) {
                end[kept] = end[row];
                for (double[] column : columns) {
                    column[kept] += column[row];
                }
            } else {
                kept++;
                start[kept] = start[row];
                end[kept] = end[row];
                for (double[] column : columns) {
                    column[kept] = column[row];
                }
            }
        }
        for (double[] column : columns) {
            Arrays.fill(column, kept + 1, size, 0);
        }
        size = kept + 1;
    }
}
