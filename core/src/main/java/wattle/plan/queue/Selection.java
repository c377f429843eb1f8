package wattle.plan.queue;

/// The k-th smallest of some values, in a few passes over ever fewer of them (Hoare 1961, *Find*).
final class Selection {

    private Selection() {}

    /// Changes the order of the first `count` values.
    ///
    /// @param k from 1 to `count`
    static double smallest(double[] values, int count, int k) {
        int from = 0;
        int to = count - 1;
        int at = k - 1;
        while (from < to) {
            double pivot = middle(values[from], values[(from + to) >>> 1], values[to]);
            int low = from;
            int high = to;
            while (low <= high) {
                while (values[low] < pivot) {
                    low++;
                }
                while (values[high] > pivot) {
                    high--;
                }
                if (low <= high) {
                    double swapped = values[low];
                    values[low++] = values[high];
                    values[high--] = swapped;
                }
            }
            if (at <= high) {
                to = high;
            } else if (at >= low) {
                from = low;
            } else {
                return values[at];
            }
        }
        return values[at];
    }

    private static double middle(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
