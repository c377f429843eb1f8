package wattle.ledger.sql;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import wattle.ledger.Entry;
import wattle.ledger.State;
import wattle.ledger.claim.Claim;
import wattle.ledger.log.Event;
import wattle.ledger.log.Frontier;
import wattle.ledger.log.LogLine;
import wattle.ledger.log.MerkleTree;
import wattle.ledger.log.SaltedHash;

/// Lines at the end of the log, with what follows from them, in one transaction. For one thread.
final class Append {

    static final String INSERT_LINE =
            """
            INSERT INTO log (position, line, leaf_hash, claim_id, revision, claim_key, state,
                recorded_at_ms, submitter, reason)
            VALUES (:position, :line, :leaf_hash, :claim_id, :revision, :claim_key, :state,
                :recorded_at_ms, :submitter, :reason)
            """;

    static final String INSERT_BODY =
            "INSERT INTO body (position, salt, claim) VALUES (:position, :salt, :claim)";

    static final String INSERT_HEAD =
            """
            INSERT INTO head (size, root_hash, frontier, recorded_at_ms)
            VALUES (:size, :root_hash, :frontier, :recorded_at_ms)
            """;

    private final Handle handle;
    private final Instant now;
    private final SecureRandom random;
    private final Frontier frontier;
    private final long before;
    private final PreparedBatch lines;
    private final PreparedBatch bodies;
    private final Map<UUID, Standing> standing = new LinkedHashMap<>();
    private final Set<UUID> forgotten = new LinkedHashSet<>();

    /// @param handle within a transaction that is the only one to append
    Append(Handle handle, Instant now, SecureRandom random) {
        this.handle = handle;
        this.now = now;
        this.random = random;
        this.frontier = frontier(handle);
        this.before = frontier.size();
        this.lines = handle.prepareBatch(INSERT_LINE);
        this.bodies = handle.prepareBatch(INSERT_BODY);
    }

    static Frontier frontier(Handle handle) {
        return handle.createQuery("SELECT size, frontier FROM head ORDER BY size DESC LIMIT 1")
                .map((row, context) -> Frontier.of(row.getLong(1), row.getBytes(2)))
                .findOne()
                .orElseGet(Frontier::new);
    }

    /// A claim's first line.
    Rows.Row add(String key, State state, String submitter, Claim claim, byte[] text) {
        UUID id = Uuid7.next(now, random);
        long position = frontier.size();
        var entry = new Entry(id, 1, key, state, now, submitter, submitter, claim, null, position);
        return line(Event.ADDED, position, entry, text);
    }

    /// The line of a claim's next revision.
    ///
    /// @param text what it says as JSON; null where it is withdrawn
    Rows.Row next(
            Event event,
            Rows.Row last,
            State state,
            String submitter,
            @Nullable Claim claim,
            byte @Nullable [] text,
            @Nullable String reason) {
        Entry entry =
                new Entry(
                        last.entry().id(),
                        last.entry().revision() + 1,
                        last.entry().key(),
                        state,
                        now,
                        submitter,
                        last.entry().owner(),
                        claim,
                        reason,
                        frontier.size());
        return line(event, last.firstPosition(), entry, text);
    }

    private Rows.Row line(Event event, long firstPosition, Entry entry, byte @Nullable [] text) {
        String hash = text == null ? null : body(entry.logIndex(), text);
        var line =
                new LogLine(
                        entry.logIndex(),
                        entry.recordedAt(),
                        event,
                        entry.id(),
                        entry.revision(),
                        entry.key(),
                        entry.state(),
                        entry.submitter(),
                        hash,
                        entry.reason());
        byte[] bytes = line.bytes();
        byte[] leaf = MerkleTree.leaf(bytes);
        frontier.append(leaf);
        bind(lines, line, utf8(bytes), leaf).add();
        standing.put(
                entry.id(),
                new Standing(
                        firstPosition,
                        entry.logIndex(),
                        entry.id(),
                        entry.revision(),
                        entry.key(),
                        entry.state(),
                        entry.claim()));
        return new Rows.Row(firstPosition, entry, text);
    }

    private String body(long position, byte[] text) {
        byte[] salt = new byte[SaltedHash.SALT_BYTES];
        random.nextBytes(salt);
        bodies.bind("position", position).bind("salt", salt).bind("claim", utf8(text)).add();
        return SaltedHash.of(salt, text);
    }

    /// What a claim said goes from all its revisions.
    void forget(UUID id) {
        forgotten.add(id);
    }

    /// Writes all of it, and what the log comes to now.
    void finish() {
        if (frontier.size() == before) {
            return;
        }
        lines.execute();
        if (bodies.size() > 0) {
            bodies.execute();
        }
        for (UUID id : forgotten) {
            handle.createUpdate(
                            """
                            DELETE FROM body
                            WHERE position IN (SELECT position FROM log WHERE claim_id = :id)
                            """)
                    .bind("id", id.toString())
                    .execute();
        }
        PreparedBatch rows = Standing.batch(handle);
        standing.values().forEach(row -> row.addTo(rows));
        rows.execute();
        bind(handle.createUpdate(INSERT_HEAD), frontier, now.toEpochMilli()).execute();
    }

    /// A line as a row of `log`.
    static <S extends SqlStatement<S>> S bind(S row, LogLine line, String text, byte[] leaf) {
        return row.bind("position", line.index())
                .bind("line", text)
                .bind("leaf_hash", leaf)
                .bind("claim_id", line.id().toString())
                .bind("revision", line.revision())
                .bind("claim_key", line.key())
                .bind("state", line.state().label())
                .bind("recorded_at_ms", line.at().toEpochMilli())
                .bind("submitter", line.submitter())
                .bind("reason", line.reason());
    }

    /// What a log comes to as a row of `head`.
    static <S extends SqlStatement<S>> S bind(S row, Frontier frontier, long recordedAtMs) {
        return row.bind("size", frontier.size())
                .bind("root_hash", frontier.root())
                .bind("frontier", frontier.bytes())
                .bind("recorded_at_ms", recordedAtMs);
    }

    private static String utf8(byte[] text) {
        return new String(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
