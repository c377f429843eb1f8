package wattle.grid.fault;

import java.util.Arrays;

/// What can be judged of a series: one row for each instant, in order, each with a value, and how
/// long each row's interval lasts. Plain arrays that the rules of this package share and do not
/// change.
final class Sequence {

    /// The index of the row in the file, its start in nanoseconds, and its value in g/kWh.
    final int[] row;

    final long[] at;
    final double[] value;

    /// How long the row's interval lasts, in nanoseconds; 0 where there is one row only.
    final long[] length;

    /// The most common of the lengths; 0 where there is one row only.
    final long step;

    Sequence(int[] row, long[] at, double[] value, long[] length, long step) {
        this.row = row;
        this.at = at;
        this.value = value;
        this.length = length;
        this.step = step;
    }

    int size() {
        return at.length;
    }

    long end(int index) {
        return at[index] + length[index];
    }

    /// From the first start to the last end, in hours.
    double hours() {
        return size() == 0 ? 0 : (end(size() - 1) - at[0]) / (double) Times.HOUR;
    }

    /// Whether the row follows the one before it without a gap.
    boolean follows(int index) {
        return index > 0 && end(index - 1) == at[index];
    }

    Rows rows(int from, int to) {
        return Rows.of(row, from, to);
    }

    /// The middle one of the values from `from` to `to`, those from `skipFrom` to `skipTo` and
    /// those not above `floor` left out; NaN where there is none.
    double median(int from, int to, int skipFrom, int skipTo, double floor) {
        double[] some = new double[Math.max(0, to - from)];
        int size = 0;
        for (int i = from; i < to; i++) {
            if ((i < skipFrom || i >= skipTo) && value[i] > floor) {
                some[size++] = value[i];
            }
        }
        Arrays.sort(some, 0, size);
        return size == 0 ? Double.NaN : some[size / 2];
    }

    /// The first index whose row begins at or after the time.
    int from(long nanos) {
        int found = Arrays.binarySearch(at, nanos);
        return found >= 0 ? found : -found - 1;
    }
}
