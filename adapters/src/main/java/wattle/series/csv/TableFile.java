package wattle.series.csv;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// A small table with named columns, kept as text: `regions.csv`, a list of jobs. Cells have no
/// blanks around them.
///
/// ```java
/// for (TableFile.Row row : TableFile.read(file).rows()) row.text("zone")
/// ```
public final class TableFile {

    private final Path file;
    private final Map<String, Integer> columns = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    private TableFile(Path file) {
        this.file = file;
    }

    /// @throws InvalidFileException if the file is no such table, or has more than
    ///   [Limits#TABLE_ROWS] rows
    public static TableFile read(Path file) {
        var table = new TableFile(file);
        CsvFile.read(file, table.new Content());
        return table;
    }

    /// What is no file: a table that ships in a jar, or was sent.
    ///
    /// @param name what messages call it
    /// @throws InvalidFileException as in [#read(Path)]
    public static TableFile read(Path name, CsvFile.Opened bytes) {
        var table = new TableFile(name);
        CsvFile.read(name, bytes, table.new Content());
        return table;
    }

    public boolean has(String column) {
        return columns.containsKey(column);
    }

    /// The names in the first row, in order.
    public List<String> columns() {
        return List.copyOf(names);
    }

    /// @throws InvalidFileException if one of the columns is missing
    public TableFile require(String... names) {
        for (String each : names) {
            if (!has(each)) {
                throw new InvalidFileException(
                        file,
                        1,
                        null,
                        "a column is missing: expected " + String.join(", ", names),
                        "Add the column " + each + " to the header.");
            }
        }
        return this;
    }

    public List<Row> rows() {
        return List.copyOf(rows);
    }

    /// One row of the table.
    public final class Row {

        private final long line;
        private final List<String> cells;

        private Row(long line, List<String> cells) {
            this.line = line;
            this.cells = cells;
        }

        /// The line in which the row begins, from 1.
        public long line() {
            return line;
        }

        /// All cells, in the order of the columns.
        public List<String> cells() {
            return cells;
        }

        /// The cell of the column; empty where the cell is, or where there is no such column.
        public String text(String column) {
            Integer index = columns.get(column);
            return index == null ? "" : cells.get(index);
        }

        /// The finite number in the cell; empty where the cell is, or where there is no such
        /// column.
        ///
        /// @throws InvalidFileException if there is something else in the cell
        public OptionalDouble number(String column) {
            String text = text(column);
            if (text.isEmpty()) {
                return OptionalDouble.empty();
            }
            double value = Decimals.parse(text.toCharArray(), 0, text.length());
            if (Double.isNaN(value)) {
                throw refused(
                        column,
                        InvalidFileException.quoted(text) + " is not a finite number",
                        "Write a number such as 412.5 or 4.125e2.");
            }
            return OptionalDouble.of(value);
        }

        /// An exception that names this row and column.
        public InvalidFileException refused(String column, String problem, String advice) {
            return new InvalidFileException(file, line, column, problem, advice);
        }
    }

    private final class Content implements CsvContent {

        private List<String> cells = new ArrayList<>();

        @Override
        public void header(List<String> header, long line) {
            names.addAll(header);
            for (int i = 0; i < names.size(); i++) {
                String name = names.get(i);
                if (columns.put(name, i) != null && !name.isEmpty()) {
                    throw new InvalidFileException(
                            file,
                            line,
                            name,
                            "the column is there twice",
                            "Rename or delete one of them.");
                }
            }
        }

        @Override
        public void cell(int column, long line, char[] buffer, int offset, int length) {
            cells.add(new String(buffer, offset, length).strip());
        }

        @Override
        public void endRow(long line) {
            if (rows.size() == Limits.TABLE_ROWS) {
                throw new InvalidFileException(
                        file,
                        line,
                        null,
                        "there are more than " + Limits.TABLE_ROWS + " rows",
                        "Split the table.");
            }
            rows.add(new Row(line, List.copyOf(cells)));
            cells = new ArrayList<>();
        }
    }
}
