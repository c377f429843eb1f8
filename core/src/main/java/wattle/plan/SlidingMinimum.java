package wattle.plan;

/// The smallest of the last values that were added, in constant time each; of equals the earliest.
/// For one thread.
final class SlidingMinimum {

    private final int[] at;
    private final double[] values;
    private final int mask;
    private int head;
    private int tail;

    /// @param most how many values are looked back on
    SlidingMinimum(int most) {
        int size = Integer.highestOneBit(most) << 1;
        at = new int[size];
        values = new double[size];
        mask = size - 1;
    }

    /// Adds the value at a position above all before it.
    void add(int position, double value) {
        while (head != tail && values[(tail - 1) & mask] > value) {
            tail--;
        }
        at[tail & mask] = position;
        values[tail & mask] = value;
        tail++;
    }

    /// Forgets all before a position.
    void from(int position) {
        while (head != tail && at[head & mask] < position) {
            head++;
        }
    }

    double value() {
        return values[head & mask];
    }

    int position() {
        return at[head & mask];
    }
}
