package wattle.report.codecarbon;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import wattle.series.csv.InvalidFileException;
import wattle.series.csv.TableFile;

/// A row that CodeCarbon wrote, of any version. What the file does not say is null, or empty where
/// it is text.
///
/// @param line where the row begins, from 1
/// @param timestamp when it was written, by a clock whose zone the file does not say
/// @param project its name
/// @param runId empty where CodeCarbon wrote none
/// @param seconds the run's duration
/// @param emissionsKilograms CO2 equivalent
/// @param cpuKilowattHours PUE included, as in all energies here
/// @param gpuKilowattHours of all GPUs
/// @param ramKilowattHours of the memory
/// @param kilowattHours of all of it
/// @param pue facility over IT energy; 1 in files that do not say
/// @param countryName in English
/// @param countryCode three letters of ISO 3166-1
/// @param region within the country
/// @param cloudProvider such as `gcp`
/// @param cloudRegion such as `europe-west9`
/// @param os operating system
/// @param cpuModel the processor's name
/// @param cpuCount hardware threads
/// @param gpuModel the GPUs' names
/// @param gpuCount how many
/// @param ramGigabytes of the machine, in GiB
/// @param trackingMode `machine` or `process`
/// @param version of CodeCarbon
public record CodeCarbonRow(
        long line,
        @Nullable LocalDateTime timestamp,
        String project,
        String runId,
        double seconds,
        double emissionsKilograms,
        @Nullable Double cpuKilowattHours,
        @Nullable Double gpuKilowattHours,
        @Nullable Double ramKilowattHours,
        @Nullable Double kilowattHours,
        double pue,
        String countryName,
        String countryCode,
        String region,
        String cloudProvider,
        String cloudRegion,
        String os,
        String cpuModel,
        @Nullable Double cpuCount,
        String gpuModel,
        @Nullable Double gpuCount,
        @Nullable Double ramGigabytes,
        String trackingMode,
        String version) {

    /// The rows of an `emissions.csv`, or of a task file.
    ///
    /// @throws InvalidFileException if the file has no columns `duration` and `emissions`, a row
    ///   with fewer cells than the header, as CodeCarbon 3.3 may append, or a negative amount
    public static List<CodeCarbonRow> read(Path file) {
        return TableFile.read(file).require("duration", "emissions").rows().stream()
                .map(CodeCarbonRow::of)
                .toList();
    }

    private static CodeCarbonRow of(TableFile.Row row) {
        Double pue = amount(row, "pue");
        return new CodeCarbonRow(
                row.line(),
                timestamp(row),
                text(row, "project_name"),
                text(row, "run_id"),
                needed(row, "duration"),
                needed(row, "emissions"),
                amount(row, "cpu_energy"),
                amount(row, "gpu_energy"),
                amount(row, "ram_energy"),
                amount(row, "energy_consumed"),
                pue == null ? 1 : pue,
                text(row, "country_name"),
                text(row, "country_iso_code"),
                text(row, "region"),
                text(row, "cloud_provider"),
                text(row, "cloud_region"),
                text(row, "os"),
                text(row, "cpu_model"),
                amount(row, "cpu_count"),
                text(row, "gpu_model"),
                amount(row, "gpu_count"),
                amount(row, "ram_total_size"),
                text(row, "tracking_mode"),
                text(row, "codecarbon_version"));
    }

    private static @Nullable LocalDateTime timestamp(TableFile.Row row) {
        String text = row.text("timestamp");
        try {
            return text.isEmpty() ? null : LocalDateTime.parse(text.replace(' ', 'T'));
        } catch (DateTimeParseException notATime) {
            throw row.refused(
                    "timestamp",
                    "it is not a time as CodeCarbon writes it",
                    "Write it as 2026-03-01T12:00:00, without a zone.");
        }
    }

    /// CodeCarbon writes Python's `None` where it has no run id.
    private static String text(TableFile.Row row, String column) {
        String text = row.text(column);
        return text.equals("None") ? "" : text;
    }

    private static double needed(TableFile.Row row, String column) {
        Double value = amount(row, column);
        if (value == null) {
            throw row.refused(column, "there is no number", "Complete the row or delete it.");
        }
        return value;
    }

    private static @Nullable Double amount(TableFile.Row row, String column) {
        OptionalDouble value = row.number(column);
        if (value.isEmpty()) {
            return null;
        }
        if (value.getAsDouble() < 0) {
            throw row.refused(
                    column,
                    value.getAsDouble() + " is negative",
                    "Delete the row: a counter that wrapped was misread when it was written.");
        }
        return value.getAsDouble();
    }
}
