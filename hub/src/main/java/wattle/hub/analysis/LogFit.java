package wattle.hub.analysis;

import org.jspecify.annotations.Nullable;

/// A straight line through logarithms by least squares: log10 y = intercept + slope × log10 x.
///
/// @param n points
/// @param slope null below two points, and where all x are the same
/// @param intercept null where the slope is
/// @param rSquared share of the variance of log10 y that the line explains; null where the slope
///   is, and where all y are the same
public record LogFit(
        int n, @Nullable Double slope, @Nullable Double intercept, @Nullable Double rSquared) {

    /// @param x logarithms
    /// @param y logarithms, as many
    static LogFit of(double[] x, double[] y) {
        int n = x.length;
        if (n < 2 || isConstant(x)) {
            return new LogFit(n, null, null, null);
        }
        double slope = covariance(x, y) / covariance(x, x);
        Double explained =
                isConstant(y)
                        ? null
                        : Double.valueOf(Math.min(1, slope * covariance(x, y) / covariance(y, y)));
        return new LogFit(n, slope, mean(y) - slope * mean(x), explained);
    }

    /// The mean product of the distances from the means; of no use for no points.
    static double covariance(double[] x, double[] y) {
        double meanX = mean(x);
        double meanY = mean(y);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (x[i] - meanX) * (y[i] - meanY);
        }
        return sum / x.length;
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double each : values) {
            sum += each;
        }
        return sum / values.length;
    }

    /// By comparison, since rounding gives equal numbers a variance.
    static boolean isConstant(double[] values) {
        for (double each : values) {
            if (each != values[0]) {
                return false;
            }
        }
        return true;
    }
}
