package wattle.footprint;

import org.jspecify.annotations.Nullable;
import wattle.unit.Source;

/// One number that a footprint rests on, with everything needed to check it.
///
/// @param symbol the letter in the equations, such as `PUE` or `P[gpu-0]`
/// @param name what it is, in words
/// @param low the lowest it may reasonably be
/// @param value the number used
/// @param high the highest it may reasonably be
/// @param unit the unit of all three
/// @param origin how it is known
/// @param source where it comes from
/// @param year the year it holds for; null where it has none
/// @param basis what was counted or why this range, in words; may be empty
public record Input(
        String symbol,
        String name,
        double low,
        double value,
        double high,
        String unit,
        Origin origin,
        Source source,
        @Nullable Integer year,
        String basis) {

    public Input {
        if (!(low <= value && value <= high)) {
            throw new IllegalArgumentException(
                    "an input needs low <= value <= high: "
                            + symbol
                            + " "
                            + low
                            + ", "
                            + value
                            + ", "
                            + high);
        }
    }

    /// An input without a range of its own.
    public static Input exactly(
            String symbol, String name, double value, String unit, Origin origin, Source source) {
        return new Input(symbol, name, value, value, value, unit, origin, source, null, "");
    }
}
