package wattle.grid.csv;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import wattle.grid.Labels;
import wattle.grid.Quality;

/// Any file with a column of times, where `--column` names the column of intensities: such as those
/// with a column for each region of a cloud and times in seconds since 1970 (umassos/casper).
final class ChosenColumnShape implements Shape {

    private static final List<String> TIMES =
            List.of(
                    "timestamp_utc",
                    "datetime (utc)",
                    "timestamp",
                    "datetime",
                    "time",
                    "utc",
                    "date",
                    "point_time",
                    "from");

    @Override
    public @Nullable Layout in(RawHeader header, RawOptions options) {
        String wanted = options.column();
        int time = header.firstOf(TIMES);
        if (wanted == null || time < 0) {
            return null;
        }
        int column = header.find(wanted.strip().toLowerCase(Locale.ROOT));
        if (column < 0 || column == time) {
            throw header.refused(
                    "there is no column of values "
                            + wattle.series.csv.InvalidFileException.quoted(wanted),
                    "The columns are: " + header.shown() + ".");
        }
        @Nullable IntensityUnit written = IntensityUnit.of(header.name(column));
        @Nullable IntensityUnit said = options.unit();
        if (written != null && said != null && written != said) {
            throw header.refused(
                    "column " + header.name(column) + " is not in " + said.label(),
                    "Leave out --unit, or correct the column's name.");
        }
        @Nullable IntensityUnit unit = said == null ? written : said;
        if (unit == null) {
            throw header.refused(
                    "column " + header.name(column) + " does not say its unit",
                    "State it with --unit, such as --unit g/kWh or --unit lb/MWh.");
        }
        return new Layout(
                "column",
                Labels.UNSTATED,
                null,
                time,
                TimeForm.ISO,
                header.plain().get(time).contains("utc") ? java.time.ZoneOffset.UTC : null,
                Duration.ZERO,
                -1,
                new Layout.Flag.None(),
                Quality.UNSTATED,
                new Layout.Values.Intensity(column, unit, false, true),
                List.of());
    }
}
