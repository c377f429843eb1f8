package wattle.grid.fault;

import java.util.List;

/// Lows and highs that begin and end within one step, and levels that change for good.
///
/// A low is a stretch of at most six hours whose highest value stands off both the value before it
/// and the value after it by the series' own measure ([Habit]), and lies below the median of the
/// three hours on either side, so that what lies between two spikes is none. Weather does not do
/// that: a front or a sunrise takes several rows on at least one side. A high is the same upside
/// down. Each row is looked at a bounded number of times.
final class Excursions {

    private static final long LONGEST = 6 * Times.HOUR;
    private static final long SURROUNDINGS = 3 * Times.HOUR;
    private static final double BELOW_SURROUNDINGS = 0.75;

    /// A level is the median of a day; a change of it is one where most lies in a single step.
    private static final long LEVEL = Times.DAY;

    private static final int LEVEL_ROWS = 12;
    private static final double ONE_STEP = 0.8;

    private final Sequence series;
    private final boolean average;
    private final List<Finding> findings;
    private final double[] logs;
    private final Habit habit;

    /// @param average whether the signal is an average, in which a zero is a value like others;
    ///   else zeros are real and left alone
    Excursions(Sequence series, boolean average, List<Finding> findings) {
        this.series = series;
        this.average = average;
        this.findings = findings;
        logs = new double[series.size()];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Habit.log(series.value[i], average);
        }
        habit = Habit.of(series, logs);
    }

    void find() {
        if (series.size() < 3) {
            return;
        }
        if (!habit.isSteady()) {
            findings.add(
                    new Finding(
                            Rule.LOWS_NOT_JUDGED,
                            Times.interval(series.at[0], series.end(series.size() - 1)),
                            Rows.NONE,
                            "steps by a factor of "
                                    + Times.ratio(Math.exp(habit.ordinary()))
                                    + " and more, or from and to zero, occur about every hundred"
                                    + " hours"));
            return;
        }
        int i = 1;
        while (i < logs.length - 1) {
            double step = logs[i] - logs[i - 1];
            int end = i;
            if (Math.abs(step) >= habit.excursion() && Habit.areNear(series, i - 1, i)) {
                end = excursion(i, step < 0 ? -1 : 1);
                if (end == i) {
                    level(i);
                }
            }
            i = Math.max(i + 1, end);
        }
    }

    /// The end of the excursion that begins at `from`, or `from` where there is none.
    ///
    /// @param sign -1 for a low, 1 for a high
    private int excursion(int from, int sign) {
        double before = sign * logs[from - 1];
        double nearest = Double.POSITIVE_INFINITY;
        double deepest = 0;
        int best = from;
        for (int i = from; i < logs.length - 1 && series.at[i] - series.at[from] <= LONGEST; i++) {
            double here = sign * logs[i];
            if (!(here - before >= habit.excursion()) || !Habit.areNear(series, i, i + 1)) {
                break;
            }
            nearest = Math.min(nearest, here);
            double depth = nearest - Math.max(before, sign * logs[i + 1]);
            if (depth > deepest && series.at[i + 1] - series.at[from] <= LONGEST) {
                deepest = depth;
                best = i + 1;
            }
        }
        if (deepest < habit.excursion() || !isOffSurroundings(from, best, sign)) {
            return from;
        }
        add(from, best, sign);
        return best;
    }

    private boolean isOffSurroundings(int from, int to, int sign) {
        double median =
                series.median(
                        Math.min(from - 1, series.from(series.at[from] - SURROUNDINGS)),
                        Math.max(to + 1, series.from(series.end(to - 1) + SURROUNDINGS)),
                        from,
                        to,
                        floor());
        for (int i = from; i < to; i++) {
            double value = series.value[i];
            boolean off =
                    sign < 0
                            ? value <= BELOW_SURROUNDINGS * median
                            : value * BELOW_SURROUNDINGS >= median;
            if (!off) {
                return false;
            }
        }
        return true;
    }

    /// Real zeros say nothing of the level around them.
    private double floor() {
        return average ? Double.NEGATIVE_INFINITY : 0;
    }

    private void add(int from, int to, int sign) {
        double before = series.value[from - 1];
        double after = series.value[to];
        double value = series.value[from];
        double edge = sign < 0 ? Math.min(before, after) : Math.max(before, after);
        findings.add(
                new Finding(
                        sign < 0 ? Rule.FALSE_LOW : Rule.IMPOSSIBLE_STEP,
                        Times.interval(series.at[from], series.end(to - 1)),
                        series.rows(from, to),
                        Times.grams(value)
                                + " between "
                                + Times.grams(before)
                                + " and "
                                + Times.grams(after)
                                + (to - from > 1 ? ", " + (to - from) + " rows long" : "")
                                + (edge > 0 ? ", " + Times.ratio(value / edge) + " of them" : "")
                                + "; this series ordinarily steps by a factor of "
                                + Times.ratio(Math.exp(habit.ordinary()))
                                + " at most"));
    }

    /// Whether a new level begins with this row.
    private void level(int at) {
        int before = Math.max(0, series.from(series.at[at] - LEVEL));
        int after = series.from(series.at[at] + LEVEL);
        if (at - before < LEVEL_ROWS || after - at < LEVEL_ROWS) {
            return;
        }
        double old = series.median(before, at, 0, 0, floor());
        double level = series.median(at, after, 0, 0, floor());
        double change = Habit.log(level, average) - Habit.log(old, average);
        double step = logs[at] - logs[at - 1];
        if (Math.abs(change) >= habit.excursion()
                && Math.signum(change) == Math.signum(step)
                && Math.abs(step) >= ONE_STEP * Math.abs(change)) {
            findings.add(
                    new Finding(
                            Rule.IMPOSSIBLE_STEP,
                            Times.interval(series.at[at], series.end(at)),
                            series.rows(at, at + 1),
                            "the median of a day goes from "
                                    + Times.grams(old)
                                    + " to "
                                    + Times.grams(level)
                                    + " in one step, "
                                    + Times.ratio(level / old)
                                    + " times"));
        }
    }
}
