package wattle.grid.catalog;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.grid.GridZone;
import wattle.unit.catalog.Names;
import wattle.unit.catalog.NearMisses;
import wattle.unit.catalog.Row;
import wattle.unit.catalog.Table;

/// The table of countries: one row for each, with a column for each year.
final class Countries {

    static final String SOURCE = "country";

    private static final Table TABLE = Table.read(Countries.class, "countries.csv");

    private Countries() {}

    static List<Row> rows() {
        return TABLE.rows();
    }

    /// By the two or three letters of ISO 3166-1, in upper case.
    static @Nullable Row byCode(String code) {
        Row exact = code.length() == 3 ? TABLE.row(code) : null;
        if (exact != null || code.length() != 2) {
            return exact;
        }
        for (Row row : TABLE.rows()) {
            if (row.text("iso2").equals(code)) {
                return row;
            }
        }
        return null;
    }

    /// By name or another name, as [Names#squash] leaves it.
    static @Nullable Row byName(String squashed) {
        for (Row row : TABLE.rows()) {
            if (Names.squash(row.text("name")).equals(squashed)) {
                return row;
            }
        }
        for (Row row : TABLE.rows()) {
            for (String alias : row.list("aliases")) {
                if (Names.squash(alias).equals(squashed)) {
                    return row;
                }
            }
        }
        return null;
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
        String note = row.known("note");
        return new YearlyFigures(
                new GridZone(SOURCE, row.key()),
                row.text("name"),
                figures,
                GridSources.ALL,
                null,
                row.known("iso2"),
                note == null ? List.of() : List.of(note));
    }

    /// The code by which people write it: two letters where it has them.
    static String shortCode(Row row) {
        String two = row.known("iso2");
        return two == null ? row.key() : two;
    }

    /// How the yearly mean of a country moved between two years, in words; null where either is not
    /// known.
    static @Nullable String moved(String code, int from, int to) {
        Row row = byCode(code);
        String before = row == null ? null : value(row, from);
        String after = row == null ? null : value(row, to);
        if (row == null || before == null || after == null) {
            return null;
        }
        long percent =
                Math.round((Double.parseDouble(after) / Double.parseDouble(before) - 1) * 100);
        return row.text("name")
                + " as a whole had "
                + before
                + " g/kWh in "
                + from
                + " and "
                + after
                + " in "
                + to
                + " ("
                + (percent > 0 ? "+" : "")
                + percent
                + " %)";
    }

    /// Offers codes and names. A code of three letters is usually a slip of a code of two or a
    /// wrong third letter, so the other codes of three letters are no help.
    static void offer(NearMisses misses, String squashed) {
        for (Row row : TABLE.rows()) {
            misses.offer(Names.squash(row.text("iso2")), shortCode(row));
            if (squashed.length() != 3) {
                misses.offer(Names.squash(row.key()), shortCode(row));
            }
            misses.offer(Names.squash(row.text("name")), row.text("name"));
            for (String alias : row.list("aliases")) {
                misses.offer(Names.squash(alias), alias);
            }
        }
    }

    private static @Nullable String value(Row row, int year) {
        String column = Integer.toString(year);
        return TABLE.columns().contains(column) ? row.known(column) : null;
    }
}
