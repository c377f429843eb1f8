package wattle.plan;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import wattle.unit.Energy;

/// One job at many starts on one grid, under several policies and slacks, which share their work:
///
/// - what each start emits at once is summed once for all of them: one correlation of profile and
///   intensity, or running sums for constant power;
/// - a flexible start is the least of those within the slack, by a sliding minimum;
/// - the lowest intervals are kept while the window slides, over values that were put in order once
///   for the grid;
/// - the optimum for constant power and free pauses is the lowest intervals; else a dynamic
///   programme of its own for each start, of which only the sums are kept ([LeastOfWindows]).
///
/// What has no such structure is asked for each start alone. Grams are those of [Grams] but for
/// rounding. Immutable; threads may share it.
public final class ManyStarts {

    private final IntensityGrid grid;
    private final Load load;

    /// In g, by start; NaN where the job does not fit or meets a gap.
    private final double[] atOnce;

    /// Told of one start after the other.
    public interface Each {

        /// @param start slot of the grid
        /// @param atOnce what starting at once emits, in g
        /// @param grams what the policy emits
        /// @param pauses stops after the first start
        /// @param waited whether the first start waits
        void start(int start, double atOnce, double grams, int pauses, boolean waited);
    }

    /// @throws IllegalArgumentException if the job's slots are not the grid's, or its last is a
    ///   short one
    public ManyStarts(IntensityGrid grid, Load load) {
        if (!load.step().equals(grid.step()) || !load.last().equals(load.step())) {
            throw new IllegalArgumentException(
                    "a job is evaluated in whole slots of "
                            + grid.step()
                            + ", not in "
                            + load.step()
                            + " with a last one of "
                            + load.last());
        }
        this.grid = grid;
        this.load = load;
        atOnce = atOnce();
    }

    private double[] atOnce() {
        double[] grams = new double[grid.size()];
        Arrays.fill(grams, Double.NaN);
        double joules = load.isConstant() ? load.joules[0] : 1;
        int start = 0;
        while (start < grid.size()) {
            int count = grid.untilGap(start) - start - load.slots() + 1;
            if (count > 0) {
                double[] sums =
                        load.isConstant()
                                ? Correlation.ofOnes(load.slots(), grid.means, start, count)
                                : Correlation.of(load.joules, grid.means, start, count);
                for (int i = 0; i < count; i++) {
                    grams[start + i] = sums[i] * joules / Energy.JOULES_PER_KILOWATT_HOUR;
                }
            }
            start = grid.untilGap(start) + 1;
        }
        return grams;
    }

    /// What starting at a slot and running through emits, in g; NaN where the job meets a gap or
    /// the end.
    public double atOnce(int start) {
        return atOnce[start];
    }

    /// The sum over starts.
    ///
    /// @param starts slots of the grid, ascending
    /// @param level of [Policy#THRESHOLD], in g/kWh
    public Outcome outcome(Policy policy, int slack, Pausing pausing, double level, int... starts) {
        double hours = load.step().toNanos() * (double) (load.slots() + slack) / 3.6e12;
        var sum = new Outcome.Sum(hours);
        int visited =
                visit(
                        policy,
                        slack,
                        pausing,
                        level,
                        starts,
                        (start, baseline, grams, pauses, waited) ->
                                sum.add(baseline, grams, grams, pauses, waited));
        sum.skip(starts.length - visited);
        return sum.outcome();
    }

    /// Tells of each start whose window lies within the grid and has no gap.
    ///
    /// For [Policy#PAUSE_RESUME] with constant power and free pauses the pauses are those of
    /// [Policy#LOWEST_INTERVALS]: the grams are the same, and where many slots are equal there may
    /// be a plan with fewer.
    ///
    /// @param starts slots of the grid, ascending
    /// @param level of [Policy#THRESHOLD], in g/kWh
    /// @return how many that were
    public int visit(
            Policy policy, int slack, Pausing pausing, double level, int[] starts, Each each) {
        return switch (policy) {
            case RUN_NOW -> flexibleStart(0, slack, starts, each);
            case FLEXIBLE_START -> flexibleStart(slack, slack, starts, each);
            case LOWEST_INTERVALS ->
                    pausing.isFree()
                            ? lowestIntervals(slack, starts, each)
                            : alone(policy, slack, pausing, level, starts, each);
            case PAUSE_RESUME -> {
                if (load.isConstant() && pausing.equals(Pausing.FREE)) {
                    yield lowestIntervals(slack, starts, each);
                }
                yield LeastOfWindows.isFor(pausing, load, slack)
                        ? optimum(slack, pausing, starts, each)
                        : alone(policy, slack, pausing, level, starts, each);
            }
            case THRESHOLD -> alone(policy, slack, pausing, level, starts, each);
        };
    }

    private int flexibleStart(int wait, int slack, int[] starts, Each each) {
        var least = new SlidingMinimum(wait + 1);
        int next = 0;
        int visited = 0;
        for (int start : starts) {
            if (!grid.covers(start, load.slots() + slack)) {
                continue;
            }
            least.from(start);
            for (next = Math.max(next, start); next <= start + wait; next++) {
                least.add(next, atOnce[next]);
            }
            each.start(start, atOnce[start], least.value(), 0, least.position() > start);
            visited++;
        }
        return visited;
    }

    private int lowestIntervals(int slack, int[] starts, Each each) {
        int size = load.slots() + slack;
        double[] profile = load.isConstant() ? null : load.joules;
        @Nullable LowestOfWindows lowest = null;
        int visited = 0;
        for (int start : starts) {
            if (!grid.covers(start, size)) {
                continue;
            }
            if (lowest == null) {
                lowest = new LowestOfWindows(grid.ranks(), size, load.slots());
            }
            int from = Math.min(start, lowest.from());
            lowest.moveTo(start, grid.covers(from, start - from + size));
            double sum = profile == null ? lowest.sum() * load.joules[0] : lowest.played(profile);
            each.start(
                    start,
                    atOnce[start],
                    sum / Energy.JOULES_PER_KILOWATT_HOUR,
                    lowest.pauses(),
                    !lowest.startsAtOnce());
            visited++;
        }
        return visited;
    }

    private int optimum(int slack, Pausing pausing, int[] starts, Each each) {
        var least = new LeastOfWindows(grid.means, grid.ranks().largest, load, slack, pausing);
        int visited = 0;
        for (int start : starts) {
            if (grid.covers(start, load.slots() + slack)) {
                least.from(start);
                each.start(
                        start, atOnce[start], least.grams(), least.pauses(), least.start() > start);
                visited++;
            }
        }
        return visited;
    }

    private int alone(
            Policy policy, int slack, Pausing pausing, double level, int[] starts, Each each) {
        int visited = 0;
        for (int start : starts) {
            if (grid.covers(start, load.slots() + slack)) {
                Slots window = grid.window(start, load.slots() + slack);
                Schedule schedule = policy.choose(load, window, pausing, level);
                each.start(
                        start,
                        atOnce[start],
                        Grams.of(schedule, load, window, pausing).grams(),
                        schedule.pauses(),
                        schedule.initialWait() > 0);
                visited++;
            }
        }
        return visited;
    }
}
