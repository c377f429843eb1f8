package wattle.hub.analysis;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Ranks in place of numbers.
final class Ranks {

    private Ranks() {}

    /// Spearman's: the correlation of the ranks. Null below two, and where one side is constant.
    static @Nullable Double correlation(double[] x, double[] y) {
        if (x.length < 2 || LogFit.isConstant(x) || LogFit.isConstant(y)) {
            return null;
        }
        double[] a = of(x);
        double[] b = of(y);
        double r =
                LogFit.covariance(a, b)
                        / Math.sqrt(LogFit.covariance(a, a) * LogFit.covariance(b, b));
        return Math.min(1, Math.max(-1, r));
    }

    /// From 1; equal numbers share the mean of their ranks.
    static double[] of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return Arrays.stream(values)
                .map(value -> (below(sorted, value, false) + 1 + below(sorted, value, true)) / 2.0)
                .toArray();
    }

    /// How many are less than the value, or also those that are equal.
    private static int below(double[] sorted, double value, boolean orEqual) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] < value || (orEqual && sorted[middle] == value)) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
