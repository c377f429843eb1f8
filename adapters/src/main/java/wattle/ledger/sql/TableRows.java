package wattle.ledger.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import wattle.ledger.LedgerException;
import wattle.ledger.sql.StoredTable.Column;

/// Rows of one table on their way from a backup into a store: some at a time, in the caller's
/// transaction. For one thread.
final class TableRows {

    private static final int AT_ONCE = 1000;
    private static final int MOST_BYTES_AT_ONCE = 1 << 20;

    private final Handle handle;
    private final Dialect dialect;
    private final StoredTable table;
    private final List<Column> columns;
    private final int monthly;
    private final Set<YearMonth> months = new HashSet<>();
    private final List<@Nullable Object[]> pending = new ArrayList<>();
    private int bytes;
    private long count;

    /// @param columns those that the rows have, in their order; the others have no value
    TableRows(Handle handle, Dialect dialect, StoredTable table, List<Column> columns) {
        this.handle = handle;
        this.dialect = dialect;
        this.table = table;
        this.columns = List.copyOf(columns);
        this.monthly =
                dialect == Dialect.POSTGRESQL
                        ? columns.stream().map(Column::name).toList().indexOf(table.monthly())
                        : -1;
    }

    StoredTable table() {
        return table;
    }

    long count() {
        return count;
    }

    /// @param json at the start of an array
    /// @throws IllegalArgumentException if it is no row of this table
    void add(JsonParser json) throws LedgerException {
        @Nullable Object[] row = new @Nullable Object[columns.size()];
        for (int i = 0; i < row.length; i++) {
            JsonToken token = json.nextToken();
            if (token == JsonToken.END_ARRAY) {
                throw new IllegalArgumentException(
                        "a row of " + table.name() + " has " + row.length + " values, not " + i);
            }
            row[i] = value(columns.get(i), token, json);
        }
        if (json.nextToken() != JsonToken.END_ARRAY) {
            throw new IllegalArgumentException(
                    "a row of " + table.name() + " has no more than " + row.length + " values");
        }
        add(row);
    }

    private @Nullable Object value(Column column, JsonToken token, JsonParser json) {
        try {
            if (token == JsonToken.VALUE_NULL) {
                if (!column.isOptional()) {
                    throw new IllegalArgumentException("it has to have a value");
                }
                return null;
            }
            Object value = column.type().parse(json);
            column.type().check(value);
            return value;
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    table.name() + "." + column.name() + ": " + wrong.getMessage(), wrong);
        }
    }

    /// @param row values of the columns, checked
    void add(@Nullable Object[] row) throws LedgerException {
        count++;
        pending.add(row);
        for (Object each : row) {
            bytes +=
                    switch (each) {
                        case String text -> text.length();
                        case byte[] some -> some.length;
                        case null, default -> Long.BYTES;
                    };
        }
        if (pending.size() == AT_ONCE || bytes > MOST_BYTES_AT_ONCE) {
            flush();
        }
    }

    /// Writes what is left.
    void flush() throws LedgerException {
        if (monthly >= 0) {
            partition();
        }
        try (PreparedStatement insert =
                handle.getConnection().prepareStatement(table.insert(columns, dialect))) {
            for (@Nullable Object[] row : pending) {
                for (int i = 0; i < row.length; i++) {
                    insert.setObject(i + 1, row[i]);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException refused) {
            throw new LedgerException(
                    "the rows of " + table.name() + " were not taken: " + reason(refused), refused);
        }
        pending.clear();
        bytes = 0;
    }

    private void partition() {
        for (@Nullable Object[] row : pending) {
            if (row[monthly] instanceof Long micros) {
                YearMonth month = EnergySamples.month(micros);
                if (months.add(month)) {
                    EnergySamples.makePartition(handle, month);
                }
            }
        }
    }

    /// What the database says, without the statement and its values.
    private static String reason(SQLException refused) {
        SQLException last =
                refused.getNextException() == null ? refused : refused.getNextException();
        return String.valueOf(last.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
