package wattle.grid.forecast;

/// The weighted mean of the middle: values in order, as much weight taken from below as from above,
/// and the mean of the share that is left. Nearly a median where that is small, the weighted mean
/// where it is 1. NaN values do not count.
final class WeightedMiddle {

    private WeightedMiddle() {}

    /// @param values at least one that is not NaN
    /// @param weights above zero, of the same length; both arrays are put in order
    /// @param share of the weight that the mean is taken over, above 0 and at most 1
    static double of(double[] values, double[] weights, double share) {
        int size = 0;
        double all = 0;
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                continue;
            }
            double value = values[i];
            double weight = weights[i];
            all += weight;
            int at = size++;
            for (; at > 0 && values[at - 1] > value; at--) { // Few values: sorting by insertion.
                values[at] = values[at - 1];
                weights[at] = weights[at - 1];
            }
            values[at] = value;
            weights[at] = weight;
        }
        if (size == 0) {
            throw new IllegalArgumentException("a middle needs a value");
        }
        double from = all * (1 - share) / 2;
        double to = all - from;
        double below = 0;
        double sum = 0;
        double taken = 0;
        for (int i = 0; i < size; i++) {
            double part = Math.min(to, below + weights[i]) - Math.max(from, below);
            if (part > 0) {
                sum += part * (values[i] - values[0]);
                taken += part;
            }
            below += weights[i];
        }
        // Differences from the least value: where all that count are the same, the mean is exact.
        return taken > 0 ? values[0] + sum / taken : values[size - 1];
    }
}
