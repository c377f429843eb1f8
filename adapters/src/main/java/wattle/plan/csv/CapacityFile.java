package wattle.plan.csv;

import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import wattle.series.csv.InvalidFileException;
import wattle.series.csv.TableFile;

/// How many devices there are in each zone and when, from a CSV table:
/// `zone,interval_start_utc,devices`. A number holds until the zone's next row, the last one for
/// ever.
public final class CapacityFile {

    private static final int MOST = 100_000_000;

    private CapacityFile() {}

    /// @return by zone and the instant from which the number holds
    /// @throws InvalidFileException if the file is no such table
    public static Map<String, NavigableMap<Instant, Integer>> read(Path file) {
        TableFile table = TableFile.read(file).require("zone", "interval_start_utc", "devices");
        Map<String, NavigableMap<Instant, Integer>> zones = new HashMap<>();
        for (TableFile.Row row : table.rows()) {
            double devices = row.number("devices").orElse(-1);
            if (devices != Math.rint(devices) || devices < 0 || devices > MOST) {
                throw row.refused(
                        "devices",
                        "a zone has a whole number of devices, from 0 to " + MOST,
                        "Correct it.");
            }
            NavigableMap<Instant, Integer> zone =
                    zones.computeIfAbsent(row.text("zone"), name -> new TreeMap<>());
            if (zone.put(start(row), (int) devices) != null) {
                throw row.refused(
                        "interval_start_utc",
                        "this zone and time are there twice",
                        "Delete one of the rows.");
            }
        }
        return zones;
    }

    private static Instant start(TableFile.Row row) {
        String word = row.text("interval_start_utc");
        try {
            return OffsetDateTime.parse(word).toInstant();
        } catch (DateTimeParseException wrong) {
            throw (InvalidFileException)
                    row.refused(
                                    "interval_start_utc",
                                    InvalidFileException.quoted(word) + " is no time with a zone",
                                    "Write 2026-03-01T04:05:00Z.")
                            .initCause(wrong);
        }
    }
}
