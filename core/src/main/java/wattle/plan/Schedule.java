package wattle.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Which slots of the window a job's slots are worked in, in order. Immutable; threads may share
/// it.
public final class Schedule {

    private final int[] slots;

    /// @param slots of the window, one for each slot of the job, ascending
    Schedule(int[] slots) {
        for (int i = 1; i < slots.length; i++) {
            if (slots[i - 1] >= slots[i]) {
                throw new IllegalArgumentException(
                        "a job is worked through in order of time: " + Arrays.toString(slots));
            }
        }
        this.slots = slots;
    }

    /// @param slots of the window, one for each slot of the job, ascending
    public static Schedule of(int... slots) {
        if (slots.length == 0) {
            throw new IllegalArgumentException("a job has at least one slot");
        }
        return new Schedule(slots.clone());
    }

    /// The whole job without a pause from a slot on.
    public static Schedule from(int start, int length) {
        int[] slots = new int[length];
        for (int i = 0; i < length; i++) {
            slots[i] = start + i;
        }
        return new Schedule(slots);
    }

    public int size() {
        return slots.length;
    }

    /// The slot of the window in which the job's slot is worked.
    public int slot(int jobSlot) {
        return slots[jobSlot];
    }

    /// How many slots pass before the first start.
    public int initialWait() {
        return slots[0];
    }

    /// How often the job stops after its first start.
    public int pauses() {
        int pauses = 0;
        for (int i = 1; i < slots.length; i++) {
            if (slots[i] != slots[i - 1] + 1) {
                pauses++;
            }
        }
        return pauses;
    }

    /// The stretches of work: first slot and the one behind the last.
    public List<Stretch> stretches() {
        List<Stretch> stretches = new ArrayList<>();
        int from = slots[0];
        for (int i = 1; i <= slots.length; i++) {
            if (i == slots.length || slots[i] != slots[i - 1] + 1) {
                stretches.add(new Stretch(from, slots[i - 1] + 1));
                if (i < slots.length) {
                    from = slots[i];
                }
            }
        }
        return stretches;
    }

    /// Slots of the window `[from, to)`.
    public record Stretch(int from, int to) {}

    @Override
    public boolean equals(Object other) {
        return other instanceof Schedule that && Arrays.equals(slots, that.slots);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(slots);
    }

    @Override
    public String toString() {
        return Arrays.toString(slots);
    }
}
