package wattle.plan;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/// Runs while the intensity is at or below a level, and else waits as long as the deadline and the
/// rules of pausing let it: when no slack is left it runs whatever the intensity.
///
/// It decides slot by slot without looking ahead, so it can be carried out without a forecast.
///
/// Cost: the slots of the window.
public final class Threshold {

    private Threshold() {}

    /// @param gramsPerKilowattHour the level
    public static Schedule choose(
            Load load, Slots window, Pausing pausing, double gramsPerKilowattHour) {
        return choose(load, window, pausing, slot -> gramsPerKilowattHour);
    }

    /// With a level that changes on the way.
    ///
    /// @param level by slot of the window, in g/kWh
    public static Schedule choose(
            Load load, Slots window, Pausing pausing, IntToDoubleFunction level) {
        int slack = window.slack(load);
        int[] slots = new int[load.slots()];
        int done = 0;
        int slot = 0;
        while (slot < slack && window.means[slot] > level.applyAsDouble(slot)) {
            slot++;
        }
        int runStart = 0;
        int pauses = 0;
        while (done < slots.length) {
            boolean low = window.means[slot] <= level.applyAsDouble(slot);
            int shortest = Math.max(1, pausing.restartSlots());
            boolean mayStop =
                    pauses < pausing.maxPauses()
                            && done - runStart >= pausing.minRunSlots()
                            && pausing.allowedBefore(done, slots.length)
                            && slot + shortest - done <= slack;
            if (low || !mayStop) {
                slots[done++] = slot++;
            } else {
                slot = resumption(window, slot, done + slack, pausing, level);
                pauses++;
                runStart = done;
            }
        }
        return new Schedule(slots);
    }

    /// The slot in which work goes on after a stop at `stopped`: the restart begins in the first
    /// low slot, or so late that work goes on in slot `latest`.
    private static int resumption(
            Slots window, int stopped, int latest, Pausing pausing, IntToDoubleFunction level) {
        int restart = pausing.restartSlots();
        int at = stopped + (restart == 0 ? 1 : 0);
        while (at + restart < latest && window.means[at] > level.applyAsDouble(at)) {
            at++;
        }
        return at + restart;
    }

    /// The level below or at which a share of the past lay.
    ///
    /// @param past intensities in g/kWh, at least one, in any order
    /// @param quantile 0 to 1: the smallest value at or below which at least this share of the past
    ///   lies; 0 is the smallest
    public static double quantile(double[] past, double quantile) {
        if (!(quantile >= 0 && quantile <= 1) || past.length == 0) {
            throw new IllegalArgumentException(
                    "a quantile from 0 to 1 of at least one value: " + quantile);
        }
        double[] sorted = past.clone();
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(quantile * sorted.length);
        return sorted[Math.max(0, rank - 1)];
    }

    /// For each slot of a grid the [#quantile] of the slots before it that were known by then. NaN
    /// where one of them has no value.
    ///
    /// Cost: the slots of the grid, times the moves in a sorted list of the past.
    ///
    /// @param past how many slots are looked back at; at least one
    public static double[] pastQuantiles(IntensityGrid grid, int past, double quantile) {
        double[] levels = new double[grid.size()];
        Arrays.fill(levels, Double.NaN);
        double[] sorted = new double[past];
        int size = 0;
        for (int slot = 0; slot < levels.length; slot++) {
            if (size == past) {
                int rank = (int) Math.ceil(quantile * size);
                levels[slot] = sorted[Math.max(0, rank - 1)];
                remove(sorted, size--, grid.means[slot - past]);
            }
            if (Double.isNaN(grid.means[slot])) {
                size = 0;
            } else {
                insert(sorted, size++, grid.means[slot]);
            }
        }
        return levels;
    }

    private static void insert(double[] sorted, int size, double value) {
        int found = Arrays.binarySearch(sorted, 0, size, value);
        int at = found < 0 ? -found - 1 : found;
        System.arraycopy(sorted, at, sorted, at + 1, size - at);
        sorted[at] = value;
    }

    private static void remove(double[] sorted, int size, double value) {
        int at = Arrays.binarySearch(sorted, 0, size, value);
        System.arraycopy(sorted, at + 1, sorted, at, size - at - 1);
    }
}
