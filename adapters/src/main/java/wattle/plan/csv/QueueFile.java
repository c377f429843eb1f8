package wattle.plan.csv;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wattle.meter.csv.EnergyFile;
import wattle.series.EnergySeries;
import wattle.series.csv.Durations;
import wattle.series.csv.InvalidFileException;
import wattle.series.csv.Reading;
import wattle.series.csv.TableFile;
import wattle.unit.Power;

/// Jobs that wait for devices, from a CSV table:
/// `job,release,deadline,slack,duration,power_watts,energy_file,devices,zone,pausable,moves`.
///
/// Needed are `job`, and `duration` with `power_watts` (of each device) or `energy_file` (of all
/// together). An empty cell, or a column that is not there, is: release at once, a slack instead of
/// a deadline or else 24 h, one device, any zone, pausable, not moving.
public final class QueueFile {

    private static final Duration MOST = Duration.ofDays(366);
    private static final int MOST_DEVICES = 1_000_000;
    private static final Duration SLACK = Duration.ofHours(24);

    private QueueFile() {}

    /// @param release null for at once
    /// @param deadline null where the slack says it
    /// @param slack how much later than at once it may end; used where there is no deadline
    /// @param power of each device; null where `energy` is known
    /// @param energy of all devices, metered once; null where `power` is known
    /// @param zones where it may run, the first its own; empty for all
    /// @param line of the table
    public record Job(
            String name,
            @Nullable Instant release,
            @Nullable Instant deadline,
            Duration slack,
            Duration duration,
            @Nullable Power power,
            @Nullable EnergySeries energy,
            int devices,
            List<String> zones,
            boolean pausable,
            boolean moves,
            long line) {}

    /// @throws InvalidFileException if the file is no such table, or an energy file no such series
    public static List<Job> read(Path file) {
        TableFile table = TableFile.read(file).require("job");
        if (!table.has("energy_file")) {
            table.require("duration", "power_watts");
        }
        List<Job> jobs = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (TableFile.Row row : table.rows()) {
            Job job = job(file, row);
            if (job.name().isEmpty() || !names.add(job.name())) {
                throw row.refused(
                        "job",
                        job.name().isEmpty()
                                ? "a job has no name"
                                : InvalidFileException.quoted(job.name()) + " is there twice",
                        "Give each job a name of its own.");
            }
            jobs.add(job);
        }
        if (jobs.isEmpty()) {
            throw new InvalidFileException(file, 1, null, "there is no job in it", "Add a row.");
        }
        return jobs;
    }

    private static Job job(Path file, TableFile.Row row) {
        EnergySeries energy = null;
        Power power = null;
        Duration duration;
        if (row.text("energy_file").isEmpty()) {
            duration = duration(row, "duration");
            double watts = row.number("power_watts").orElse(0);
            if (!(watts > 0)) {
                throw row.refused(
                        "power_watts",
                        "power_watts is missing or not above zero",
                        "Give duration and power_watts, or energy_file.");
            }
            power = new Power(watts);
        } else {
            Path metered = file.toAbsolutePath().resolveSibling(row.text("energy_file"));
            energy = EnergyFile.read(metered, Reading.STRICT).energy();
            duration = energy.timeline().span().duration();
        }
        if (duration.compareTo(MOST) > 0) {
            throw row.refused("duration", "a job takes at most 366 days", "Correct it.");
        }
        Instant deadline = instant(row, "deadline");
        if (deadline != null && !row.text("slack").isEmpty()) {
            throw row.refused("slack", "there is a deadline too", "Give one of them.");
        }
        return new Job(
                row.text("job"),
                instant(row, "release"),
                deadline,
                slack(row, duration),
                duration,
                power,
                energy,
                devices(row),
                zones(row),
                flag(row, "pausable", true),
                flag(row, "moves", false),
                row.line());
    }

    private static Duration duration(TableFile.Row row, String column) {
        String word = row.text(column);
        try {
            Duration duration = Durations.parse(word);
            if (duration.isPositive()) {
                return duration;
            }
        } catch (ArithmeticException | DateTimeParseException | NumberFormatException wrong) {
            throw (InvalidFileException) noDuration(row, column, word).initCause(wrong);
        }
        throw noDuration(row, column, word);
    }

    private static InvalidFileException noDuration(TableFile.Row row, String column, String word) {
        return row.refused(
                column,
                InvalidFileException.quoted(word) + " is no duration above zero",
                "Write 90s, 30m, 6h, 2d or PT30M.");
    }

    private static Duration slack(TableFile.Row row, Duration duration) {
        String word = row.text("slack");
        if (word.isEmpty()) {
            return SLACK;
        }
        if (word.equals("0")) {
            return Duration.ZERO;
        }
        if (!word.endsWith("%")) {
            return duration(row, "slack");
        }
        try {
            double percent = Double.parseDouble(word.substring(0, word.length() - 1));
            if (percent >= 0 && percent <= 100_000) {
                // To the microsecond: a third of an hour is no whole number of nanoseconds.
                return Duration.ofNanos(
                        Math.round(duration.toNanos() / 1e3 * percent / 100) * 1000);
            }
        } catch (NumberFormatException wrong) {
            throw (InvalidFileException) noSlack(row, word).initCause(wrong);
        }
        throw noSlack(row, word);
    }

    private static InvalidFileException noSlack(TableFile.Row row, String word) {
        return row.refused(
                "slack",
                InvalidFileException.quoted(word) + " is no slack",
                "Write a time such as 6h, or a share of the job's duration such as 25%.");
    }

    private static @Nullable Instant instant(TableFile.Row row, String column) {
        String word = row.text(column);
        if (word.isEmpty()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(word).toInstant();
        } catch (DateTimeParseException wrong) {
            throw (InvalidFileException)
                    row.refused(
                                    column,
                                    InvalidFileException.quoted(word) + " is no time with a zone",
                                    "Write 2026-03-01T04:05:00Z.")
                            .initCause(wrong);
        }
    }

    private static int devices(TableFile.Row row) {
        double devices = row.number("devices").orElse(1);
        if (devices != Math.rint(devices) || devices < 1 || devices > MOST_DEVICES) {
            throw row.refused(
                    "devices",
                    "a job takes a whole number of devices, from 1 to " + MOST_DEVICES,
                    "Correct it.");
        }
        return (int) devices;
    }

    /// Names with blanks between them.
    private static List<String> zones(TableFile.Row row) {
        List<String> zones = new ArrayList<>();
        for (String each : row.text("zone").split(" +", -1)) {
            if (!each.isEmpty() && !zones.contains(each)) {
                zones.add(each);
            }
        }
        return List.copyOf(zones);
    }

    private static boolean flag(TableFile.Row row, String column, boolean otherwise) {
        return switch (row.text(column)) {
            case "" -> otherwise;
            case "true", "yes", "1" -> true;
            case "false", "no", "0" -> false;
            default ->
                    throw row.refused(
                            column,
                            InvalidFileException.quoted(row.text(column))
                                    + " is neither true nor false",
                            "Write true or false.");
        };
    }
}
