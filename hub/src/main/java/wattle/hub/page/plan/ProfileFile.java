package wattle.hub.page.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import wattle.meter.csv.EnergyFile;
import wattle.series.csv.InvalidFileException;
import wattle.series.csv.Reading;

/// Energy over time as CSV that somebody sent, read into a profile and deleted again.
final class ProfileFile {

    private ProfileFile() {}

    /// @throws InvalidFileException if it is none
    static Profile read(byte[] bytes) {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("wattle-profile");
            Path file = Files.write(folder.resolve("profile.csv"), bytes);
            try {
                return Profile.of(EnergyFile.read(file, new Reading(false, null)).energy());
            } catch (IllegalArgumentException tooLong) {
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

    private static void delete(@Nullable Path folder) {
        if (folder != null) {
            try {
                Files.deleteIfExists(folder.resolve("profile.csv"));
                Files.deleteIfExists(folder);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
