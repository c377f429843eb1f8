package wattle.grid.fault;

import java.util.Arrays;

/// How far a series steps in the ordinary course of things, by which its lows and jumps are judged.
///
/// A step is the absolute difference of two neighbours' natural logarithms. The ordinary largest is
/// the one that about one step in every hundred hours exceeds, the four largest left out: a fault
/// of a day or two cannot hide itself, and what comes twice a week is no fault.
///
/// @param excursion how far, as a logarithm, a low or high must stand off both its edges to be a
///   fault
/// @param isSteady whether faults can be told at all; not where the series steps by a factor of
///   three and more twice a week
/// @param ordinary the ordinary largest step, as a logarithm
record Habit(double excursion, boolean isSteady, double ordinary) {

    /// Below this an intensity is as good as none: a step from 0.3 to 0.1 g/kWh means nothing.
    private static final double FLOOR = 1;

    private static final double HOURS_PER_LARGE_STEP = 100;
    private static final int LARGEST_LEFT_OUT = 4;

    /// Found on half of the series: a low is told by 2.2 ordinary steps, between factors of 1.8 and
    /// 3.0.
    private static final double ORDINARY_STEPS = 2.2;

    private static final double LEAST = 0.6;
    private static final double MOST = 1.1;

    private static final double UNSTEADY = 1.2;

    /// A step from or to zero: by a factor of a hundred, which is as good as any.
    private static final double TO_ZERO = Math.log(100);

    /// A series with this share of repeated values holds few levels and jumps between them.
    private static final double FEW_LEVELS = 0.1;

    /// Rows further apart than this are no neighbours.
    static final long NEAR = 3 * Times.HOUR;

    /// The logarithm of a value, by which steps are measured. NaN for a zero that is real: a
    /// marginal intensity is zero where power is curtailed, and that is no fault.
    static double log(double value, boolean average) {
        return value <= 0 && !average ? Double.NaN : Math.log(Math.max(value, FLOOR));
    }

    /// @param logs as from [#log]
    static Habit of(Sequence series, double[] logs) {
        double[] steps = new double[logs.length];
        int size = 0;
        int same = 0;
        int fromOrToZero = 0;
        for (int i = 1; i < logs.length; i++) {
            if (!areNear(series, i - 1, i)) {
                continue;
            }
            double step = Math.abs(logs[i] - logs[i - 1]);
            if (!Double.isNaN(step)) {
                steps[size++] = step;
                same += series.value[i] == series.value[i - 1] ? 1 : 0;
            } else if (series.value[i] != series.value[i - 1]) {
                fromOrToZero++;
            }
        }
        boolean fewLevels = same > FEW_LEVELS * size;
        // Where power is curtailed, zeros are the depth of falls that do not always get there.
        // Where a model holds few levels, zero is one of them and says nothing of the others.
        for (int i = 0; !fewLevels && i < fromOrToZero; i++) {
            steps[size++] = TO_ZERO;
        }
        Arrays.sort(steps, 0, size);
        int leftOut = LARGEST_LEFT_OUT + (int) (series.hours() / HOURS_PER_LARGE_STEP);
        double ordinary = size > leftOut ? steps[size - 1 - leftOut] : 0;
        double excursion = fewLevels ? MOST : Math.clamp(ORDINARY_STEPS * ordinary, LEAST, MOST);
        return new Habit(excursion, ordinary <= UNSTEADY, ordinary);
    }

    static boolean areNear(Sequence series, int first, int second) {
        return series.at[second] - series.at[first] <= Math.max(NEAR, series.step);
    }
}
