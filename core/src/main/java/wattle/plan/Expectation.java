package wattle.plan;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import wattle.grid.Forecaster;

/// What somebody who stands at a slot of a grid expects of the slots to come, from what was known
/// by then.
public interface Expectation {

    /// @param start the slot in which is decided; its own value is not known yet
    /// @param count slots from there on
    /// @return in g/kWh; null where too little was known
    double @Nullable [] from(int start, int count);

    /// What a forecaster expects, and how far it trusts that.
    ///
    /// A value that lies further ahead is less certain, and a plan that takes the least of many
    /// uncertain values takes those that erred most. So each slot counts `caution` times as much
    /// more as its range is wider than that of the slots before it: half the distance between its
    /// 10th and 90th percentile, less that of the first slot, and never less than that of a slot
    /// before. Waiting must be expected to save more than it is uncertain.
    ///
    /// Since this surcharge never falls with time, a plan that is the best with it is expected to
    /// emit no more than running through at once *without* it: what the plan moves, it moves to
    /// later slots, whose surcharge is at least as large.
    ///
    /// Threads may share it, and keep each other waiting while a forecast is made.
    ///
    /// @param forecaster of the series that the grid is of
    /// @param every slots of the grid from one forecast to the next
    /// @param longest the most slots that are asked for at once
    /// @param caution 0 for the plain forecast
    static Expectation of(
            Forecaster.Prepared forecaster,
            IntensityGrid grid,
            int every,
            int longest,
            double caution) {
        return new CautiousForecast(forecaster, grid, every, longest, caution);
    }

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
