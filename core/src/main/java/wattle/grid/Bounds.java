package wattle.grid;

import wattle.series.HeldSeries;

/// Between which values, in g/kWh, an intensity that is not known is expected to lie four times of
/// five: the 10th and the 90th percentile of each interval. Immutable; threads may share it.
///
/// @param low what one value in ten stays below
/// @param high what one value in ten exceeds, on the same intervals
public record Bounds(HeldSeries low, HeldSeries high) {

    /// @throws IllegalArgumentException if these bounds have other intervals than the values, or do
    ///   not contain them
    void requireAround(HeldSeries values) {
        if (!low.timeline().equals(values.timeline())
                || !high.timeline().equals(values.timeline())) {
            throw new IllegalArgumentException("a range has the intervals of its values");
        }
        for (int i = 0; i < values.size(); i++) {
            if (low.value(i) > values.value(i) || high.value(i) < values.value(i)) {
                throw new IllegalArgumentException(
                        "the range of "
                                + values.timeline().interval(i)
                                + " does not contain the expected "
                                + values.value(i)
                                + " g/kWh: "
                                + low.value(i)
                                + " to "
                                + high.value(i));
            }
        }
    }
}
