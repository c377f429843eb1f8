package wattle.series.csv;

import java.util.List;

/// What takes a file's cells as they are read. The text of a cell lies in a buffer that the next
/// cell overwrites.
public interface CsvContent {

    /// The names in the first row, without blanks around them.
    void header(List<String> names, long line);

    /// A cell of a later row; `column` counts from 0 and is one of the header's.
    void cell(int column, long line, char[] buffer, int offset, int length);

    /// The end of a later row, with as many cells as the header.
    void endRow(long line);
}
