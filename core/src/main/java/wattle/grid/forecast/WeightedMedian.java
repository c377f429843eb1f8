package wattle.grid.forecast;

/// The least value below which lies no more than half of the weight, and above which no more than
/// half. NaN values do not count.
final class WeightedMedian {

    private WeightedMedian() {}

    /// @param values at least one that is not NaN
    /// @param weights above zero, of the same length; both arrays are put in order
    static double of(double[] values, double[] weights) {
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
            throw new IllegalArgumentException("a median needs a value");
        }
        double below = 0;
        for (int i = 0; i < size; i++) {
            below += weights[i];
            if (2 * below >= all) {
                return values[i];
            }
        }
        return values[size - 1];
    }
}
