package wattle.series.csv;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import wattle.series.HeldSeries;

/// Files for tests, and the plainest way to read them.
public final class TestFiles {

    static final ValueColumn GRAMS =
            new ValueColumn("g_per_kwh", "Correct the value.", "Name the column so.");

    static final String HEADER = "timestamp_utc,g_per_kwh\n";

    private TestFiles() {}

    public static Path write(Path folder, String name, String content) {
        return write(folder, name, content.getBytes(StandardCharsets.UTF_8));
    }

    public static Path write(Path folder, String name, byte[] content) {
        try {
            return Files.write(folder.resolve(name), content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static byte[] gzip(byte[] content) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return bytes.toByteArray();
    }

    static SeriesFile read(Path file, Reading reading) {
        return SeriesFile.read(file, List.of(GRAMS), reading);
    }

    static HeldSeries read(Path file) {
        return read(file, Reading.STRICT).held();
    }
}
