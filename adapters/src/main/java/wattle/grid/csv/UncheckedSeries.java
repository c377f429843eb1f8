package wattle.grid.csv;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import wattle.grid.Quality;
import wattle.grid.RawIntensity;
import wattle.grid.Signal;
import wattle.series.csv.InvalidFileException;
import wattle.series.csv.Limits;

/// The rows of an intensity file as they came, with their faults: what [IntensityFile] refuses can
/// be looked at here. A time that is none is still refused.
///
/// @param rows in the file's order; a value that is no finite number is an empty cell
/// @param signal as `regions.csv` says, or the caller
/// @param zone as `regions.csv` says; null where it does not
public record UncheckedSeries(RawIntensity rows, Signal signal, @Nullable String zone) {

    private static final String TIME = "timestamp_utc";
    private static final String VALUE = "g_per_kwh";
    private static final String QUALITY = "quality";

    /// @param said what the caller says the signal is; null where the caller does not say
    /// @throws InvalidFileException if the file cannot be read
    public static UncheckedSeries read(Path file, @Nullable Signal said) {
        RegionsFile regions = RegionsFile.beside(file);
        Signal signal = regions.signal(said);
        return new UncheckedSeries(rows(file, regions.quality()), signal, regions.zone());
    }

    private static RawIntensity rows(Path file, Quality quality) {
        try (var text =
                new BufferedReader(new InputStreamReader(unpacked(file), StandardCharsets.UTF_8))) {
            return rows(file, text, quality);
        } catch (NoSuchFileException missing) {
            throw new InvalidFileException(file, 0, null, "does not exist", "Check the path.");
        } catch (IOException failed) {
            throw new InvalidFileException(
                    file, 0, null, "cannot be read: " + failed.getMessage(), "Check the file.");
        }
    }

    private static RawIntensity rows(Path file, BufferedReader text, Quality quality)
            throws IOException {
        String header = line(file, text, 1);
        List<String> names = header == null ? List.of() : cells(header);
        int time = names.indexOf(TIME);
        int value = names.indexOf(VALUE);
        int how = names.indexOf(QUALITY);
        if (time < 0 || value < 0) {
            throw new InvalidFileException(
                    file,
                    1,
                    null,
                    "a column is missing: expected " + TIME + " and " + VALUE,
                    "Name the columns so in the first line.");
        }
        RawIntensity.Builder rows = RawIntensity.builder();
        int number = 2;
        for (String line = line(file, text, number);
                line != null;
                line = line(file, text, ++number)) {
            if (line.isBlank()) {
                continue;
            }
            List<String> cells = cells(line);
            if (cells.size() != names.size()) {
                throw new InvalidFileException(
                        file,
                        number,
                        null,
                        "the row has " + cells.size() + " cells, the header " + names.size(),
                        "Complete the row.");
            }
            rows.add(
                    nanos(file, number, cells.get(time)),
                    number(cells.get(value)),
                    how < 0 ? quality : quality(cells.get(how), quality),
                    number);
        }
        return rows.build();
    }

    private static Quality quality(String word, Quality otherwise) {
        for (Quality each : Quality.values()) {
            if (each.label().equals(word)) {
                return each;
            }
        }
        return otherwise;
    }

    private static double number(String cell) {
        try {
            double value = cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
            return Double.isFinite(value) ? value : Double.NaN;
        } catch (NumberFormatException notANumber) {
            return Double.NaN;
        }
    }

    private static long nanos(Path file, int line, String cell) {
        try {
            Instant at =
                    cell.endsWith("Z")
                            ? Instant.parse(cell.replace(' ', 'T'))
                            : OffsetDateTime.parse(cell.replace(' ', 'T')).toInstant();
            return Math.addExact(
                    Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano());
        } catch (DateTimeException | ArithmeticException notATime) {
            throw new InvalidFileException(
                    file,
                    line,
                    TIME,
                    "this is not an ISO 8601 time with a zone",
                    "Write it in UTC, such as 2026-03-01T04:05:00Z.");
        }
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        int from = 0;
        while (true) {
            int comma = line.indexOf(',', from);
            cells.add(line.substring(from, comma < 0 ? line.length() : comma).strip());
            if (comma < 0) {
                return cells;
            }
            from = comma + 1;
        }
    }

    private static @Nullable String line(Path file, BufferedReader text, int number)
            throws IOException {
        if (number > Limits.LINES) {
            throw new InvalidFileException(
                    file, number, null, "there are too many lines", "Split the file.");
        }
        var line = new StringBuilder();
        for (int each = text.read(); each != '\n'; each = text.read()) {
            if (each < 0) {
                return line.isEmpty() ? null : line.toString();
            }
            if (line.length() > Limits.CELL_CHARACTERS) {
                throw new InvalidFileException(
                        file, number, null, "the line is too long", "Is it a CSV file?");
            }
            if (each != '\r' && each != '\uFEFF') {
                line.append((char) each);
            }
        }
        return line.toString();
    }

    private static InputStream unpacked(Path file) throws IOException {
        var bytes = new BufferedInputStream(Files.newInputStream(file));
        bytes.mark(2);
        boolean gzip = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        return gzip ? new BufferedInputStream(new GZIPInputStream(bytes)) : bytes;
    }
}
