package wattle.grid.forecast;

/// Solves A b = c for a symmetric, positive definite A = L Lᵀ.
final class Cholesky {

    private Cholesky() {}

    /// @param a the lower triangle; overwritten by L
    /// @param c overwritten by the solution
    /// @throws IllegalArgumentException if A is not positive definite
    static double[] solve(double[][] a, double[] c) {
        int n = c.length;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= a[i][k] * a[j][k];
                }
                if (i > j) {
                    a[i][j] = sum / a[j][j];
                } else if (sum > 0) {
                    a[i][i] = Math.sqrt(sum);
                } else {
                    throw new IllegalArgumentException("the matrix is not positive definite");
                }
            }
        }
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                c[i] -= a[i][k] * c[k];
            }
            c[i] /= a[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                c[i] -= a[k][i] * c[k];
            }
            c[i] /= a[i][i];
        }
        return c;
    }
}
