package wattle.plan.csv;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import wattle.series.csv.InvalidFileException;
import wattle.series.csv.TableFile;

/// What is known of the places in which a job may run, from a CSV table with the column `zone` and
/// any of `tag` (where data may reside), `gpus` (models, separated by `;`), `pue`, `transfer_kwh`
/// and `transfer_time` (of bringing the job there).
public final class SitesFile {

    private SitesFile() {}

    /// @param tag empty where it is not known
    /// @param gpus empty where they are not known
    /// @param transferTime as it stands, such as `30m`; empty where it is not known
    /// @param row to name where a value is refused
    public record Site(
            String tag,
            List<String> gpus,
            OptionalDouble pue,
            OptionalDouble transferKilowattHours,
            String transferTime,
            TableFile.Row row) {

        public Site {
            gpus = List.copyOf(gpus);
        }

        /// Whether it is known to have this model; case does not matter.
        public boolean hasGpu(String model) {
            for (String each : gpus) {
                if (each.equalsIgnoreCase(model)) {
                    return true;
                }
            }
            return false;
        }

        /// Whether its data residency tag is known and the same as another's.
        public boolean hasTagOf(Site other) {
            return !tag.isEmpty()
                    && tag.toLowerCase(Locale.ROOT).equals(other.tag.toLowerCase(Locale.ROOT));
        }
    }

    /// By zone.
    ///
    /// @throws InvalidFileException if the file is no such table, or a zone is there twice
    public static Map<String, Site> read(Path file) {
        Map<String, Site> sites = new LinkedHashMap<>();
        for (TableFile.Row row : TableFile.read(file).require("zone").rows()) {
            if (sites.put(row.text("zone"), site(row)) != null) {
                throw row.refused("zone", "the zone is there twice", "Delete one of the rows.");
            }
        }
        return sites;
    }

    private static Site site(TableFile.Row row) {
        List<String> gpus = new ArrayList<>();
        for (String each : row.text("gpus").split(";", -1)) {
            if (!each.isBlank()) {
                gpus.add(each.strip());
            }
        }
        return new Site(
                row.text("tag"),
                gpus,
                atLeast(row, "pue", 1),
                atLeast(row, "transfer_kwh", 0),
                row.text("transfer_time"),
                row);
    }

    private static OptionalDouble atLeast(TableFile.Row row, String column, double least) {
        OptionalDouble value = row.number(column);
        if (value.isPresent() && value.getAsDouble() < least) {
            throw row.refused(
                    column,
                    column + " is at least " + (int) least + ": " + value.getAsDouble(),
                    "Correct it.");
        }
        return value;
    }
}
