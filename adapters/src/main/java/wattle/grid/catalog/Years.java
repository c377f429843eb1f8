package wattle.grid.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which of the years that are known answers for the year that was asked for.
final class Years {

    private Years() {}

    /// The year asked for; else the nearest, the earlier of two as near; the latest where no year
    /// was asked for.
    ///
    /// @param known at least one year, in ascending order
    static int nearest(List<Integer> known, @Nullable Integer asked) {
        int best = known.get(known.size() - 1);
        if (asked != null) {
            for (int i = known.size() - 1; i >= 0; i--) {
                if (Math.abs(known.get(i) - asked) <= Math.abs(best - asked)) {
                    best = known.get(i);
                }
            }
        }
        return best;
    }
}
