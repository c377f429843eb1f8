package wattle.plan.csv;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import wattle.meter.csv.EnergyFile;
import wattle.plan.Load;
import wattle.series.EnergySeries;
import wattle.series.csv.InvalidFileException;
import wattle.series.csv.Reading;
import wattle.series.csv.TableFile;
import wattle.unit.Power;

/// Jobs from a CSV table: `job,intervals,interval_seconds,power_watts` for constant power, or
/// `job,energy_file` for what was metered once. One table may have both kinds of rows.
///
/// ```java
/// JobsFile.read(Path.of("jobs.csv"))
/// ```
public final class JobsFile {

    private static final double MOST_SECONDS = 31_622_400;

    private JobsFile() {}

    /// @param name unique in its file
    /// @param load in slots of the row's interval, or of the energy file's step
    public record Job(String name, Load load) {}

    /// @throws InvalidFileException if the file is no such table, or an energy file no such series
    public static List<Job> read(Path file) {
        TableFile table = TableFile.read(file).require("job");
        if (!table.has("energy_file")) {
            table.require("intervals", "interval_seconds", "power_watts");
        }
        List<Job> jobs = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (TableFile.Row row : table.rows()) {
            String name = row.text("job");
            if (name.isEmpty() || !names.add(name)) {
                throw wrong(
                        file,
                        row,
                        "job",
                        name.isEmpty() ? "a job has no name" : "\"" + name + "\" is there twice",
                        "Give each job a name of its own.");
            }
            String energy = row.text("energy_file");
            jobs.add(new Job(name, energy.isEmpty() ? constant(file, row) : metered(file, energy)));
        }
        if (jobs.isEmpty()) {
            throw new InvalidFileException(file, 1, null, "there is no job in it", "Add a row.");
        }
        return jobs;
    }

    private static Load constant(Path file, TableFile.Row row) {
        double intervals = positive(file, row, "intervals");
        double seconds = positive(file, row, "interval_seconds");
        double watts = positive(file, row, "power_watts");
        if (intervals != Math.rint(intervals) || seconds * intervals > MOST_SECONDS) {
            throw wrong(
                    file,
                    row,
                    "intervals",
                    "a job takes a whole number of intervals and at most a year: " + intervals,
                    "Correct it.");
        }
        Duration step = Duration.ofNanos(Math.round(seconds * 1e9));
        return Load.constant(new Power(watts), step.multipliedBy((long) intervals), step);
    }

    private static double positive(Path file, TableFile.Row row, String column) {
        double value = row.number(column).orElse(0);
        if (!(value > 0)) {
            throw wrong(
                    file,
                    row,
                    column,
                    column + " is missing or not above zero",
                    "Give intervals, interval_seconds and power_watts, or energy_file.");
        }
        return value;
    }

    /// The file's name is relative to the table's folder.
    private static Load metered(Path table, String name) {
        Path file = table.toAbsolutePath().resolveSibling(name);
        EnergySeries energy = EnergyFile.read(file, Reading.STRICT).energy();
        Duration step =
                energy.timeline()
                        .step()
                        .orElseThrow(() ->
                                new InvalidFileException(
                                        file,
                                        0,
                                        null,
                                        "its intervals are not all equally long",
                                        "A job's profile has one step."));
        return Load.of(energy, step);
    }

    private static InvalidFileException wrong(
            Path file, TableFile.Row row, String column, String problem, String advice) {
        return new InvalidFileException(file, row.line(), column, problem, advice);
    }
}
