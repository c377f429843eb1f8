package wattle.plan;

import java.util.Arrays;

/// One run of the dynamic programme of [PauseResume]. For one thread.
///
/// At the window's slot `t` between `t - slack` and `t` slots of the job are done: only this band
/// of `t × done` is gone through.
final class Optimum {

    private static final double NEVER = Double.POSITIVE_INFINITY;
    private static final int DOUBLE_BITS = 52;

    private final Load load;
    private final Slots window;
    private final Pausing pausing;
    private final int slots;
    private final int slack;

    /// Whether pauses are bounded more tightly than the window bounds them; then each number of
    /// pauses that are left has a layer of its own.
    private final boolean bounded;

    private final int layers;

    private final double rounding;
    private final double pausePenalty;

    /// For each layer and slot of the window, the least sum from there to the end, by the slots
    /// that are done.
    private final double[][][] running;

    private final double[][][] paused;

    /// Σ w along the stretch of work that is never interrupted, from `t` and `done` to the job's
    /// end; needed where a stretch has a shortest length. Empty otherwise.
    private final double[][] through;

    private final double[] barrier;

    Optimum(Load load, Slots window, Pausing pausing) {
        this.load = load;
        this.window = window;
        this.pausing = pausing;
        slots = load.slots();
        slack = window.slack(load);
        int most = Math.min(slots - 1, slack / Math.max(1, pausing.restartSlots()));
        bounded = pausing.maxPauses() < most;
        layers = bounded ? pausing.maxPauses() + 1 : 1;
        double bound = mostJoules() * window.largest();
        double ulp = bound == 0 ? 1 : Math.scalb(1.0, Math.getExponent(bound) + 1 - DOUBLE_BITS);
        // All penalties together stay below half a quantum, so that rounding takes them away.
        int bits = 33 - Integer.numberOfLeadingZeros(most + 1);
        pausePenalty = ulp;
        // Adding and taking away 1.5 × 2⁵² quanta rounds to a multiple of the quantum.
        rounding = 1.5 * Math.scalb(ulp, bits + DOUBLE_BITS);
        running = new double[layers][window.size() + 1][];
        paused = new double[layers][window.size() + 1][];
        through = pausing.minRunSlots() > 1 ? new double[window.size() + 1][] : new double[0][];
        barrier = new double[slots + 1];
        for (int done = 0; done <= slots; done++) {
            barrier[done] = pausing.allowedBefore(done, slots) ? 0 : NEVER;
        }
    }

    /// More than the job and all its pauses can draw.
    private double mostJoules() {
        double sum = 0;
        for (double each : load.joules) {
            sum += each;
        }
        int pauses = Math.min(pausing.maxPauses(), Math.min(slots, slack));
        return sum
                + pauses * (pausing.stop().joules() + pausing.start().joules())
                + slack * pausing.idleJoules(load.step());
    }

    Schedule schedule() {
        for (int at = window.size(); at >= 0; at--) {
            fill(at);
        }
        return path();
    }

    private double exact(double grams) {
        return grams + rounding - rounding;
    }

    private double work(int done, int at) {
        return exact(load.joules[done] * window.met(load, done, at));
    }

    private double stop(int at) {
        return exact(pausing.stop().joules() * window.means[at]) + pausePenalty;
    }

    private double idle(int at) {
        return exact(pausing.idleJoules(load.step()) * window.means[at]);
    }

    private int least(int at) {
        return Math.max(0, at - slack);
    }

    private int most(int at) {
        return Math.min(slots, at);
    }

    private void fill(int at) {
        if (through.length > 0) {
            fillThrough(at);
        }
        int from = least(at);
        int size = most(at) - from + 1;
        for (int layer = 0; layer < layers; layer++) {
            running[layer][at] = new double[size];
            paused[layer][at] = new double[size];
            Arrays.fill(paused[layer][at], NEVER);
        }
        if (at == window.size()) {
            return; // Only the finished job is left, at no further cost.
        }
        for (int layer = 0; layer < layers; layer++) {
            if (pausing.restartSlots() == 0 && pausing.minRunSlots() == 1 && !bounded) {
                fillBriefly(at);
            } else {
                fillPaused(layer, at);
                fillRunning(layer, at);
            }
        }
    }

