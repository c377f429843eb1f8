package wattle.grid.forecast;

/// The sums of the experts' absolute errors in bands of the horizon. For one thread.
final class Errors {

    /// The last hour ahead of each band.
    private static final int[] BANDS = {1, 3, 6, 12, 24, 48, Lessons.AHEAD};

    private final double[][] sum = new double[BANDS.length][Experts.COUNT];
    private final int[][] count = new int[BANDS.length][Experts.COUNT];

    private static int band(int ahead) {
        int band = 0;
        while (ahead > BANDS[band]) {
            band++;
        }
        return band;
    }

    void add(int ahead, double[] said, double came) {
        int band = band(ahead);
        for (int e = 0; e < said.length; e++) {
            if (!Double.isNaN(said[e])) {
                sum[band][e] += Math.abs(said[e] - came);
                count[band][e]++;
            }
        }
    }

    void add(Errors other) {
        for (int band = 0; band < BANDS.length; band++) {
            for (int e = 0; e < Experts.COUNT; e++) {
                sum[band][e] += other.sum[band][e];
                count[band][e] += other.count[band][e];
            }
        }
    }

    /// The mean absolute error of one of [Experts] so many hours ahead, in g/kWh; NaN where none is
    /// known.
    double mean(int expert, int ahead) {
        int band = band(ahead);
        return sum[band][expert] / count[band][expert];
    }
}
