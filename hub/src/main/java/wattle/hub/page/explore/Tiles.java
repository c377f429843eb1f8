package wattle.hub.page.explore;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Where a country's tile is: each country has one, all of one size, about where it lies on a map
/// with north above. It says which country is near which, and nothing of areas or borders.
///
/// @param column from 0 in the west
/// @param row from 0 in the north
record Tiles(int column, int row) {

    /// By the two letters of ISO 3166-1.
    static final Map<String, Tiles> ALL = all();

    static final int COLUMNS = 1 + ALL.values().stream().mapToInt(Tiles::column).max().orElse(0);

    static final int ROWS = 1 + ALL.values().stream().mapToInt(Tiles::row).max().orElse(0);

    private static Map<String, Tiles> all() {
        Map<String, Tiles> all = new TreeMap<>();
        try (var in =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        Tiles.class.getResourceAsStream("tiles.csv")),
                                StandardCharsets.UTF_8))) {
            in.lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .forEach(cells ->
                            all.put(
                                    cells[0],
                                    new Tiles(
                                            Integer.parseInt(cells[1]),
                                            Integer.parseInt(cells[2]))));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken); // It is in the same jar.
        }
        return Collections.unmodifiableMap(all);
    }
}
