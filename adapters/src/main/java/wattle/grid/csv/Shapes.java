package wattle.grid.csv;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The shapes that are known, and which of them a header is.
final class Shapes {

    private static final List<Shape> ALL = all();

    private Shapes() {}

    private static List<Shape> all() {
        List<Shape> shapes = new ArrayList<>();
        shapes.add(new EiaMixShape());
        shapes.add(new ChosenColumnShape());
        shapes.add(new ElectricityMapsShape());
        shapes.add(new EiaBalanceShape());
        shapes.add(new EntsoeShape());
        shapes.addAll(PlainShape.ALL);
        return List.copyOf(shapes);
    }

    /// @throws wattle.series.csv.InvalidFileException if no shape has this header
    static Layout of(RawHeader header, RawOptions options) {
        // A usual file should not be asked whether it is every other first.
        @Nullable Layout own =
                options.column() == null ? PlainShape.WATTLE.in(header, options) : null;
        if (own != null) {
            return own;
        }
        for (Shape shape : ALL) {
            Layout layout = shape.in(header, options);
            if (layout != null) {
                return layout;
            }
        }
        if (options.column() != null) {
            throw header.refused(
                    "no column of times is known here among " + header.shown(),
                    "Name it timestamp_utc, timestamp, datetime or time.");
        }
        boolean otherSeparator =
                header.names().size() == 1
                        && (header.name(0).indexOf(';') >= 0 || header.name(0).indexOf('\t') >= 0);
        throw header.refused(
                "no shape known here has the columns " + header.shown(),
                otherSeparator
                        ? "Separate the cells by commas."
                        : "Name the column of values with --column and its unit with --unit.");
    }
}
