package wattle.series.csv;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a series is read.
///
/// @param repair whether to sort rows, drop equal duplicates and end overlapping intervals where
///   the next begins, instead of refusing them; what was changed is in [SeriesFile#remarks]
/// @param step the length of every interval; null to take it from the data
public record Reading(boolean repair, @Nullable Duration step) {

    /// As files should be: in order, without duplicates, with a step that the data show.
    public static final Reading STRICT = new Reading(false, null);

    public static final Reading REPAIR = new Reading(true, null);

    public Reading {
        if (step != null && (step.isNegative() || step.isZero())) {
            throw new IllegalArgumentException("a step is longer than zero: " + step);
        }
    }
}
