package wattle.series.csv;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// A file with a time and several numbers in each row, such as forecasts with a column for each
/// lead. Rows must be in order of time and unique. Immutable.
///
/// ```java
/// TimedNumbers.read(file, "issued_utc").value(0, 1)
/// ```
public final class TimedNumbers {

    private final List<String> names;
    private final long[] nanos;
    private final double[] values;

    private TimedNumbers(Rows rows) {
        names = rows.names;
        nanos = Arrays.copyOf(rows.nanos, rows.size);
        values = Arrays.copyOf(rows.values, rows.size * rows.names.size());
    }

    /// @param time the name of the column of times, which must be the first
    /// @throws InvalidFileException if the file is not of this kind
    public static TimedNumbers read(Path file, String time) {
        var rows = new Rows(file, time);
        CsvFile.read(file, rows);
        if (rows.size == 0) {
            throw new InvalidFileException(
                    file, 0, null, "has no row below its header", "Check that it is whole.");
        }
        return new TimedNumbers(rows);
    }

    /// The names of the columns of numbers.
    public List<String> names() {
        return names;
    }

    public int size() {
        return nanos.length;
    }

    /// Since 1970-01-01T00:00:00Z.
    public long nanos(int row) {
        return nanos[row];
    }

    /// NaN where the cell is empty.
    public double value(int row, int column) {
        return values[row * names.size() + column];
    }

    private static final class Rows implements CsvContent {

        private final Path file;
        private final String time;
        private List<String> names = List.of();
        private long[] nanos = new long[64];
        private double[] values = new double[64];
        private int size;

        Rows(Path file, String time) {
            this.file = file;
            this.time = time;
        }

        @Override
        public void header(List<String> header, long line) {
            if (!header.getFirst().equals(time) || header.size() < 2) {
                throw new InvalidFileException(
                        file,
                        line,
                        null,
                        "the first column must be " + time + ", with columns of numbers after it",
                        "Correct the header.");
            }
            names = List.copyOf(header.subList(1, header.size()));
        }

        @Override
        public void cell(int column, long line, char[] buffer, int offset, int length) {
            if (column == 0) {
                time(line, buffer, offset, length);
                return;
            }
            int at = size * names.size() + column - 1;
            if (at >= values.length) {
                values = Arrays.copyOf(values, Math.max(at + 1, 2 * values.length));
            }
            values[at] = number(column - 1, line, buffer, offset, length);
        }

        private void time(long line, char[] buffer, int offset, int length) {
            long at = Instants.parse(buffer, offset, length);
            if (at == Instants.NONE) {
                var problem = Instants.problem(new String(buffer, offset, length));
                throw new InvalidFileException(file, line, time, problem.what(), problem.advice());
            }
            if (size > 0 && at <= nanos[size - 1]) {
                throw new InvalidFileException(
                        file,
                        line,
                        time,
                        "the time is not after that of the row before",
                        "Sort the rows and delete those that are there twice.");
            }
            if (size == nanos.length) {
                if (size > Limits.rowsInMemory() / Math.max(1, names.size())) {
                    throw new InvalidFileException(
                            file, line, null, "there are too many rows", "Split the file.");
                }
                nanos = Arrays.copyOf(nanos, 2 * size);
            }
            nanos[size] = at;
        }

        private double number(int column, long line, char[] buffer, int offset, int length) {
            String text = "";
            double value = Decimals.parse(buffer, offset, length);
            if (Double.isNaN(value)) {
                text = new String(buffer, offset, length).strip();
            }
            if (!text.isEmpty()) {
                throw new InvalidFileException(
                        file,
                        line,
                        names.get(column),
                        InvalidFileException.quoted(text) + " is not a finite number",
                        "Correct the value, or leave the cell empty.");
            }
            return value;
        }

        @Override
        public void endRow(long line) {
            size++;
        }
    }
}
