package wattle.plan;

/// The `k` lowest slots of every window of a fixed size that slides over a grid, with their sum and
/// how often a job that runs in them pauses. For one thread.
///
/// From one window to the next one slot leaves and one enters, so at most two slots are exchanged:
/// each costs a few steps, whatever the window's size. A window far away is filled anew, at a few
/// steps a slot. Sums are kept exact: values are rounded to multiples of a quantum, 2⁻⁴⁸ of the
/// largest possible sum or less, so nothing drifts.
final class LowestOfWindows {

    private final double[] values;
    private final int[] rank;
    private final int[] slotOfRank;
    private final RankSet present;
    private final boolean[] chosen;
    private final int size;
    private final int lowest;
    private final double magic;

    private int from;
    private boolean filled;
    private int highest = RankSet.NONE;
    private int count;
    private double sum;
    private int stretches;

    /// Before [#moveTo] was called it stands nowhere.
    ///
    /// @param size slots of a window
    /// @param lowest how many of them are taken; 1 to `size`
    LowestOfWindows(Ranks ranks, int size, int lowest) {
        this.size = size;
        this.lowest = lowest;
        values = ranks.values;
        rank = ranks.rank;
        slotOfRank = ranks.slotOfRank;
        magic =
                1.5
                        * Math.scalb(
                                1.0,
                                Math.getExponent(Math.max(ranks.largest, 1e-300) * lowest) + 3);
        present = new RankSet(ranks.size());
        chosen = new boolean[ranks.size() + 1];
    }

    /// Goes to the window from a slot on, all of which have values; slot by slot where that is near
    /// and there is a value in all that lie between.
    ///
    /// @param joined whether all slots from this window's first to the other's last have values
    void moveTo(int start, boolean joined) {
        if (filled && joined && start >= from && (start - from) * 4L <= size) {
            while (from < start) {
                advance();
            }
        } else {
            fill(start);
        }
    }

    private void fill(int start) {
        if (filled) {
            for (int slot = from; slot < from + size; slot++) {
                present.remove(rank[slot]);
                chosen[slot] = false;
            }
        }
        from = start;
        filled = true;
        highest = RankSet.NONE;
        count = 0;
        sum = 0;
        stretches = 0;
        for (int slot = start; slot < start + size; slot++) {
            present.add(rank[slot]);
        }
        while (count < lowest) {
            takeNext();
        }
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
        double value = values[slot] + magic - magic;
        if (chosen[slot]) {
            chosen[slot] = false;
            count--;
            sum -= value;
            stretches -= change;
        } else {
            chosen[slot] = true;
            count++;
            sum += value;
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

    /// A profile played through the chosen slots in order: Σ profile × value.
    ///
    /// @param profile as long as slots are chosen
    double played(double[] profile) {
        double played = 0;
        int next = 0;
        for (int slot = from; next < lowest; slot++) {
            if (chosen[slot]) {
                played = Math.fma(profile[next++], values[slot], played);
            }
        }
        return played;
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
