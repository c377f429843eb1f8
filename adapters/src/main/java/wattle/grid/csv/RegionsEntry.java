package wattle.grid.csv;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import wattle.grid.Labels;
import wattle.grid.Quality;
import wattle.series.csv.InvalidFileException;
import wattle.series.csv.TableFile;
import wattle.unit.Source;

/// The row of a `regions.csv` that says what the series of that name beside it is.
///
/// A row is added by one write at the end of the file, so that several imports into one folder keep
/// each other's.
public final class RegionsEntry {

    private static final String HEADER = "region,zone,signal,factor,quality,source,licence";
    private static final String[] NEEDED = {"region", "zone", "signal", "factor", "licence"};

    private final Path file;
    private final String region;
    private final Map<String, String> cells;

    /// @param series the file of the series
    /// @param zone its grid zone
    public RegionsEntry(Path series, String zone, Labels labels, Quality quality, Source source) {
        file = series.resolveSibling(RegionsFile.NAME);
        region = RegionsFile.region(series);
        String licence = source.licence();
        cells =
                Map.of(
                        "region",
                        region,
                        "zone",
                        zone,
                        "signal",
                        labels.signal().label(),
                        "factor",
                        labels.factor().label(),
                        "quality",
                        quality.label(),
                        "source",
                        source.name(),
                        "licence",
                        licence == null ? "" : licence);
    }

    public Path file() {
        return file;
    }

    /// Whether the file has another row of this name.
    ///
    /// @throws InvalidFileException if it has not the columns that are needed
    public boolean contradicts() {
        if (!Files.exists(file)) {
            return false;
        }
        TableFile table = TableFile.read(file).require(NEEDED);
        for (TableFile.Row row : table.rows()) {
            if (row.text("region").equals(region)) {
                return !isSame(table, row);
            }
        }
        return false;
    }

    private boolean isSame(TableFile table, TableFile.Row row) {
        for (Map.Entry<String, String> cell : cells.entrySet()) {
            if (table.has(cell.getKey()) && !row.text(cell.getKey()).equals(cell.getValue())) {
                return false;
            }
        }
        return true;
    }

    /// Adds the row, unless it is there.
    public void append() throws IOException {
        try {
            Files.writeString(
                    file,
                    HEADER + '\n' + line(List.of(HEADER.split(",", -1))),
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE);
            return;
        } catch (FileAlreadyExistsException there) {
            // Its columns decide what the row holds.
        }
        TableFile table = TableFile.read(file).require(NEEDED);
        for (TableFile.Row row : table.rows()) {
            if (row.text("region").equals(region)) {
                return;
            }
        }
        String text = Files.readString(file);
        String before = text.endsWith("\n") ? "" : "\n";
        Files.writeString(
                file,
                before + line(table.columns()),
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND);
    }

    /// The whole file with this row in the place of one of the same name.
    public String replaced() {
        TableFile table = TableFile.read(file).require(NEEDED);
        var text = new StringBuilder();
        List<String> header = new ArrayList<>();
        for (String column : table.columns()) {
            header.add(cell(column));
        }
        text.append(String.join(",", header)).append('\n');
        for (TableFile.Row row : table.rows()) {
            if (row.text("region").equals(region)) {
                text.append(line(table.columns()));
            } else {
                text.append(String.join(",", row.cells().stream().map(RegionsEntry::cell).toList()))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private String line(List<String> columns) {
        List<String> line = new ArrayList<>();
        for (String column : columns) {
            line.add(cell(cells.getOrDefault(column, "")));
        }
        return String.join(",", line) + '\n';
    }

    private static String cell(String text) {
        boolean plain =
                text.indexOf(',') < 0
                        && text.indexOf('"') < 0
                        && text.indexOf('\n') < 0
                        && text.indexOf('\r') < 0;
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
