package wattle.ledger.sql;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import wattle.ledger.LogHead;

/// Writes `wattle.hub-backup/1`: a line that says what it is, one for each line of the log with its
/// claim, one for each head after its lines, one for each token, and one that says that it is
/// whole.
final class BackupWriter {

    static final String SCHEMA = "wattle.hub-backup/1";
    private static final int AT_ONCE = 1000;

    private final Handle handle;
    private final JsonGenerator json;
    private long heads;
    private long tokens;

    BackupWriter(Handle handle, OutputStream out) {
        this.handle = handle;
        this.json =
                JsonFactory.builder()
                        .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                        .build()
                        .createGenerator(ObjectWriteContext.empty(), out);
    }

    LogHead write(Instant now) {
        LogHead head = Append.frontier(handle).head();
        try (json) {
            json.writeStartObject();
            json.writeStringProperty("schema", SCHEMA);
            json.writeStringProperty("created_at", now.toString());
            end();
            log();
            tokens();
            json.writeStartObject();
            json.writeName("end");
            json.writeStartObject();
            json.writeNumberProperty("lines", head.size());
            json.writeNumberProperty("heads", heads);
            json.writeNumberProperty("tokens", tokens);
            json.writeStringProperty("root_sha256", head.rootHash());
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

    private void tokens() {
        handle.createQuery("SELECT * FROM token ORDER BY created_at_ms, prefix")
                .map((row, context) -> {
                    token(row);
                    return row.getString("prefix");
                })
                .forEach(each -> tokens++);
    }

    private void token(ResultSet row) throws SQLException {
        json.writeStartObject();
        json.writeStringProperty("token", row.getString("prefix"));
        json.writeStringProperty("sha256", HexFormat.of().formatHex(row.getBytes("hash")));
        json.writeStringProperty("name", row.getString("name"));
        json.writeStringProperty("scope", row.getString("scope"));
        for (String column : BackupReader.TOKEN_TIMES) {
            long value = row.getLong(column);
            if (!row.wasNull()) {
                json.writeNumberProperty(column, value);
            }
        }
        end();
    }
}
