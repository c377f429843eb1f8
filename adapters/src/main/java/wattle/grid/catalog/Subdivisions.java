package wattle.grid.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.grid.GridZone;
import wattle.unit.catalog.Names;
import wattle.unit.catalog.NearMisses;
import wattle.unit.catalog.Row;
import wattle.unit.catalog.Table;

/// The table of states and provinces: the United States, Canada, Australia.
final class Subdivisions {

    static final String SOURCE = "subdivision";

    private static final Table TABLE = Table.read(Subdivisions.class, "subdivisions.csv");

    private Subdivisions() {}

    static List<Row> rows() {
        return TABLE.rows();
    }

    /// By the code of ISO 3166-2, in upper case.
    static @Nullable Row byCode(String code) {
        return TABLE.row(code);
    }

    /// By name or another name, as [Names#squash] leaves it.
    static @Nullable Row byName(String squashed) {
        for (Row row : TABLE.rows()) {
            if (Names.squash(row.text("name")).equals(squashed)) {
                return row;
            }
            for (String alias : row.list("aliases")) {
                if (Names.squash(alias).equals(squashed)) {
                    return row;
                }
            }
        }
        return null;
    }

    static YearlyFigures figures(Row row) {
        String note = row.known("note");
        return new YearlyFigures(
                new GridZone(SOURCE, row.key()),
                row.text("name"),
                List.of(
                        new Figure(
                                row.integer("year"), row.number("g_per_kwh"), row.text("source"))),
                GridSources.ALL,
                row.key().substring(0, 2),
                row.key(),
                note == null ? List.of() : List.of(note));
    }

    static void offer(NearMisses misses) {
        for (Row row : TABLE.rows()) {
            misses.offer(Names.squash(row.key()), row.key());
            misses.offer(Names.squash(row.text("name")), row.text("name"));
        }
    }
}
