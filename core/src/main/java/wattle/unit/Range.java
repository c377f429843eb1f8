package wattle.unit;

/// A value with the lowest and highest it may reasonably be: `low` ≤ `value` ≤ `high`.
///
/// The bounds come from stated causes and are no confidence interval. Only footprints and reports
/// carry ranges.
public record Range<T extends Comparable<? super T>>(T low, T value, T high) {

    public Range {
        if (low.compareTo(value) > 0 || value.compareTo(high) > 0) {
            throw new IllegalArgumentException(
                    "a range needs low <= value <= high: " + low + ", " + value + ", " + high);
        }
    }

    /// A value without uncertainty.
    public static <T extends Comparable<? super T>> Range<T> exactly(T value) {
        return new Range<>(value, value, value);
    }
}
