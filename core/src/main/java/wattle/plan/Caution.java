package wattle.plan;

/// What uncertainty adds to values that are expected, so that a wait has to be expected to save
/// more than it is uncertain: see [Expectation#of].
public final class Caution {

    private Caution() {}

    /// Adds to each value `caution` times as much as half its range is wider than the first one's,
    /// and never less than was added to a value before it.
    ///
    /// @param expected in g/kWh; changed
    /// @param low the 10th percentile of each value
    /// @param high the 90th percentile of each value
    public static void add(double[] expected, double[] low, double[] high, double caution) {
        double first = (high[0] - low[0]) / 2;
        double most = 0;
        for (int i = 0; i < expected.length; i++) {
            most = Math.max(most, (high[i] - low[i]) / 2 - first);
            expected[i] += caution * most;
        }
    }
}
