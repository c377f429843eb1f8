package wattle.unit.catalog;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import wattle.testing.SharedData;

/// The shipped tables as files, and the shared data that they were made from where it is at hand.
public final class ShippedFiles {

    private static final Path ROOT = Path.of("src/main/resources/wattle");

    private ShippedFiles() {}

    /// All tables, as paths.
    public static List<Path> tables() {
        try (var files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A shipped table, read by an independent reader.
    public static List<NamedCsvRecord> table(String path) {
        return records(ROOT.resolve(path));
    }

    /// A table of the shared data; empty, and said so, where the data are not at hand.
    public static List<NamedCsvRecord> shared(String path) {
        return SharedData.found(path).map(ShippedFiles::records).orElse(List.of());
    }

    static List<NamedCsvRecord> records(Path file) {
        try (var reader = CsvReader.builder().ofNamedCsvRecord(file)) {
            return reader.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
