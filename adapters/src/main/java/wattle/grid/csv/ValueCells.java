package wattle.grid.csv;

import java.util.List;
import wattle.grid.Quality;
import wattle.grid.RawIntensity;

/// Makes intensities of the cells of a file's rows. For one thread and one file.
interface ValueCells {

    /// A cell of any column; those of others are left alone.
    void cell(int column, long line, char[] text, int offset, int length);

    /// Whether none of the cells of the row that is being read has a value.
    boolean isEmptyRow();

    /// The end of a row that belongs to the series.
    void endRow(long nanos, long line, Quality quality);

    /// The end of a row that does not.
    void skipRow();

    /// All rows, after the last one.
    ///
    /// @param remarks where to say what a user must know of them
    RawIntensity rows(List<String> remarks);
}
