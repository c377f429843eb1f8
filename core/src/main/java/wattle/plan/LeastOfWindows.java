package wattle.plan;

import java.util.Arrays;
import wattle.unit.Energy;

/// The optimum of [PauseResume] for one window after the other of a grid, as sums: grams, pauses
/// and first start, without the slots. For one thread.
///
/// The dynamic programme of [Optimum], with two rows that take turns, so all of it stays in the
/// processor's nearest memory. Each pause is the smallest share of a sum, below the quantum to
/// which carbon is rounded, so a sum says its pauses too.
///
/// Cost: slots of the job × slots of slack for each window; memory: the job's slots.
final class LeastOfWindows {

    private static final double NEVER = Double.POSITIVE_INFINITY;
    private static final int DOUBLE_BITS = 52;

    private final double[] means;
    private final double[] joules;
    private final double[] barrier;
    private final int slots;
    private final int slack;
    private final double stopJoules;
    private final double startJoules;
    private final double idleJoules;
    private final double penalty;
    private final double magic;

    private double[] running;
    private double[] paused;
    private double[] runningNext;
    private double[] pausedNext;

    private double least;
    private double carbon;
    private int start;

    /// Whether it is for these rules: a restart takes no time, a stretch may be one slot long, and
    /// pauses are not bounded.
    static boolean isFor(Pausing pausing, Load load, int slack) {
        return pausing.restartSlots() == 0
                && pausing.minRunSlots() == 1
                && pausing.maxPauses() >= Math.min(load.slots() - 1, slack);
    }

    /// @param means in g/kWh
    /// @param largest of them
    LeastOfWindows(double[] means, double largest, Load load, int slack, Pausing pausing) {
        this.means = means;
        this.slack = slack;
        slots = load.slots();
        joules = load.joules;
        stopJoules = pausing.stop().joules();
        startJoules = pausing.startJoulesPerSlot();
        idleJoules = pausing.idleJoules(load.step());
        int most = Math.min(slots - 1, slack);
        double bound = most * (stopJoules + startJoules) + slack * idleJoules;
        for (double each : joules) {
            bound += each;
        }
        bound *= largest;
        double ulp = bound == 0 ? 1 : Math.scalb(1.0, Math.getExponent(bound) + 1 - DOUBLE_BITS);
        // All pauses together stay below half a quantum, so that rounding takes them away.
        int bits = 33 - Integer.numberOfLeadingZeros(most + 1);
        penalty = ulp;
        magic = 1.5 * Math.scalb(ulp, bits + DOUBLE_BITS);
        barrier = new double[slots + 1];
        for (int done = 0; done <= slots; done++) {
            barrier[done] = pausing.allowedBefore(done, slots) ? 0 : NEVER;
        }
        running = new double[slots + 1];
        paused = new double[slots + 1];
        runningNext = new double[slots + 1];
        pausedNext = new double[slots + 1];
    }

    /// Goes to the window that begins at a slot; all of its slots have values.
    void from(int begin) {
        int latest = begin + slack;
        least = NEVER;
        carbon = NEVER;
        Arrays.fill(running, NEVER);
        Arrays.fill(paused, NEVER);
        Arrays.fill(runningNext, NEVER);
        Arrays.fill(pausedNext, NEVER);
        running[slots] = 0;
        runningNext[slots] = 0;
        for (int at = begin + slots + slack - 1; at >= begin; at--) {
            double[] spare = runningNext;
            runningNext = running;
            running = spare;
            spare = pausedNext;
            pausedNext = paused;
            paused = spare;
            // With less done at this slot the job would not end in time.
            int from = Math.max(0, at - latest);
            int to = Math.min(slots - 1, at - begin) + 1;
            if (from > 0) {
                running[from - 1] = NEVER;
                paused[from - 1] = NEVER;
            }
            fill(means[at], from, to);
            if (from == 0) {
                first(at);
            }
        }
    }

    private void fill(double mean, int from, int to) {
        double idle = idleJoules * mean + magic - magic;
        double stop = stopJoules * mean + magic - magic + penalty + idle;
        double resume = startJoules * mean + magic - magic;
        double[] work = joules;
        double[] barriers = barrier;
        double[] runs = running;
        double[] waits = paused;
        double[] runsNext = runningNext;
        double[] waitsNext = pausedNext;
        double rounding = magic;
        for (int k = from; k < to; k++) {
            double on = work[k] * mean + rounding - rounding + runsNext[k + 1];
            double wait = waitsNext[k];
            waits[k] = Math.min(resume + on, idle + wait);
            runs[k] = Math.min(on, stop + wait + barriers[k]);
        }
    }

    /// A job that begins here: of equals the earliest start.
    private void first(int at) {
        double sum = joules[0] * means[at] + magic - magic + runningNext[1];
        double rounded = sum + magic - magic;
        if (rounded <= carbon) {
            carbon = rounded;
            least = sum;
            start = at;
        }
    }

    double grams() {
        return carbon / Energy.JOULES_PER_KILOWATT_HOUR;
    }

    int pauses() {
        return (int) Math.rint((least - carbon) / penalty);
    }

    /// The slot of the grid in which the job begins.
    int start() {
        return start;
    }
}
