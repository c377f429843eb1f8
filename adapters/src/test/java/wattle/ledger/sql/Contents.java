package wattle.ledger.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import wattle.ledger.LedgerException;

/// All that is in a database, as the database itself tells it: it knows nothing of what Wattle
/// believes to be there.
final class Contents {

    private Contents() {}

    /// A column as the schema has it.
    ///
    /// @param type as [ColumnType#label] says it
    /// @param keyPlace its place in the primary key, from 1; 0 where it is no part of it
    record Column(String name, String type, boolean isOptional, int keyPlace) {}

    /// The columns of every table but Flyway's own, by name.
    static Map<String, List<Column>> schema(Database store) throws LedgerException {
        return store.read(handle -> {
            Map<String, List<Column>> tables = new TreeMap<>();
            for (String table : tables(handle, store.dialect())) {
                tables.put(table, columns(handle, store.dialect(), table));
            }
            return tables;
        });
    }

    /// Every row of every table, sorted, with whole numbers as longs and bytes in hexadecimal.
    static Map<String, List<String>> of(Database store) throws LedgerException {
        return store.snapshot(handle -> {
            Map<String, List<String>> all = new TreeMap<>();
            for (String table : tables(handle, store.dialect())) {
                all.put(
                        table,
                        handle
                                .createQuery("SELECT * FROM " + table)
                                .map((row, context) -> values(row).toString())
                                .stream()
                                .sorted()
                                .toList());
            }
            return all;
        });
    }

    /// The same without sessions, which are in no backup.
    static Map<String, List<String>> backedUp(Database store) throws LedgerException {
        Map<String, List<String>> all = of(store);
        all.put("session", List.of());
        return all;
    }

    private static Map<String, @Nullable Object> values(ResultSet row) throws SQLException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            Object value = row.getObject(i);
            values.put(
                    row.getMetaData().getColumnLabel(i),
                    switch (value) {
                        case Integer small -> Long.valueOf(small);
                        case byte[] bytes -> HexFormat.of().formatHex(bytes);
                        case null, default -> value;
                    });
        }
        return values;
    }

    private static List<String> tables(Handle handle, Dialect dialect) {
        return handle.createQuery(
                        switch (dialect) {
                            case SQLITE ->
                                    """
                                    SELECT name FROM sqlite_master
                                    WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
                                    """;
                            case POSTGRESQL ->
                                    """
                                    SELECT relname FROM pg_class
                                    WHERE relnamespace = current_schema()::regnamespace
                                        AND relkind IN ('r', 'p') AND NOT relispartition
                                    """;
                        })
                .mapTo(String.class)
                .filter(each -> !each.equals("flyway_schema_history"))
                .list();
    }

    private static List<Column> columns(Handle handle, Dialect dialect, String table) {
        return switch (dialect) {
            case SQLITE ->
                    handle.createQuery("PRAGMA table_info(" + table + ")")
                            .map((row, context) ->
                                    new Column(
                                            row.getString("name"),
                                            type(row.getString("type")),
                                            row.getInt("notnull") == 0 && row.getInt("pk") == 0,
                                            row.getInt("pk")))
                            .list();
            case POSTGRESQL ->
                    handle.createQuery(
                                    """
                                    SELECT attname, format_type(atttypid, -1) AS type, attnotnull,
                                        coalesce(array_position(indkey::int2[], attnum) + 1, 0)
                                            AS place
                                    FROM pg_attribute LEFT JOIN pg_index
                                        ON indrelid = attrelid AND indisprimary
                                    WHERE attrelid = :table::regclass AND attnum > 0
                                        AND NOT attisdropped
                                    ORDER BY attnum
                                    """)
                            .bind("table", table)
                            .map((row, context) ->
                                    new Column(
                                            row.getString("attname"),
                                            type(row.getString("type")),
                                            !row.getBoolean("attnotnull"),
                                            row.getInt("place")))
                            .list();
        };
    }

    private static String type(String declared) {
        return switch (declared.toLowerCase(java.util.Locale.ROOT)) {
            case "integer", "bigint" -> "whole";
            case "real", "double precision" -> "real";
            case "text" -> "text";
            case "blob", "bytea" -> "base64";
            default -> declared;
        };
    }

    /// The names of those columns that make the primary key, in its order.
    static List<String> key(List<Column> columns) {
        List<Column> key = new ArrayList<>(columns);
        key.removeIf(each -> each.keyPlace() == 0);
        key.sort(java.util.Comparator.comparingInt(Column::keyPlace));
        return key.stream().map(Column::name).toList();
    }
}
