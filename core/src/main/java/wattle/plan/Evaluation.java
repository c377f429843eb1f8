package wattle.plan;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a policy would have saved over many starts of one job, had it known the intensity.
///
/// Starts that follow each other share their work: a flexible start over a whole year costs one
/// correlation, the lowest intervals one window that slides. A policy that has no such structure is
/// asked for each start alone.
public final class Evaluation {

    private final IntensityGrid grid;
    private final Load load;
    private final int slack;
    private final Pausing pausing;
    private final int size;

    /// Made when first asked for; two threads may both make it.
    private volatile @Nullable ManyStarts many;

    /// @throws IllegalArgumentException if the job's slots are not the grid's, or its last is a
    ///   short one
    public Evaluation(IntensityGrid grid, Load load, int slack, Pausing pausing) {
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
        this.slack = slack;
        this.pausing = pausing;
        size = Math.addExact(load.slots(), slack);
    }

    /// Of single starts.
    ///
    /// @param starts slots of the grid; one whose window is not covered is skipped
    /// @param level of [Policy#THRESHOLD], in g/kWh
    public Outcome of(Policy policy, int[] starts, double level) {
        Outcome.Sum sum = sum();
        for (int start : starts) {
            if (!grid.covers(start, size)) {
                sum.skip();
                continue;
            }
            Slots window = grid.window(start, size);
            Schedule schedule = policy.choose(load, window, pausing, level);
            double grams = Grams.of(schedule, load, window, pausing).grams();
            sum.add(
                    Grams.of(RunNow.choose(load, window), load, window, pausing).grams(),
                    grams,
                    grams,
                    schedule.pauses(),
                    schedule.initialWait() > 0);
        }
        return sum.outcome();
    }

    /// Of single starts that were planned on what was expected, and are counted by what came.
    ///
    /// @param starts slots of the grid; one whose window is not covered, or of which nothing was
    ///   expected, is skipped
    /// @param level of [Policy#THRESHOLD], in g/kWh
    public Outcome ofExpected(Policy policy, int[] starts, double level, Expectation expectation) {
        Outcome.Sum sum = sum();
        for (int start : starts) {
            double[] expected = grid.covers(start, size) ? expectation.from(start, size) : null;
            if (expected == null) {
                sum.skip();
                continue;
            }
            Slots window = grid.window(start, size);
            Slots foreseen = Slots.ofMeans(grid.at(start), grid.step(), expected);
            Schedule planned = policy.choose(load, foreseen, pausing, level);
            Schedule best = policy.choose(load, window, pausing, level);
            add(window, planned, best, sum);
        }
        return sum.outcome();
    }

    private void add(Slots window, Schedule planned, Schedule best, Outcome.Sum sum) {
        sum.add(
                Grams.of(RunNow.choose(load, window), load, window, pausing).grams(),
                Grams.of(planned, load, window, pausing).grams(),
                Grams.of(best, load, window, pausing).grams(),
                planned.pauses(),
                planned.initialWait() > 0);
    }

    /// Of single starts that were planned on what was expected, and planned anew as that changed.
    ///
    /// @param policy [Policy#FLEXIBLE_START] or [Policy#PAUSE_RESUME]
    /// @param starts as in [#ofExpected]
    /// @param every slots of the grid from one forecast to the next
    public Outcome ofRolling(Policy policy, int[] starts, int every, Expectation expectation) {
        Outcome.Sum sum = sum();
        var rolling = new Rolling(policy, load, pausing, every);
        for (int start : starts) {
            Schedule chosen =
                    grid.covers(start, size)
                            ? rolling.choose(grid, start, size, expectation)
                            : null;
            if (chosen == null) {
                sum.skip();
                continue;
            }
            add(
                    grid.window(start, size),
                    chosen,
                    policy.choose(load, grid.window(start, size), pausing, 0),
                    sum);
        }
        return sum.outcome();
    }

    /// Of single starts under [Policy#THRESHOLD] with a level of each slot's own, such as
    /// [Threshold#pastQuantiles].
    ///
    /// @param levels by slot of the grid, in g/kWh; a start at one without a level is skipped
    /// @param anew whether the level of each slot counts, or that of the start for all
    public Outcome ofThreshold(double[] levels, boolean anew, int[] starts) {
        Outcome.Sum sum = sum();
        for (int start : starts) {
            if (!grid.covers(start, size) || Double.isNaN(levels[start])) {
                sum.skip();
                continue;
            }
            Slots window = grid.window(start, size);
            Schedule chosen =
                    Threshold.choose(
                            load, window, pausing, slot -> levels[anew ? start + slot : start]);
            add(window, chosen, chosen, sum);
        }
        return sum.outcome();
    }

    /// Of every start from one slot to another.
    ///
    /// @param from the first start
    /// @param to behind the last one
    public Outcome ofAll(Policy policy, int from, int to, double level) {
        int[] starts = new int[to - from];
        Arrays.setAll(starts, i -> from + i);
        ManyStarts shared = many;
        if (shared == null) {
            shared = new ManyStarts(grid, load);
            many = shared;
        }
        return shared.outcome(policy, slack, pausing, level, starts);
    }

    private Outcome.Sum sum() {
        return new Outcome.Sum(load.step().toNanos() * (double) size / 3.6e12);
    }
}
