package wattle.grid.fault;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a repair did to one row of a file.
///
/// @param rule why
/// @param line the row's line in the file, from 1; 0 where there is no file
/// @param time the row's time in the file
/// @param value its value in the file, in g/kWh; NaN where its cell was empty
/// @param newTime its time now; null where the row was removed
public record Change(Rule rule, int line, Instant time, double value, @Nullable Instant newTime) {

    /// What became of the row.
    public String action() {
        return switch (rule) {
            case ORDER -> "moved";
            case HOUR_ENDING -> "relabelled";
            default -> "removed";
        };
    }
}
