package wattle.plan;

import java.util.ArrayList;
import java.util.List;

/// Every schedule that the rules of pausing allow, one after the other: the oracle of all policies.
final class BruteForce {

    private BruteForce() {}

    static List<Schedule> all(Load load, Slots window, Pausing pausing) {
        List<Schedule> found = new ArrayList<>();
        extend(load.slots(), window.size(), pausing, new int[load.slots()], 0, found);
        return found;
    }

    private static void extend(
            int slots, int size, Pausing pausing, int[] chosen, int done, List<Schedule> found) {
        if (done == slots) {
            Schedule schedule = new Schedule(chosen.clone());
            if (isAllowed(schedule, pausing)) {
                found.add(schedule);
            }
            return;
        }
        int from = done == 0 ? 0 : chosen[done - 1] + 1;
        for (int slot = from; slot <= size - (slots - done); slot++) {
            chosen[done] = slot;
            extend(slots, size, pausing, chosen, done + 1, found);
        }
    }

    private static boolean isAllowed(Schedule schedule, Pausing pausing) {
        if (schedule.pauses() > pausing.maxPauses()) {
            return false;
        }
        int done = 0;
        List<Schedule.Stretch> stretches = schedule.stretches();
        for (int i = 0; i < stretches.size(); i++) {
            int length = stretches.get(i).to() - stretches.get(i).from();
            if (length < Math.min(pausing.minRunSlots(), schedule.size())) {
                return false;
            }
            if (i > 0) {
                int pause = stretches.get(i).from() - stretches.get(i - 1).to();
                if (pause < pausing.restartSlots() || done % pausing.checkpointSlots() != 0) {
                    return false;
                }
            }
            done += length;
        }
        return true;
    }

    /// The best by grams, then earliest start, fewest pauses, earliest slots.
    static Schedule best(Load load, Slots window, Pausing pausing) {
        Schedule best = null;
        double least = 0;
        for (Schedule each : all(load, window, pausing)) {
            double grams = Grams.of(each, load, window, pausing).grams();
            if (best == null
                    || grams < least - 1e-9
                    || (grams < least + 1e-9 && before(each, best))) {
                least = best == null ? grams : Math.min(least, grams);
                best = each;
            }
        }
        return java.util.Objects.requireNonNull(best);
    }

    private static boolean before(Schedule one, Schedule other) {
        if (one.initialWait() != other.initialWait()) {
            return one.initialWait() < other.initialWait();
        }
        if (one.pauses() != other.pauses()) {
            return one.pauses() < other.pauses();
        }
        for (int i = 0; i < one.size(); i++) {
            if (one.slot(i) != other.slot(i)) {
                return one.slot(i) < other.slot(i);
            }
        }
        return false;
    }
}
