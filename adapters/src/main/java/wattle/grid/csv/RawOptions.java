package wattle.grid.csv;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import wattle.grid.Factor;
import wattle.grid.Signal;

/// What somebody says of a file that does not say it itself, or chooses of what it holds.
///
/// ```java
/// RawOptions.NONE.withUnit(IntensityUnit.POUNDS_PER_MWH).withTimeZone(ZoneOffset.UTC)
/// ```
///
/// @param signal which signal it is; null where nobody says
/// @param factor what is counted; chooses where a file holds several
/// @param unit the unit of the values; null where nobody says
/// @param timeZone of times without a zone; null where nobody says
/// @param hourEnding whether the times mark the ends of hours
/// @param column the column of values; null for the one that the shape has
/// @param rowsOf whose rows are wanted, by the name in the file, where it holds those of several
///   zones; null for the only one
public record RawOptions(
        @Nullable Signal signal,
        @Nullable Factor factor,
        @Nullable IntensityUnit unit,
        @Nullable ZoneId timeZone,
        boolean hourEnding,
        @Nullable String column,
        @Nullable String rowsOf) {

    /// The file has to say everything itself.
    public static final RawOptions NONE = new RawOptions(null, null, null, null, false, null, null);

    public RawOptions withSignal(@Nullable Signal said) {
        return new RawOptions(said, factor, unit, timeZone, hourEnding, column, rowsOf);
    }

    public RawOptions withFactor(@Nullable Factor said) {
        return new RawOptions(signal, said, unit, timeZone, hourEnding, column, rowsOf);
    }

    public RawOptions withUnit(@Nullable IntensityUnit said) {
        return new RawOptions(signal, factor, said, timeZone, hourEnding, column, rowsOf);
    }

    public RawOptions withTimeZone(@Nullable ZoneId said) {
        return new RawOptions(signal, factor, unit, said, hourEnding, column, rowsOf);
    }

    public RawOptions withHourEnding(boolean said) {
        return new RawOptions(signal, factor, unit, timeZone, said, column, rowsOf);
    }

    public RawOptions withColumn(@Nullable String said) {
        return new RawOptions(signal, factor, unit, timeZone, hourEnding, said, rowsOf);
    }

    public RawOptions withRowsOf(@Nullable String said) {
        return new RawOptions(signal, factor, unit, timeZone, hourEnding, column, said);
    }
}
