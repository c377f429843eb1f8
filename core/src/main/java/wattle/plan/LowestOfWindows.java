package wattle.plan;

import java.util.Arrays;

/// The `k` lowest slots of every window of a fixed size that slides over a grid, with their sum and
/// how often a job that runs in them pauses. For one thread.
///
/// From one window to the next one slot leaves and one enters, so at most two slots are exchanged:
/// each costs a few steps, whatever the window's size. Sums are kept exact: values are rounded to
/// multiples of a quantum, 2⁻⁵⁰ of the largest possible sum or less, so nothing drifts.
final class LowestOfWindows {

    private final double[] values;
    private final int[] rank;
    private final int[] slotOfRank;
    private final RankSet present;
    private final boolean[] chosen;
    private final int size;
    private final int lowest;

    private int from;
    private int highest = RankSet.NONE;
    private int count;
    private double sum;
    private int stretches;

    /// @param values in g/kWh, finite
    /// @param size slots of a window
    /// @param lowest how many of them are taken; 1 to `size`
    LowestOfWindows(double[] values, int size, int lowest) {
        this(values, ranks(values), size, lowest);
    }

    /// @param slotOfRank the slots by value, of equals the earlier first
    LowestOfWindows(double[] values, int[] slotOfRank, int size, int lowest) {
        this.size = size;
        this.lowest = lowest;
        this.slotOfRank = slotOfRank;
        double largest = 0;
        for (double each : values) {
            largest = Math.max(largest, Math.abs(each));
        }
        double magic =
                1.5 * Math.scalb(1.0, Math.getExponent(Math.max(largest, 1e-300) * lowest) + 3);
        this.values = new double[values.length];
        rank = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            this.values[i] = values[i] + magic - magic;
            rank[slotOfRank[i]] = i;
        }
        present = new RankSet(values.length);
        chosen = new boolean[values.length + 1];
        for (int slot = 0; slot < size; slot++) {
            enter(slot);
        }
    }

    static int[] ranks(double[] values) {
        Integer[] slots = new Integer[values.length];
        Arrays.setAll(slots, i -> i);
        Arrays.sort(
                slots,
                (a, b) -> {
                    int byValue = Double.compare(values[a] + 0.0, values[b] + 0.0);
                    return byValue != 0 ? byValue : Integer.compare(a, b);
                });
        int[] ranks = new int[values.length];
        Arrays.setAll(ranks, i -> slots[i]);
        return ranks;
    }

    /// Moves the window one slot on.
    void advance() {
        int leaving = from++;
        present.remove(rank[leaving]);
        if (chosen[leaving]) {
            toggle(leaving);
            if (rank[leaving] == highest) {
                highest = present.below(highest);
            }
        }
        if (count < lowest) {
            takeNext();
        }
        enter(leaving + size);
    }

    private void enter(int slot) {
        present.add(rank[slot]);
        if (rank[slot] < highest) {
            toggle(slot);
        }
        if (count < lowest) {
            takeNext();
        } else if (count > lowest) {
            toggle(slotOfRank[highest]);
            highest = present.below(highest);
        }
    }

    private void takeNext() {
        int next = present.above(highest);
        if (next != RankSet.NONE) {
            highest = next;
            toggle(slotOfRank[next]);
        }
    }

    private void toggle(int slot) {
        boolean before = slot > 0 && chosen[slot - 1];
        boolean after = chosen[slot + 1];
        int change = 1 - (before ? 1 : 0) - (after ? 1 : 0);
        if (chosen[slot]) {
            chosen[slot] = false;
            count--;
            sum -= values[slot];
            stretches -= change;
        } else {
            chosen[slot] = true;
            count++;
            sum += values[slot];
            stretches += change;
        }
    }

    /// The window's first slot.
    int from() {
        return from;
    }

    /// Of the chosen slots' values, in g/kWh.
    double sum() {
        return sum;
    }

    int pauses() {
        return stretches - 1;
    }

    boolean startsAtOnce() {
        return chosen[from];
    }

    boolean isChosen(int slot) {
        return chosen[slot];
    }
}
