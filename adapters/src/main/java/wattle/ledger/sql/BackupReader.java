package wattle.ledger.sql;

import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.ledger.LedgerException;
import wattle.ledger.LogHead;
import wattle.ledger.Scope;

/// Reads what [BackupWriter] writes into an empty store, in the caller's transaction. For one
/// thread.
final class BackupReader {

    static final List<String> TOKEN_TIMES =
            List.of("created_at_ms", "expires_at_ms", "last_used_at_ms", "revoked_at_ms");

    private static final int LONGEST_TEXT = 1 << 18;
    private static final int MOST_DEPTH = 4;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxStringLength(LONGEST_TEXT)
                                                    .maxNestingDepth(MOST_DEPTH)
                                                    .maxNumberLength(20)
                                                    .build())
                                    .build())
                    // One value after another.
                    .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final Handle handle;
    private final InputStream in;
    private final Replay replay;
    private long heads;
    private long tokens;

    BackupReader(Handle handle, InputStream in) {
        this.handle = handle;
        this.in = in;
        this.replay = new Replay(handle);
    }

    LogHead read() throws LedgerException {
        long rows =
                handle.createQuery(
                                "SELECT (SELECT count(*) FROM log) + (SELECT count(*) FROM token)")
                        .mapTo(Long.class)
                        .one();
        if (rows > 0) {
            throw new LedgerException(
                    "the store is not empty: restore into a new one, so that nothing is lost");
        }
        try (JsonParser json = MAPPER.createParser(in)) {
            JsonNode first = next(json);
            if (first == null || !first.path("schema").asString("").equals(BackupWriter.SCHEMA)) {
                throw new LedgerException("the file is not " + BackupWriter.SCHEMA);
            }
            for (JsonNode node = next(json); node != null; node = next(json)) {
                if (node.has("end")) {
                    LogHead head = end(node.path("end"));
                    // To the very end of the file, where its checksum is.
                    if (next(json) == null) {
                        return head;
                    }
                    throw new LedgerException("something follows the backup's last line");
                }
                one(node);
            }
        } catch (JacksonException e) {
            throw new LedgerException(
                    "the backup cannot be read to its end: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new LedgerException(
                    "the backup is wrong at line "
                            + replay.size()
                            + " of the log: "
                            + e.getMessage(),
                    e);
        }
        throw new LedgerException("the backup is cut off: its last line is missing");
    }

    private static @Nullable JsonNode next(JsonParser json) {
        JsonToken token = json.nextToken();
        return token == null ? null : MAPPER.readTree(json);
    }

    private void one(JsonNode node) throws LedgerException {
        if (node.has("line")) {
            replay.line(
                    text(node, "line"),
                    node.has("claim") ? HexFormat.of().parseHex(text(node, "salt")) : null,
                    node.has("claim") ? text(node, "claim") : null);
        } else if (node.has("head")) {
            heads++;
            replay.head(new LogHead(node.path("head").asLong(-1), text(node, "root_sha256")));
        } else if (node.has("token")) {
            tokens++;
            token(node);
        } else {
            throw new LedgerException("the backup has a line that nobody knows");
        }
    }

    private void token(JsonNode node) {
        Update insert =
                handle.createUpdate(
                                """
                                INSERT INTO token (prefix, hash, name, scope, created_at_ms,
                                    expires_at_ms, last_used_at_ms, revoked_at_ms)
                                VALUES (:prefix, :hash, :name, :scope, :created_at_ms,
                                    :expires_at_ms, :last_used_at_ms, :revoked_at_ms)
                                """)
                        .bind("prefix", text(node, "token"))
                        .bind("hash", HexFormat.of().parseHex(text(node, "sha256")))
                        .bind("name", text(node, "name"))
                        .bind("scope", Scope.of(text(node, "scope")).label());
        for (String each : TOKEN_TIMES) {
            insert.bind(each, node.has(each) ? Long.valueOf(node.path(each).asLong()) : null);
        }
        insert.execute();
    }

    private LogHead end(JsonNode end) throws LedgerException {
        LogHead head = replay.finish();
        boolean isWhole =
                end.path("lines").asLong(-1) == head.size()
                        && end.path("heads").asLong(-1) == heads
                        && end.path("tokens").asLong(-1) == tokens
                        && end.path("root_sha256").asString("").equals(head.rootHash());
        if (!isWhole) {
            throw new LedgerException("the backup is not whole: its last line counts others");
        }
        return head;
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isString()) {
            throw new IllegalArgumentException("\"" + name + "\" must be a text");
        }
        return value.asString();
    }
}
