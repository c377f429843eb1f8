package wattle.hub.analysis;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Numbers in ascending order, and what is said of them. What an empty sample does not have is
/// null.
///
/// @param sorted not to be changed
@SuppressWarnings("ArrayRecordComponent") // Never compared, and never given out.
record Sample(double[] sorted) {

    static Sample of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Sample(sorted);
    }

    int size() {
        return sorted.length;
    }

    @Nullable Double sum() {
        return size() == 0 ? null : Double.valueOf(sum(0, size()));
    }

    @Nullable Double mean() {
        return trimmedMean(0);
    }

    /// The mean without the floor(`share` × n) least and as many greatest.
    ///
    /// @param share 0 to less than 0.5
    @Nullable Double trimmedMean(double share) {
        int cut = (int) Math.floor(share * size());
        int kept = size() - 2 * cut;
        if (kept <= 0) {
            return null;
        }
        double low = sorted[cut];
        double high = sorted[size() - cut - 1];
        // Of equal numbers, rounding must not make another.
        double mean = low == high ? low : sum(cut, size() - cut) / kept;
        return Math.min(Math.max(mean, low), high);
    }

    @Nullable Double median() {
        return percentile(50);
    }

    @Nullable Double least() {
        return size() == 0 ? null : Double.valueOf(sorted[0]);
    }

    @Nullable Double greatest() {
        return size() == 0 ? null : Double.valueOf(sorted[size() - 1]);
    }

    /// @param percent 0 to 100
    @Nullable Double percentile(double percent) {
        return size() == 0 ? null : Double.valueOf(percentile(sorted, percent));
    }

    /// Between neighbours by their distance: type 7 of Hyndman and Fan, "Sample Quantiles in
    /// Statistical Packages", The American Statistician 50 (1996), which is what numpy and R do.
    ///
    /// @param sorted not empty
    /// @param percent 0 to 100
    static double percentile(double[] sorted, double percent) {
        double at = percent / 100 * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    private double sum(int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += sorted[i];
        }
        return sum;
    }
}
