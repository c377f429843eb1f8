package wattle.series;

/// Means of a held value over windows that follow each other at a fixed step.
final class Means {

    private final Timeline timeline;
    private final double[] values;
    private final long step;
    private final long length;

    /// The interval that may meet the next window: all before it end at or before that window.
    private int run;

    private int index;

    Means(HeldSeries series, long step, long length) {
        if (length <= 0 || step < length) {
            throw new IllegalArgumentException(
                    "windows are longer than zero and do not overlap, in ns: "
                            + length
                            + " every "
                            + step);
        }
        timeline = series.timeline();
        values = series.values;
        this.step = step;
        this.length = length;
    }

    double[] from(long start, int count) {
        double[] means = new double[count];
        for (int k = 0; k < count; k++) {
            long at = start + k * step;
            means[k] = mean(at, at + length);
        }
        return means;
    }

    private double mean(long from, long to) {
        seek(from);
        double weighted = 0;
        long covered = 0;
        int inRun = run;
        int each = index;
        while (inRun < timeline.runs()) {
            long begin =
                    timeline.start[inRun] + (each - timeline.first[inRun]) * timeline.step[inRun];
            long end = begin + timeline.step[inRun];
            if (begin >= to) {
                break;
            }
            if (begin <= from && end >= to) {
                return values[each];
            }
            long part = Math.min(end, to) - Math.max(begin, from);
            weighted += values[each] * part;
            covered += part;
            each++;
            if (each == timeline.first[inRun + 1]) {
                inRun++;
            }
        }
        return covered == to - from ? weighted / covered : Double.NaN;
    }

    /// Moves to the first interval that ends after `at`; windows come in order, so it never moves
    /// back.
    private void seek(long at) {
        while (run < timeline.runs() && timeline.end(run) <= at) {
            run++;
            index = timeline.first[run];
        }
        if (run < timeline.runs() && timeline.start[run] <= at) {
            index = timeline.first[run] + (int) ((at - timeline.start[run]) / timeline.step[run]);
        }
    }
}
