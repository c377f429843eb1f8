package wattle.plan.csv;

import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wattle.series.Interval;
import wattle.series.csv.InvalidFileException;
import wattle.series.csv.TableFile;

/// When each zone has devices, from a CSV table `zone,start_utc,end_utc`. A zone that is not in it
/// is not limited.
public final class TimesFile {

    private TimesFile() {}

    /// By zone, in the order of the rows.
    ///
    /// @throws InvalidFileException if the file is no such table
    public static Map<String, List<Interval>> read(Path file) {
        Map<String, List<Interval>> zones = new LinkedHashMap<>();
        for (TableFile.Row row :
                TableFile.read(file).require("zone", "start_utc", "end_utc").rows()) {
            Instant start = instant(row, "start_utc");
            Instant end = instant(row, "end_utc");
            if (!start.isBefore(end)) {
                throw row.refused("end_utc", end + " is not after " + start, "Correct it.");
            }
            zones.computeIfAbsent(row.text("zone"), zone -> new ArrayList<>())
                    .add(new Interval(start, end));
        }
        return zones;
    }

    static Instant instant(TableFile.Row row, String column) {
        try {
            return OffsetDateTime.parse(row.text(column)).toInstant();
        } catch (DateTimeParseException wrong) {
            var refused =
                    row.refused(
                            column,
                            InvalidFileException.quoted(row.text(column))
                                    + " is no time with its zone",
                            "Write 2026-03-01T04:05:00Z.");
            refused.initCause(wrong);
            throw refused;
        }
    }
}
