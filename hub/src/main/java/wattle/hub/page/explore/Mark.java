package wattle.hub.page.explore;

import java.util.Locale;

/// The shapes of the world view, as paths about their middle.
enum Mark {
    SQUARE,
    TRIANGLE,
    DIAMOND,
    CIRCLE,
    HEXAGON;

    /// @param r half of the size, in units of the picture
    /// @return the `d` of a path
    String path(double r) {
        return switch (this) {
            case SQUARE -> corners(0.89 * r, -1, -1, 1, -1, 1, 1, -1, 1);
            case TRIANGLE -> corners(1.1 * r, 0, -1, 1, 0.8, -1, 0.8);
            case DIAMOND -> corners(1.2 * r, 0, -1, 1, 0, 0, 1, -1, 0);
            case CIRCLE ->
                    String.format(
                            Locale.ROOT,
                            "M%.1f 0A%.1f %.1f 0 1 1 %.1f 0A%.1f %.1f 0 1 1 %.1f 0Z",
                            -r,
                            r,
                            r,
                            r,
                            r,
                            r,
                            -r);
            case HEXAGON ->
                    corners(1.1 * r, -1, 0, -0.5, -0.87, 0.5, -0.87, 1, 0, 0.5, 0.87, -0.5, 0.87);
        };
    }

    private static String corners(double r, double... at) {
        var path = new StringBuilder();
        for (int i = 0; i < at.length; i += 2) {
            path.append(i == 0 ? 'M' : 'L');
            path.append(String.format(Locale.ROOT, "%.1f %.1f", r * at[i], r * at[i + 1]));
        }
        return path.append('Z').toString();
    }
}
