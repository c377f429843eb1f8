package wattle.grid.csv;

import org.jspecify.annotations.Nullable;

/// A kind of file, told by its header.
interface Shape {

    /// Where in such a file what is; null where the header is another shape's.
    ///
    /// @throws wattle.series.csv.InvalidFileException if it is this shape, and what is said of the
    ///   file does not go with it or is not enough
    @Nullable Layout in(RawHeader header, RawOptions options);
}
