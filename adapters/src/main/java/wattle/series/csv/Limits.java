package wattle.series.csv;

/// The bounds within which a file is read. Beyond them it is refused, so that no file, whatever it
/// holds, takes more memory than these and more time than it takes to unpack [#BYTES].
public final class Limits {

    /// Characters in a cell.
    public static final int CELL_CHARACTERS = 64 * 1024;

    /// Cells in a row.
    public static final int COLUMNS = 1024;

    /// Lines in a file, blank ones included: more than a year of one-second samples.
    public static final int LINES = 50_000_000;

    /// Bytes in a file after unpacking.
    public static final long BYTES = 16L << 30;

    /// Rows in a small table, which is kept as text.
    public static final int TABLE_ROWS = 100_000;

    /// What a row of a series may take at the worst moment: time, value and line, twice while they
    /// grow, and the timeline made of them.
    private static final int HEAP_BYTES_PER_ROW = 128;

    private Limits() {}

    /// How many rows of a series fit this program's memory.
    public static int rowsInMemory() {
        return (int) Math.min(LINES, Runtime.getRuntime().maxMemory() / HEAP_BYTES_PER_ROW);
    }
}
