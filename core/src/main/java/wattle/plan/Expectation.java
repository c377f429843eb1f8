package wattle.plan;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What somebody who stands at a slot of a grid expects of the slots to come, from what was known
/// by then.
public interface Expectation {

    /// @param start the slot in which is decided; its own value is not known yet
    /// @param count slots from there on
    /// @return in g/kWh; null where too little was known
    double @Nullable [] from(int start, int count);

    /// The value of the same time of the last day that is known: what lies `k` days ahead repeats
    /// that day.
    ///
    /// @throws IllegalArgumentException if a day is no whole number of slots
    static Expectation persistence(IntensityGrid grid) {
        long day = Duration.ofDays(1).dividedBy(grid.step());
        if (!grid.step().multipliedBy(day).equals(Duration.ofDays(1))) {
            throw new IllegalArgumentException(
                    "a day is no whole number of slots of " + grid.step());
        }
        int slots = Math.toIntExact(day);
        return (start, count) -> {
            if (start < slots) {
                return null;
            }
            double[] expected = new double[count];
            for (int i = 0; i < count; i++) {
                expected[i] = grid.means[start - slots + i % slots];
                if (Double.isNaN(expected[i])) {
                    return null;
                }
            }
            return expected;
        };
    }
}
