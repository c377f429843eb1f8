package wattle.plan;

import java.util.Arrays;

/// The slots of a series by value, of equals the earlier first; slots without a value come last.
/// Immutable; threads may share it.
///
/// Cost: n log n.
final class Ranks {

    /// In g/kWh.
    final double[] values;

    /// By slot.
    final int[] rank;

    /// The other way round.
    final int[] slotOfRank;

    /// The largest absolute value.
    final double largest;

    private Ranks(double[] values, int[] rank, int[] slotOfRank, double largest) {
        this.values = values;
        this.rank = rank;
        this.slotOfRank = slotOfRank;
        this.largest = largest;
    }

    /// @param values NaN where there is none; not changed afterwards
    static Ranks of(double[] values) {
        double[] sorted = new double[values.length];
        double largest = 0;
        for (int slot = 0; slot < values.length; slot++) {
            // Zero has two signs, which compare as different and are not.
            sorted[slot] = values[slot] + 0.0;
            if (Math.abs(values[slot]) > largest) {
                largest = Math.abs(values[slot]);
            }
        }
        Arrays.sort(sorted);
        int[] equals = new int[values.length];
        int[] rank = new int[values.length];
        int[] slotOfRank = new int[values.length];
        for (int slot = 0; slot < values.length; slot++) {
            int first = first(sorted, values[slot]);
            rank[slot] = first + equals[first]++;
            slotOfRank[rank[slot]] = slot;
        }
        return new Ranks(values, rank, slotOfRank, largest);
    }

    /// Where the first of its equals stands.
    private static int first(double[] sorted, double value) {
        boolean none = Double.isNaN(value);
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (none ? !Double.isNaN(sorted[middle]) : sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    int size() {
        return values.length;
    }
}
