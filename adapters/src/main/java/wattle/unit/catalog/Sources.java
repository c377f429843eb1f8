package wattle.unit.catalog;

import wattle.unit.Source;

/// What the short source keys of a folder's tables stand for, from the `sources.csv` beside them.
///
/// Immutable; threads may share it.
public final class Sources {

    private final Table table;

    private Sources(Table table) {
        this.table = table;
    }

    public static Sources read(Class<?> owner, String file) {
        return new Sources(Table.read(owner, file));
    }

    /// Publisher, data set and licence.
    public Source source(String key) {
        Row row = row(key);
        return new Source(row.text("name"), row.known("licence"));
    }

    /// The whole row, with whatever else the folder's sources have in common.
    ///
    /// @throws IllegalStateException when a table names a source that is not there
    public Row row(String key) {
        Row row = table.row(key);
        if (row == null) {
            throw new IllegalStateException("a shipped table names an unknown source: " + key);
        }
        return row;
    }
}
