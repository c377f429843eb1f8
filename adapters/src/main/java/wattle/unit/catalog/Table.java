package wattle.unit.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// A CSV file shipped with Wattle, held as text; a row is split only when somebody reads a field.
///
/// The files keep to a subset of RFC 4180 that a test checks against FastCSV: UTF-8, lines end in
/// `\n`, the first line names the columns, no field holds a line break. Reading this way takes
/// about a millisecond for the largest file in a fresh JVM, before anything is compiled.
///
/// Immutable but for rows that split themselves on first use; threads may share it.
public final class Table {

    private final String file;
    private final String text;
    private final int firstRow;
    private final String[] columns;

    private Table(String file, String text) {
        this.file = file;
        this.text = text;
        this.firstRow = text.indexOf('\n') + 1;
        this.columns = Row.split(text, 0, firstRow - 1);
    }

    /// The file that lies beside `owner` in its jar or folder.
    ///
    /// @throws IllegalStateException when the build lacks it
    public static Table read(Class<?> owner, String file) {
        try {
            byte[] bytes = fromJar(owner, file);
            if (bytes == null) {
                bytes = fromClassPath(owner, file);
            }
            return new Table(file, new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the shipped table " + file, e);
        }
    }

    /// Straight from the jar that `owner` came from: in a fresh JVM this takes 1 to 3 ms, where the
    /// first look along the class path takes 15 to 20. Null where there is no such jar or entry.
    private static byte @Nullable [] fromJar(Class<?> owner, String file) throws IOException {
        CodeSource code = owner.getProtectionDomain().getCodeSource();
        String path = code == null ? "" : code.getLocation().getPath();
        if (!path.endsWith(".jar") || path.indexOf('%') >= 0) {
            return null;
        }
        try (ZipFile jar = new ZipFile(path)) {
            ZipEntry entry = jar.getEntry(owner.getPackageName().replace('.', '/') + '/' + file);
            return entry == null ? null : jar.getInputStream(entry).readAllBytes();
        }
    }

    private static byte[] fromClassPath(Class<?> owner, String file) throws IOException {
        try (InputStream in = owner.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("this build of Wattle lacks its table " + file);
            }
            return in.readAllBytes();
        }
    }

    /// All rows in the order of the file.
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (int start = firstRow; start < text.length(); ) {
            int end = text.indexOf('\n', start);
            rows.add(new Row(this, text, start, end));
            start = end + 1;
        }
        return rows;
    }

    /// The first row whose first column is exactly `key`; null where there is none. Splits no other
    /// row.
    public @Nullable Row row(String key) {
        String sought = '\n' + key + ',';
        int at = text.indexOf(sought, firstRow - 1);
        return at < 0 ? null : new Row(this, text, at + 1, text.indexOf('\n', at + 1));
    }

    /// The first row that holds `part` anywhere in its line; null where there is none. Splits no
    /// other row.
    public @Nullable Row rowHolding(String part) {
        int at = text.indexOf(part, firstRow);
        return at < 0
                ? null
                : new Row(this, text, text.lastIndexOf('\n', at) + 1, text.indexOf('\n', at));
    }

    /// The rows that hold `part` anywhere in their line.
    public List<Row> rowsHolding(String part) {
        List<Row> rows = new ArrayList<>();
        for (int at = text.indexOf(part, firstRow); at >= 0; ) {
            int end = text.indexOf('\n', at);
            rows.add(new Row(this, text, text.lastIndexOf('\n', at) + 1, end));
            at = text.indexOf(part, end);
        }
        return rows;
    }

    /// The numbers in neighbouring columns, an array for each column, in the order of the file.
    ///
    /// By hand, and only for plain decimals of at most 15 digits such as `284.6`: some thousand
    /// numbers take a fresh JVM less than a millisecond. The result is that of
    /// [Double#parseDouble], because both the digits and the power of ten are exact in a double.
    ///
    /// @param first the first column
    /// @param count how many columns
    /// @param rows how many rows there are
    /// @throws IllegalStateException when there are not as many rows, or a field is no such number
    public double[][] numbers(String first, int count, int rows) {
        double[][] numbers = new double[count][rows];
        int skipped = column(first);
        int at = firstRow;
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < skipped; i++) {
                at = text.indexOf(',', at) + 1;
            }
            for (int i = 0; i < count; i++) {
                int end = text.indexOf(',', at);
                numbers[i][row] = number(at, end);
                at = end + 1;
            }
            at = text.indexOf('\n', at) + 1;
        }
        if (at != text.length()) {
            throw new IllegalStateException("table " + file + " has not " + rows + " rows");
        }
        return numbers;
    }

    private double number(int start, int end) {
        long digits = 0;
        long power = 1;
        boolean fraction = false;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == '.') {
                fraction = true;
            } else if (c >= '0' && c <= '9' && end - start <= 16) {
                digits = 10 * digits + (c - '0');
                power = fraction ? 10 * power : power;
            } else {
                throw new IllegalStateException(
                        "table " + file + ": " + text.substring(start, end) + " is no number");
            }
        }
        return (double) digits / power;
    }

    /// The names of the columns.
    public List<String> columns() {
        return List.of(columns);
    }

    int column(String name) {
        for (int i = 0; i < columns.length; i++) {
            if (columns[i].equals(name)) {
                return i;
            }
        }
        throw new IllegalStateException("table " + file + " has no column " + name);
    }
}
