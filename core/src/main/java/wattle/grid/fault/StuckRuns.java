package wattle.grid.fault;

import java.util.Arrays;
import java.util.List;

/// Values that stay exactly the same for longer than the series is wont to.
///
/// What is usual is the longest run but for one in every month: a modelled series that holds a few
/// levels for days is judged by its days, a measured one by its hours. A run is stuck where it is
/// three times as long, and at least six hours and six rows. Zeros are left alone: curtailment
/// lasts.
final class StuckRuns {

    private static final int LEAST_ROWS = 6;
    private static final long LEAST = 6 * Times.HOUR;
    private static final int TIMES_USUAL = 3;
    private static final double HOURS_PER_LONG_RUN = 730;

    private final Sequence series;
    private final List<Finding> findings;

    StuckRuns(Sequence series, List<Finding> findings) {
        this.series = series;
        this.findings = findings;
    }

    void find() {
        int size = series.size();
        long[] lengths = new long[size];
        int[] starts = new int[size];
        int runs = 0;
        for (int from = 0; from < size; ) {
            int to = runEnd(from);
            if (series.value[from] != 0) {
                starts[runs] = from;
                lengths[runs++] = series.end(to - 1) - series.at[from];
            }
            from = to;
        }
        long[] sorted = Arrays.copyOf(lengths, runs);
        Arrays.sort(sorted);
        int leftOut = 1 + (int) (series.hours() / HOURS_PER_LONG_RUN);
        long usual = runs > leftOut ? sorted[runs - 1 - leftOut] : 0;
        long limit = Math.max(LEAST, TIMES_USUAL * usual);
        for (int i = 0; i < runs; i++) {
            if (lengths[i] >= limit) {
                int to = runEnd(starts[i]);
                if (to - starts[i] >= LEAST_ROWS) {
                    add(starts[i], to, usual);
                }
            }
        }
    }

    private int runEnd(int from) {
        int to = from + 1;
        while (to < series.size() && series.value[to] == series.value[from] && series.follows(to)) {
            to++;
        }
        return to;
    }

    private void add(int from, int to, long usual) {
        findings.add(
                new Finding(
                        Rule.STUCK,
                        Times.interval(series.at[from], series.end(to - 1)),
                        series.rows(from, to),
                        Times.grams(series.value[from])
                                + " for "
                                + Times.words(series.end(to - 1) - series.at[from])
                                + "; all but one run a month last "
                                + Times.words(usual)
                                + " at most"));
    }
}
