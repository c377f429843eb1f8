package wattle.grid.fault;

import java.util.Arrays;
import java.util.List;

/// Whether the times of a series are off against those of another series of the same zone.
///
/// The differences of neighbouring values are correlated at lags of -2 to +2 steps of the coarser
/// series. A file that labels the end of each interval follows at a lag of +1. Each week votes for
/// its best lag; the share of weeks that agree is the confidence.
final class LabelLag {

    private static final int MOST = 2;
    private static final int LAGS = 2 * MOST + 1;

    private static final double LEAST_CORRELATION = 0.2;
    private static final double LEAST_GAIN = 0.05;
    private static final double LEAST_CONFIDENCE = 0.6;
    private static final int LEAST_PAIRS = 72;
    private static final int MOST_STEPS = 50_000_000;

    private final Sequence series;
    private final Sequence other;
    private final long step;

    LabelLag(Sequence series, Sequence other) {
        this.series = series;
        this.other = other;
        step = Math.max(series.step, other.step);
    }

    void find(List<Finding> findings) {
        if (step == 0 || step % series.step != 0 || step % other.step != 0) {
            return;
        }
        long from = Math.floorDiv(Math.max(series.at[0], other.at[0]), step);
        long to =
                Math.floorDiv(
                        Math.min(series.at[series.size() - 1], other.at[other.size() - 1]), step);
        if (to - from < LEAST_PAIRS || to - from > MOST_STEPS) {
            return;
        }
        double[] mine = differences(series, from, (int) (to - from));
        double[] theirs = differences(other, from, (int) (to - from));
        double[] correlation = correlations(mine, theirs, 0, mine.length);
        int best = best(correlation);
        int week = (int) Math.max(LEAST_PAIRS, 7 * Times.DAY / step);
        int votes = 0;
        int weeks = 0;
        for (int i = 0; i + LEAST_PAIRS <= mine.length; i += week) {
            weeks++;
            int end = Math.min(mine.length, i + week);
            votes += best(correlations(mine, theirs, i, end)) == best ? 1 : 0;
        }
        double confidence = weeks == 0 ? 0 : (double) votes / weeks;
        int lag = best - MOST;
        if (lag != 0
                && correlation[best] >= LEAST_CORRELATION
                && correlation[best] - correlation[MOST] >= LEAST_GAIN
                && confidence >= LEAST_CONFIDENCE) {
            add(findings, lag, correlation, votes, weeks, from, to);
        }
    }

    private void add(
            List<Finding> findings,
            int lag,
            double[] correlation,
            int votes,
            int weeks,
            long from,
            long to) {
        String which =
                lag == 1
                        ? "this one follows by one step, as labels at the end of an interval do"
                        : lag == -1
                                ? "the other follows this one by one step: its labels may be at the"
                                        + " end of an interval"
                                : "this one is off by " + lag + " steps, as local times are";
        findings.add(
                new Finding(
                        Rule.HOUR_ENDING,
                        Times.interval(from * step, to * step),
                        Rows.NONE,
                        which
                                + "; correlation of differences "
                                + Times.ratio(correlation[lag + MOST])
                                + " at a lag of "
                                + Times.words(lag * step)
                                + " and "
                                + Times.ratio(correlation[MOST])
                                + " at none, best in "
                                + votes
                                + " of "
                                + weeks
                                + " weeks"));
    }

    private static int best(double[] correlation) {
        int best = MOST;
        for (int i = 0; i < LAGS; i++) {
            if (correlation[i] > correlation[best]) {
                best = i;
            }
        }
        return best;
    }

    /// The mean of each step less that of the step before it; NaN where one is missing.
    private double[] differences(Sequence of, long from, int size) {
        double[] sum = new double[size];
        int[] count = new int[size];
        int start = of.from(from * step);
        for (int i = start; i < of.size(); i++) {
            long bucket = Math.floorDiv(of.at[i], step) - from;
            if (bucket >= size) {
                break;
            }
            sum[(int) bucket] += of.value[i];
            count[(int) bucket]++;
        }
        double[] differences = new double[size];
        Arrays.fill(differences, Double.NaN);
        for (int i = 1; i < size; i++) {
            if (count[i] > 0 && count[i - 1] > 0) {
                differences[i] = sum[i] / count[i] - sum[i - 1] / count[i - 1];
            }
        }
        return differences;
    }

    private static double[] correlations(double[] mine, double[] theirs, int from, int to) {
        double[] correlations = new double[LAGS];
        for (int i = 0; i < LAGS; i++) {
            correlations[i] = correlation(mine, theirs, i - MOST, from, to);
        }
        return correlations;
    }

    /// Pearson's, between mine and theirs of `lag` steps earlier; -1 where it is not defined.
    private static double correlation(double[] mine, double[] theirs, int lag, int from, int to) {
        int n = 0;
        double x = 0;
        double y = 0;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = Math.max(from, lag); i < Math.min(to, theirs.length + lag); i++) {
            double a = mine[i];
            double b = theirs[i - lag];
            if (!Double.isNaN(a + b)) {
                n++;
                x += a;
                y += b;
                xx += a * a;
                yy += b * b;
                xy += a * b;
            }
        }
        double varianceProduct = (n * xx - x * x) * (n * yy - y * y);
        return n < LEAST_PAIRS / 2 || varianceProduct <= 0
                ? -1
                : (n * xy - x * y) / Math.sqrt(varianceProduct);
    }
}
