package wattle.plan;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One run of the dynamic programme of [PauseResume]. For one thread.
///
/// At the window's slot `t` between `t - slack` and `t` slots of the job are done: only this band
/// of `t × done` is gone through. A first pass, from the end of the window to its beginning, keeps
/// a few rows of every block only; a second one makes of one block after the other what can be
/// reached from where it comes in, and follows the least sums through it. That is little more
/// arithmetic and a fraction of the memory, which is faster, since all of it stays close to the
/// processor.
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

    /// Where the job stands at the window's beginning.
    private final Begun begun;

    /// Whether a restart takes no time, a stretch may be one slot long and pauses are not counted.
    private final boolean brief;

    private final double rounding;
    private final double pausePenalty;
    private final double[] barrier;

    /// By the window's slot, in J·g/kWh: what each slot that the job holds costs beyond its carbon;
    /// infinite where it may not be held.
    private final double[] surcharge;

    /// How many slots before each of the window's may not be held.
    private final int[] closedBefore;

    /// How many slots ahead a row looks, and how many rows are a block.
    private final int reach;

    private final int block;
    private final int width;

    /// The job's energy and the barriers from the current base on.
    private int joulesBase = -1;

    private double[] joulesHere = new double[0];
    private double[] barrierHere = new double[0];

    /// By the window's slot; null where it is not kept at the moment.
    private final Row[] rows;

    /// The first slot of the block whose rows are all there; none before the second pass.
    private int made = -1;

    /// Where the second pass came into its block: only what can be reached from there is made
    /// again. In the first pass everything can.
    private int soughtAt;

    private int soughtDone;

    private final ArrayDeque<Row> spare = new ArrayDeque<>();

    /// How a job comes to the beginning of a window.
    enum Begun {
        /// It was not started.
        NOT,
        /// It worked in the slot before, and may stop.
        RUNNING,
        /// It pauses since the slot before or longer, and is not coming back.
        PAUSED
    }

    /// The least sums from one slot of the window to the end, by how many slots of the job are
    /// done, less [#base].
    private static final class Row {

        /// By layer: the job has worked in the slot before, or it pauses.
        final double[][] running;

        final double[][] paused;

        /// Working on to the job's end without a pause. Used where a stretch has a shortest length.
        final double[] through;

        Row(int layers, int width) {
            running = new double[layers][width];
            paused = new double[layers][width];
            through = new double[width];
        }
    }

    /// @param surcharge see [PauseResume]
    Optimum(Load load, Slots window, Pausing pausing, double[] surcharge) {
        this(load, window, pausing, surcharge, Begun.NOT, 0);
    }

    /// @param load what is left of the job
    /// @param pausing with the pauses that are left
    /// @param before how many slots of the job were done before this load
    Optimum(Load load, Slots window, Pausing pausing, Begun begun, int before) {
        this(load, window, pausing, new double[window.size()], begun, before);
    }

    private Optimum(
            Load load, Slots window, Pausing pausing, double[] surcharge, Begun begun, int before) {
        this.begun = begun;
        this.load = load;
        this.window = window;
        this.pausing = pausing;
        this.surcharge = surcharge;
        closedBefore = new int[window.size() + 1];
        double dearest = 0;
        for (int at = 0; at < window.size(); at++) {
            boolean closed = surcharge[at] == NEVER;
            closedBefore[at + 1] = closedBefore[at] + (closed ? 1 : 0);
            dearest = closed ? dearest : Math.max(dearest, surcharge[at]);
        }
        slots = load.slots();
        slack = window.slack(load);
        int most =
                Math.min(
                        begun == Begun.RUNNING ? slots : slots - 1,
                        slack / Math.max(1, pausing.restartSlots()));
        bounded = pausing.maxPauses() < most;
        layers = bounded ? pausing.maxPauses() + 1 : 1;
        brief = pausing.restartSlots() == 0 && pausing.minRunSlots() == 1 && !bounded;
        double bound = mostJoules() * window.largest() + dearest * window.size();
        double ulp = bound == 0 ? 1 : Math.scalb(1.0, Math.getExponent(bound) + 1 - DOUBLE_BITS);
        // All penalties together stay below half a quantum, so that rounding takes them away.
        int bits = 33 - Integer.numberOfLeadingZeros(most + 1);
        pausePenalty = ulp;
        // Adding and taking away 1.5 × 2⁵² quanta rounds to a multiple of the quantum.
        rounding = 1.5 * Math.scalb(ulp, bits + DOUBLE_BITS);
        barrier = new double[slots + 1];
        for (int done = 0; done <= slots; done++) {
            barrier[done] = pausing.allowedBefore(before + done, before + slots) ? 0 : NEVER;
        }
        int longest = Math.min(slots, pausing.minRunSlots());
        reach = Math.min(window.size(), pausing.restartSlots()) + longest;
        block = Math.max(reach, (int) Math.ceil(Math.sqrt((double) window.size() * reach)));
        width = Math.min(slots, slack + block) + 2;
        rows = new Row[window.size() + 1];
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

    /// Where no slot is closed.
    Schedule schedule() {
        return Objects.requireNonNull(scheduleIfAny(), "a job that fits has a schedule");
    }

    /// Null where closed slots leave no way.
    @Nullable Schedule scheduleIfAny() {
        if (begun != Begun.NOT) {
            for (int at = window.size(); at >= 0; at--) {
                fill(at);
                forget(at + reach + 1, false);
            }
            return new Schedule(path(0, 0, begun == Begun.PAUSED));
        }
        int first = Math.min(pausing.minRunSlots(), slots);
        int start = 0;
        double least = NEVER;
        for (int at = window.size(); at >= 0; at--) {
            fill(at);
            forget(at + reach + 1, false);
            if (at <= slack) {
                double carbon = stretch(layers - 1, at, 0, first) + rounding - rounding;
                if (carbon <= least) {
                    least = carbon;
                    start = at;
                }
            }
        }
        return least == NEVER ? null : new Schedule(path(start, first, false));
    }

    /// Follows the least sums from the first start on, or from within a pause.
    private int[] path(int start, int first, boolean pausedAtFirst) {
        int[] chosen = new int[slots];
        int layer = layers - 1;
        int stretch = first;
        int done = 0;
        int at = start;
        if (pausedAtFirst) {
            at = resumption(layer, at, done);
            stretch = pausing.minRunSlots();
        }
        while (done < slots) {
            for (int i = 0; i < stretch; i++) {
                chosen[done++] = at++;
            }
            while (done < slots && goesOn(layer, at, done)) {
                chosen[done++] = at++;
            }
            if (done < slots) {
                if (pausing.restartSlots() == 0) {
                    at++;
                }
                layer = under(layer);
                at = resumption(layer, at, done);
                stretch = pausing.minRunSlots();
            }
        }
        return chosen;
    }

    /// The slot in which a job that pauses at `at` works again.
    private int resumption(int layer, int at, int done) {
        int resumed = at;
        while (!resumes(layer, resumed, done)) {
            resumed++;
        }
        return resumed + pausing.restartSlots();
    }

    private boolean goesOn(int layer, int at, int done) {
        make(at, done);
        return work(done, at) + runningAt(layer, at + 1, done + 1) == runningAt(layer, at, done);
    }

    private boolean resumes(int layer, int at, int done) {
        make(at, done);
        return resume(layer, at, done) == pausedAt(layer, at, done);
    }

    /// Makes the rows of the block again in which `at` lies, if that was not done.
    private void make(int at, int done) {
        int from = at - at % block;
        if (from == made) {
            return;
        }
        for (int before = Math.max(0, made); before < from; before++) {
            forget(before, true);
        }
        made = from;
        soughtAt = at;
        soughtDone = done;
        for (int each = Math.min(from + block, window.size()) - 1; each >= at; each--) {
            if (rows[each] == null) {
                fill(each);
            }
        }
    }

    /// Gives a row's memory back; in the first pass not that of the rows which the second needs.
    private void forget(int at, boolean all) {
        if (at > window.size() || rows[at] == null || (!all && isKept(at))) {
            return;
        }
        spare.push(rows[at]);
        rows[at] = null;
    }

    /// Whether the block before looks at this row.
    private boolean isKept(int at) {
        return at % block < reach || at + reach > window.size();
    }

    private double exact(double carbon) {
        return carbon + rounding - rounding;
    }

    private double work(int done, int at) {
        return exact(load.joules[done] * window.met(load, done, at) + surcharge[at]);
    }

    private double stop(int at) {
        return exact(pausing.stop().joules() * window.means[at]) + pausePenalty;
    }

    private double idle(int at) {
        double joules = pausing.idleJoules(load.step());
        return exact(joules * window.means[at] + (joules > 0 ? surcharge[at] : 0));
    }

    private int least(int at) {
        return Math.max(0, at - slack);
    }

    /// From where on the rows of a block count; the same throughout the block.
    private int base(int at) {
        return least(at - at % block);
    }

    private int most(int at) {
        return Math.min(slots, at);
    }

    /// The first that is made of a row.
    private int lowest(int at) {
        return Math.max(least(at), soughtDone);
    }

    /// The last that is made of a row, the finished job apart.
    private int highest(int at) {
        return Math.min(Math.min(most(at), slots - 1), soughtDone + at - soughtAt);
    }

    private void fill(int at) {
        Row row = spare.isEmpty() ? new Row(layers, width) : spare.pop();
        rows[at] = row;
        int finished = slots - base(at);
        for (int layer = 0; layer < layers; layer++) {
            if (most(at) == slots) {
                row.running[layer][finished] = 0;
                row.paused[layer][finished] = NEVER;
                row.through[finished] = 0;
            }
            if (at < window.size()) {
                if (brief) {
                    fillBriefly(at);
                } else {
                    fillThrough(at);
                    fillPaused(layer, at);
                    fillRunning(layer, at);
                }
            }
        }
    }

    /// As [#fillPaused] and [#fillRunning] in the simplest case: a loop that a compiler can make
    /// parallel, which it does where both rows begin at the same base.
    private void fillBriefly(int at) {
        int from = lowest(at);
        int to = highest(at) + 1;
        int next = least(at + 1);
        int base = base(at);
        if (base != base(at + 1)) {
            for (int done = from; done < to; done++) {
                fillOne(at, done);
            }
            return;
        }
        // The lowest of a full band has no slack left, so it cannot wait; the job's last slot may
        // be
        // a short one.
        if (from < next) {
            fillOne(at, from);
        }
        if (to == slots && to > next) {
            fillOne(at, to - 1);
            to--;
        }
        double mean = window.means[at];
        double idle = idle(at);
        double stop = stop(at) + idle;
        double start = exact(pausing.startJoulesPerSlot() * mean);
        rebase(base);
        least(
                rows[at],
                rows[at + 1],
                Math.max(from, next) - base,
                to - base,
                mean,
                surcharge[at],
                idle,
                stop,
                start);
    }

    private void least(
            Row row,
            Row next,
            int from,
            int to,
            double mean,
            double charge,
            double idle,
            double stop,
            double start) {
        double[] running = row.running[0];
        double[] paused = row.paused[0];
        double[] runningNext = next.running[0];
        double[] pausedNext = next.paused[0];
        double[] joules = joulesHere;
        double[] barriers = barrierHere;
        double magic = rounding;
        for (int k = from; k < to; k++) {
            double on = joules[k] * mean + charge + magic - magic + runningNext[k + 1];
            double wait = pausedNext[k];
            paused[k] = Math.min(start + on, idle + wait);
            running[k] = Math.min(on, stop + wait + barriers[k]);
        }
    }

    private void rebase(int base) {
        if (joulesBase != base) {
            int to = Math.min(slots, base + width);
            joulesHere = Arrays.copyOfRange(load.joules, base, to);
            barrierHere = Arrays.copyOfRange(barrier, base, to);
            joulesBase = base;
        }
    }

    private void fillOne(int at, int done) {
        double on = work(done, at) + runningAt(0, at + 1, done + 1);
        double wait = pausedAt(0, at + 1, done);
        double start = exact(pausing.startJoulesPerSlot() * window.means[at]);
        int k = done - base(at);
        rows[at].paused[0][k] = Math.min(start + on, idle(at) + wait);
        rows[at].running[0][k] = Math.min(on, stop(at) + idle(at) + wait + barrier[done]);
    }

    private void fillThrough(int at) {
        for (int done = lowest(at); done <= highest(at); done++) {
            rows[at].through[done - base(at)] =
                    (surcharge[at] == NEVER ? 0 : work(done, at))
                            + rows[at + 1].through[done + 1 - base(at + 1)];
        }
    }

    private void fillPaused(int layer, int at) {
        for (int done = lowest(at); done <= highest(at); done++) {
            double wait = idle(at) + pausedAt(layer, at + 1, done);
            rows[at].paused[layer][done - base(at)] = Math.min(resume(layer, at, done), wait);
        }
    }

    private void fillRunning(int layer, int at) {
        for (int done = lowest(at); done <= highest(at); done++) {
            double on = work(done, at) + runningAt(layer, at + 1, done + 1);
            rows[at].running[layer][done - base(at)] = Math.min(on, pause(layer, at, done));
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
        return stop(at)
                + (pausing.restartSlots() > 0
                        ? pausedAt(under(layer), at, done)
                        : idle(at) + pausedAt(under(layer), at + 1, done));
    }

    /// Beginning to go on at `at`, after a pause.
    private double resume(int layer, int at, int done) {
        int works = at + pausing.restartSlots();
        if (done < least(works) || slots - done < pausing.minRunSlots()) {
            return NEVER;
        }
        double sum = 0;
        for (int each = at; each < Math.max(works, at + 1); each++) {
            double held = each < works ? surcharge[each] : 0;
            sum += exact(pausing.startJoulesPerSlot() * window.means[each] + held);
        }
        return sum + stretch(layer, works, done, pausing.minRunSlots());
    }

    /// Working at least `length` slots from `at` on, and what is best after that.
    private double stretch(int layer, int at, int done, int length) {
        if (closedBefore[at + length] > closedBefore[at]) {
            return NEVER;
        }
        double work =
                length == 1
                        ? work(done, at)
                        : rows[at].through[done - base(at)]
                                - rows[at + length].through[done + length - base(at + length)];
        return work + runningAt(layer, at + length, done + length);
    }

    private double runningAt(int layer, int at, int done) {
        return done < least(at) ? NEVER : rows[at].running[layer][done - base(at)];
    }

    private double pausedAt(int layer, int at, int done) {
        return done < least(at) ? NEVER : rows[at].paused[layer][done - base(at)];
    }
}
