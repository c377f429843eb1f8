package wattle.grid.catalog;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.grid.GridZone;
import wattle.unit.catalog.Names;
import wattle.unit.catalog.NearMisses;
import wattle.unit.catalog.Row;
import wattle.unit.catalog.Table;

/// The table of Electricity Maps' grid zones, under the Open Database License 1.0.
final class GridZones {

    static final String SOURCE = "electricitymaps";

    private static final Table TABLE = Table.read(GridZones.class, "odbl/zones.csv");

    private GridZones() {}

    static List<Row> rows() {
        return TABLE.rows();
    }

    /// By the zone's key, in upper case.
    static @Nullable Row byKey(String key) {
        return TABLE.row(key);
    }

    static YearlyFigures figures(Row row) {
        List<Figure> figures = new ArrayList<>();
        List<String> columns = TABLE.columns();
        for (String column : columns.subList(columns.indexOf("source") + 1, columns.size())) {
            Double value = row.knownNumber(column);
            if (value != null) {
                figures.add(new Figure(Integer.parseInt(column), value, row.text("source")));
            }
        }
        return new YearlyFigures(
                new GridZone(SOURCE, row.key()),
                row.text("name"),
                figures,
                GridSources.OPEN_DATABASE,
                row.key().substring(0, 2),
                row.key(),
                List.of());
    }

    static void offer(NearMisses misses) {
        for (Row row : TABLE.rows()) {
            misses.offer(Names.squash(row.key()), row.key());
            if (row.key().length() > 2) {
                misses.offer(Names.squash(row.text("name")), row.key());
            }
        }
    }
}