    /// As [#fillPaused] and [#fillRunning] where a restart takes no time, every stretch may be one
    /// slot long and pauses are not counted: loops that a compiler can make parallel.
    private void fillBriefly(int at) {
        int from = least(at);
        int to = Math.min(most(at), slots - 1);
        double idle = idle(at);
        double stop = stop(at) + idle;
        double start = exact(pausing.startJoulesPerSlot() * window.means[at]);
        double[] runningNow = running[0][at];
        double[] pausedNow = paused[0][at];
        double[] runningNext = running[0][at + 1];
        double[] pausedNext = paused[0][at + 1];
        int nextFrom = least(at + 1);
        int shift = from - nextFrom;
        int count = to - from + 1;
        work(at, from, count, runningNow);
        // The job that goes on is one further at the next slot, where the band may begin one later.
        for (int k = 0; k < count; k++) {
            runningNow[k] += runningNext[k + shift + 1];
        }
        // The lowest of a full band has no slack left: it cannot wait.
        int first = shift < 0 ? 1 : 0;
        for (int k = 0; k < count; k++) {
            pausedNow[k] = start + runningNow[k];
        }
        for (int k = first; k < count; k++) {
            double wait = pausedNext[k + shift];
            pausedNow[k] = Math.min(pausedNow[k], idle + wait);
        }
        for (int k = first; k < count; k++) {
            double wait = pausedNext[k + shift] + barrier[from + k];
            runningNow[k] = Math.min(runningNow[k], stop + wait);
        }
    }

    /// The carbon of the job's slots from `from` on in the window's slot `at`.
    private void work(int at, int from, int count, double[] into) {
        double mean = window.means[at];
        double magic = rounding;
        double[] joules = load.joules;
        for (int k = 0; k < count; k++) {
            into[k] = joules[from + k] * mean + magic - magic;
        }
        if (from + count == slots) {
            into[count - 1] = work(slots - 1, at);
        }
    }

    private void fillThrough(int at) {
        int from = least(at);
        through[at] = new double[most(at) - from + 1];
        for (int done = from; done < Math.min(most(at) + 1, slots); done++) {
            through[at][done - from] = work(done, at) + through[at + 1][done + 1 - least(at + 1)];
        }
    }

    private void fillPaused(int layer, int at) {
        int from = least(at);
        for (int done = from; done <= most(at) && done < slots; done++) {
            double wait = idle(at) + pausedAt(layer, at + 1, done);
            paused[layer][at][done - from] = Math.min(resume(layer, at, done), wait);
        }
    }

    private void fillRunning(int layer, int at) {
        int from = least(at);
        for (int done = from; done <= most(at) && done < slots; done++) {
            double on = work(done, at) + runningAt(layer, at + 1, done + 1);
            running[layer][at][done - from] = Math.min(on, pause(layer, at, done));
        }
    }

    /// The layer with one pause less left.
    private int under(int layer) {
        return bounded ? layer - 1 : 0;
    }

    /// Stopping at `at`, where the job was at work in the slot before.
    private double pause(int layer, int at, int done) {
        if (barrier[done] != 0 || (bounded && layer == 0)) {
            return NEVER;
        }
        int under = under(layer);
        return stop(at)
                + (pausing.restartSlots() > 0
                        ? pausedAt(under, at, done)
                        : idle(at) + pausedAt(under, at + 1, done));
    }

    /// Beginning to go on at `at`, after a pause.
    private double resume(int layer, int at, int done) {
        int works = at + pausing.restartSlots();
        if (done < least(works) || slots - done < pausing.minRunSlots()) {
            return NEVER;
        }
        double sum = 0;
        for (int each = at; each < Math.max(works, at + 1); each++) {
            sum += exact(pausing.startJoulesPerSlot() * window.means[each]);
        }
        return sum + stretch(layer, works, done, pausing.minRunSlots());
    }

    /// Working at least `length` slots from `at` on, and what is best after that.
    private double stretch(int layer, int at, int done, int length) {
        double work =
                length == 1
                        ? work(done, at)
                        : through[at][done - least(at)]
                                - through[at + length][done + length - least(at + length)];
        return work + runningAt(layer, at + length, done + length);
    }

    private double runningAt(int layer, int at, int done) {
        return done < least(at) ? NEVER : running[layer][at][done - least(at)];
    }

    private double pausedAt(int layer, int at, int done) {
        return done < least(at) ? NEVER : paused[layer][at][done - least(at)];
    }

    /// Follows the least sums from the start on.
    private Schedule path() {
        int layer = layers - 1;
        int stretch = Math.min(pausing.minRunSlots(), slots);
        int start = 0;
        double least = NEVER;
        for (int at = 0; at <= slack; at++) {
            double quanta = stretch(layer, at, 0, stretch) + rounding - rounding;
            if (quanta < least) {
                least = quanta;
                start = at;
            }
        }
        int[] chosen = new int[slots];
        int done = 0;
        int at = start;
        while (done < slots) {
            for (int i = 0; i < stretch; i++) {
                chosen[done++] = at++;
            }
            while (done < slots
                    && work(done, at) + runningAt(layer, at + 1, done + 1)
                            == runningAt(layer, at, done)) {
                chosen[done++] = at++;
            }
            if (done < slots) {
                if (pausing.restartSlots() == 0) {
                    at++;
                }
                layer = under(layer);
                while (resume(layer, at, done) != pausedAt(layer, at, done)) {
                    at++;
                }
                at += pausing.restartSlots();
                stretch = pausing.minRunSlots();
            }
        }
        return new Schedule(chosen);
    }
}
