package wattle.ledger.sql;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import wattle.ledger.LedgerException;
import wattle.ledger.LogHead;
import wattle.ledger.sql.StoredTable.Column;

/// Writes `wattle.hub-backup/2`, JSON lines: one that says what it is; one for each line of the log
/// with its claim, and one for each head after its lines; for each of [StoredTables] one with its
/// columns, then a row on each; and one that says that it is whole: how many there were of each,
/// what the log came to, and what all lines before it hash to.
///
/// Rows come from the database as they are written: memory does not grow with their number.
final class BackupWriter {

    static final String SCHEMA = "wattle.hub-backup/2";
    private static final int AT_ONCE = 1000;

    private final Handle handle;
    private final DigestOutputStream out;
    private final JsonGenerator json;
    private long heads;
    private final Map<String, Long> rows = new LinkedHashMap<>();

    BackupWriter(Handle handle, OutputStream out) {
        this.handle = handle;
        this.out = new DigestOutputStream(out, BackupLines.sha256());
        this.json =
                JsonFactory.builder()
                        .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                        .rootValueSeparator((String) null)
                        .build()
                        .createGenerator(ObjectWriteContext.empty(), this.out);
    }

    LogHead write(Instant now) throws LedgerException {
        LogHead head = Append.frontier(handle).head();
        try (json) {
            json.writeStartObject();
            json.writeStringProperty("schema", SCHEMA);
            json.writeStringProperty("created_at", now.toString());
            end();
            log();
            for (StoredTable each : StoredTables.ALL) {
                rows.put(each.name(), table(each));
            }
            json.flush();
            String hash = HexFormat.of().formatHex(out.getMessageDigest().digest());
            json.writeStartObject();
            json.writeName("end");
            json.writeStartObject();
            json.writeNumberProperty("lines", head.size());
            json.writeNumberProperty("heads", heads);
            json.writeStringProperty("root_sha256", head.rootHash());
            json.writeName("tables");
            json.writeStartObject();
            rows.forEach(json::writeNumberProperty);
            json.writeEndObject();
            json.writeStringProperty("sha256", hash);
            json.writeEndObject();
            end();
        }
        return head;
    }

    private void end() {
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void log() {
        try (ResultIterator<Line> lines =
                        handle.createQuery(
                                        """
                                        SELECT log.position, log.line, body.salt, body.claim
                                        FROM log LEFT JOIN body ON body.position = log.position
                                        ORDER BY log.position
                                        """)
                                .setFetchSize(AT_ONCE)
                                .map((row, context) -> Line.of(row))
                                .iterator();
                ResultIterator<LogHead> kept =
                        handle.createQuery("SELECT size, root_hash FROM head ORDER BY size")
                                .setFetchSize(AT_ONCE)
                                .map((row, context) ->
                                        new LogHead(
                                                row.getLong(1),
                                                HexFormat.of().formatHex(row.getBytes(2))))
                                .iterator()) {
            LogHead next = kept.hasNext() ? kept.next() : null;
            while (lines.hasNext()) {
                Line line = lines.next();
                line(line);
                if (next != null && next.size() == line.position() + 1) {
                    head(next);
                    next = kept.hasNext() ? kept.next() : null;
                }
            }
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // Nobody compares two of them.
    private record Line(
            long position, String line, byte @Nullable [] salt, byte @Nullable [] claim) {
        static Line of(ResultSet row) throws SQLException {
            return new Line(row.getLong(1), row.getString(2), row.getBytes(3), row.getBytes(4));
        }
    }

    private void line(Line line) {
        json.writeStartObject();
        json.writeStringProperty("line", line.line());
        if (line.claim() != null && line.salt() != null) {
            json.writeStringProperty("salt", HexFormat.of().formatHex(line.salt()));
            json.writeStringProperty("claim", new String(line.claim(), StandardCharsets.UTF_8));
        }
        end();
    }

    private void head(LogHead head) {
        heads++;
        json.writeStartObject();
        json.writeNumberProperty("head", head.size());
        json.writeStringProperty("root_sha256", head.rootHash());
        end();
    }

    /// @return how many rows it has
    private long table(StoredTable table) throws LedgerException {
        json.writeStartObject();
        json.writeStringProperty("table", table.name());
        json.writeName("columns");
        json.writeStartArray();
        table.columns().forEach(each -> json.writeString(each.name()));
        json.writeEndArray();
        json.writeName("types");
        json.writeStartArray();
        table.columns().forEach(each -> json.writeString(each.type().label()));
        json.writeEndArray();
        end();
        try (ResultIterator<Boolean> written =
                handle.createQuery(table.select())
                        .setFetchSize(table.atOnce())
                        .map((row, context) -> row(table, row))
                        .iterator()) {
            long count = 0;
            while (written.hasNext()) {
                written.next();
                count++;
            }
            return count;
        } catch (IllegalArgumentException unfit) {
            throw new LedgerException(
                    "the store has what no backup could be restored with, in " + unfit.getMessage(),
                    unfit);
        }
    }

    private boolean row(StoredTable table, ResultSet row) throws SQLException {
        json.writeStartArray();
        for (int i = 0; i < table.columns().size(); i++) {
            Column column = table.columns().get(i);
            Object value = column.type().of(row, i + 1);
            if (value == null) {
                json.writeNull();
                continue;
            }
            try {
                column.type().check(value);
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException(
                        table.name() + "." + column.name() + ": " + wrong.getMessage(), wrong);
            }
            column.type().print(value, json);
        }
        json.writeEndArray();
        json.writeRaw('\n');
        return true;
    }
}
