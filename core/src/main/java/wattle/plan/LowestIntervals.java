package wattle.plan;

import java.util.Arrays;

/// The rule of Dodge et al. 2022, *Pause & Resume*: the k slots of the lowest intensity in the
/// window, and the job's profile played through them in order; k is the job's length. Of equal
/// slots the earlier ones.
///
/// It looks at the intensity only. For a job of constant power without costs that is the optimum;
/// for a profile it is not, and it can be worse than [FlexibleStart]: the profile (1, 10) on the
/// intensities (5, 1, 2) gives 21, a flexible start 15. The optimum is [PauseResume].
///
/// Cost: n log n in the slots of the window.
public final class LowestIntervals {

    private LowestIntervals() {}

    public static Schedule choose(Load load, Slots window) {
        window.slack(load);
        double[] sorted = window.means.clone();
        Arrays.sort(sorted);
        double level = sorted[load.slots() - 1];
        int atLevel = load.slots();
        for (double each : sorted) {
            if (each < level) {
                atLevel--;
            }
        }
        int[] slots = new int[load.slots()];
        int next = 0;
        for (int slot = 0; slot < window.size(); slot++) {
            boolean taken = window.means[slot] < level;
            if (!taken && window.means[slot] == level && atLevel > 0) {
                taken = true;
                atLevel--;
            }
            if (taken) {
                slots[next++] = slot;
            }
        }
        return new Schedule(slots);
    }
}
