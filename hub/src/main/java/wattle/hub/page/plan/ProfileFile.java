package wattle.hub.page.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.meter.Allocation;
import wattle.meter.Attribution;
import wattle.meter.Charge;
import wattle.meter.Scope;
import wattle.meter.Tally;
import wattle.meter.csv.EnergyFile;
import wattle.meter.journal.BoundedRecord;
import wattle.meter.journal.NotARecordException;
import wattle.meter.journal.RecordReader;
import wattle.meter.journal.RecordTooLargeException;
import wattle.meter.journal.Recording;
import wattle.series.EnergySeries;
import wattle.series.Interval;
import wattle.series.csv.InvalidFileException;
import wattle.series.csv.Reading;

/// Energy over time that somebody sent, as CSV or as the record of a run, read into a profile and
/// deleted again.
final class ProfileFile {

    private ProfileFile() {}

    /// @throws InvalidFileException if it is none
    static Profile read(byte[] bytes) {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("wattle-profile");
            Path file = Files.write(folder.resolve("profile"), bytes);
            try {
                // No header of CSV begins so, and every line of a record.
                return bytes.length > 0 && bytes[0] == '{' ? ofRecord(file) : ofCsv(file);
            } catch (IllegalArgumentException | RecordTooLargeException tooLong) {
                throw new InvalidFileException(
                        file,
                        0,
                        null,
                        "cannot be planned: " + tooLong.getMessage(),
                        "Send the part of it that is to be planned.");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            delete(folder);
        }
    }

    private static Profile ofCsv(Path file) {
        return Profile.of(EnergyFile.read(file, new Reading(false, null)).energy());
    }

    /// All that meters of the machine saw, as of a run that was pushed.
    private static Profile ofRecord(Path file) throws IOException {
        var recording = new Recording();
        try {
            RecordReader.read(file, new BoundedRecord(recording));
        } catch (NotARecordException none) {
            throw new InvalidFileException(
                    file,
                    0,
                    null,
                    "is neither CSV nor the record of a run",
                    "Send what wattle run --record wrote, or a CSV file.");
        }
        Tally tally = recording.tally();
        Duration whole = tally.elapsed().plus(tally.asleep());
        List<EnergySeries> parts =
                new Attribution(tally, Scope.MACHINE, Allocation.ALL, null, null)
                        .charges().stream().map(Charge::energy).toList();
        if (parts.isEmpty() || !whole.isPositive()) {
            throw new InvalidFileException(
                    file,
                    0,
                    null,
                    "has no energy: no meter gave any",
                    "Say instead how long the job works and what it draws.");
        }
        return Profile.of(parts, Interval.of(tally.start(), whole), Duration.ZERO);
    }

    private static void delete(@Nullable Path folder) {
        if (folder != null) {
            try {
                Files.deleteIfExists(folder.resolve("profile"));
                Files.deleteIfExists(folder);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
