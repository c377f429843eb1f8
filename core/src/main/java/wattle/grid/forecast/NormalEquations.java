package wattle.grid.forecast;

import org.jspecify.annotations.Nullable;

/// The sums from which a ridge regression is solved: Σ z zᵀ over observations z = (1, x, y). Sums
/// of two sets of observations are the sums of their union, so weeks can be put together as they
/// pass. For one thread.
final class NormalEquations {

    private final int features;
    private final int width;

    /// The lower triangle of the sums, row by row.
    private final double[] sums;

    NormalEquations(int features) {
        this.features = features;
        width = features + 2;
        sums = new double[width * (width + 1) / 2];
    }

    /// @param z 1, the features, the target
    void add(double[] z) {
        int at = 0;
        for (int i = 0; i < width; i++) {
            double each = z[i];
            for (int j = 0; j <= i; j++) {
                sums[at++] += each * z[j];
            }
        }
    }

    void add(NormalEquations other) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.sums[i];
        }
    }

    double count() {
        return sums[0];
    }

    private double sum(int i, int j) {
        return i >= j ? sums[i * (i + 1) / 2 + j] : sums[j * (j + 1) / 2 + i];
    }

    /// The intercept and the coefficients b that minimise `Σ (y − b₀ − bᵀx)² / n + penalty · Σ (bᵢ
    /// · sdᵢ)²`: a ridge regression on standardised features. Those that never changed get 0.
    ///
    /// @param penalty above zero
    /// @return intercept first; null where no observation was added
    double @Nullable [] solve(double penalty) {
        double n = count();
        if (n == 0) {
            return null;
        }
        int target = features + 1;
        double[] mean = new double[width];
        double[] deviation = new double[features];
        for (int i = 0; i < width; i++) {
            mean[i] = sum(i, 0) / n;
        }
        for (int i = 0; i < features; i++) {
            double variance = covariance(i + 1, i + 1, mean, n);
            // Below this a difference of sums is rounding.
            boolean varies = variance > 1e-12 * sum(i + 1, i + 1) / n;
            deviation[i] = varies ? Math.sqrt(variance) : 0;
        }
        double[][] matrix = new double[features][features];
        double[] right = new double[features];
        for (int i = 0; i < features; i++) {
            if (deviation[i] > 0) {
                for (int j = 0; j < i; j++) {
                    if (deviation[j] > 0) {
                        matrix[i][j] =
                                covariance(i + 1, j + 1, mean, n) / (deviation[i] * deviation[j]);
                    }
                }
                right[i] = covariance(i + 1, target, mean, n) / deviation[i];
            }
            matrix[i][i] = 1 + penalty;
        }
        double[] standardised = Cholesky.solve(matrix, right);
        double[] b = new double[features + 1];
        b[0] = mean[target];
        for (int i = 0; i < features; i++) {
            b[i + 1] = deviation[i] > 0 ? standardised[i] / deviation[i] : 0;
            b[0] -= b[i + 1] * mean[i + 1];
        }
        return b;
    }

    private double covariance(int i, int j, double[] mean, double n) {
        return sum(i, j) / n - mean[i] * mean[j];
    }
}
