package wattle.hub.analysis;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
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
        int[] order =
                IntStream.range(0, values.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> values[i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        double[] ranks = new double[values.length];
        for (int from = 0; from < order.length; ) {
            int to = from;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            double rank = (from + 1 + to) / 2.0;
            Arrays.stream(order, from, to).forEach(i -> ranks[i] = rank);
            from = to;
        }
        return ranks;
    }
}
