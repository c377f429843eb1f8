package wattle.ledger.sql;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A table that a backup has row by row: the same for both databases.
///
/// @param order the columns that its rows are in the order of: its primary key
/// @param monthly the column of microseconds since 1970 by whose months PostgreSQL has partitions
///   of it; null where it has none
record StoredTable(
        String name, List<String> order, @Nullable String monthly, List<Column> columns) {

    private static final int AT_ONCE = 1000;
    private static final int AT_ONCE_IF_LARGE = 8;

    StoredTable {
        order = List.copyOf(order);
        columns = List.copyOf(columns);
    }

    /// A column.
    ///
    /// @param isOptional whether it may have no value
    record Column(String name, ColumnType type, boolean isOptional) {

        Column(String name, ColumnType type) {
            this(name, type, false);
        }

        Column optional() {
            return new Column(name, type, true);
        }
    }

    /// As many rows as are in memory at a time.
    int atOnce() {
        boolean hasLarge =
                columns.stream()
                        .anyMatch(each ->
                                each.type() instanceof ColumnType.Bytes bytes
                                        && bytes.most() > AT_ONCE);
        return hasLarge ? AT_ONCE_IF_LARGE : AT_ONCE;
    }

    String select() {
        return "SELECT "
                + names(columns)
                + " FROM "
                + name
                + " ORDER BY "
                + String.join(", ", order);
    }

    /// A row of some of its columns. What the database would number by itself has its number.
    String insert(List<Column> some, Dialect dialect) {
        return "INSERT INTO "
                + name
                + " ("
                + names(some)
                + ") "
                + (dialect == Dialect.POSTGRESQL ? "OVERRIDING SYSTEM VALUE " : "")
                + "VALUES ("
                + some.stream().map(each -> "?").collect(Collectors.joining(", "))
                + ")";
    }

    private static String names(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }
}
