package wattle.ledger.tracked;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import wattle.ledger.LedgerException;
import wattle.ledger.sql.Database;

/// Tokens that let trackers write into one project, or read it. Kept as hashes: a secret has 256
/// random bits, so a plain SHA-256 of it tells nobody anything. Threads may share it.
public final class ProjectTokens {

    /// What every secret begins with.
    public static final String PREFIX = "cpt_";

    private static final int SECRET_BYTES = 32;

    /// When a token was used is kept no finer than this, so that using it seldom writes.
    private static final Duration COARSE = Duration.ofHours(1);

    private static final String ALL =
            "SELECT id, project_id, name, reads, writes, last_used_at_ms FROM tracked_token ";

    private final Database database;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public ProjectTokens(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// A token that was just made.
    ///
    /// @param secret which nobody can be told again
    public record Made(ProjectToken token, String secret) {
        /// Without the secret.
        @Override
        public String toString() {
            return token.toString();
        }
    }

    /// @param projectId of a project that there is
    public Made create(UUID projectId, @Nullable String name, boolean reads, boolean writes)
            throws LedgerException {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var token = new ProjectToken(UUID.randomUUID(), projectId, name, reads, writes, null);
        database.write(handle ->
                handle.createUpdate(
                                """
                                INSERT INTO tracked_token (id, project_id, hash, name, reads, writes,
                                    created_at_ms)
                                VALUES (:id, :project_id, :hash, :name, :reads, :writes, :now)
                                """)
                        .bind("id", token.id().toString())
                        .bind("project_id", projectId.toString())
                        .bind("hash", hash(secret))
                        .bind("name", name)
                        .bind("reads", reads ? 1 : 0)
                        .bind("writes", writes ? 1 : 0)
                        .bind("now", clock.millis())
                        .execute());
        return new Made(token, secret);
    }

    /// The token of a secret. That it was used is kept, to the hour.
    ///
    /// @param secret anything that somebody sent
    public Optional<ProjectToken> check(String secret) throws LedgerException {
        if (!secret.startsWith(PREFIX)) {
            return Optional.empty();
        }
        byte[] hash = hash(secret);
        Optional<ProjectToken> token =
                database.read(handle ->
                        handle.createQuery(ALL + "WHERE hash = :hash")
                                .bind("hash", hash)
                                .map((row, context) -> token(row))
                                .findOne());
        if (token.isPresent()) {
            used(token.get());
        }
        return token;
    }

    private void used(ProjectToken token) throws LedgerException {
        Instant now = clock.instant();
        if (token.lastUsedAt() == null || token.lastUsedAt().plus(COARSE).isBefore(now)) {
            database.write(handle ->
                    handle.createUpdate(
                                    "UPDATE tracked_token SET last_used_at_ms = :now WHERE id = :id")
                            .bind("now", now.toEpochMilli())
                            .bind("id", token.id().toString())
                            .execute());
        }
    }

    public Optional<ProjectToken> find(UUID id) throws LedgerException {
        return database.read(handle -> select(handle, "WHERE id = :id", id).stream().findFirst());
    }

    /// In the order in which they were made.
    public List<ProjectToken> ofProject(UUID projectId) throws LedgerException {
        return database.read(handle ->
                select(handle, "WHERE project_id = :id ORDER BY created_at_ms, id", projectId));
    }

    private static List<ProjectToken> select(Handle handle, String where, UUID id) {
        return handle.createQuery(ALL + where)
                .bind("id", id.toString())
                .map((row, context) -> token(row))
                .list();
    }

    /// From now on it is not known.
    ///
    /// @return whether the project had it
    public boolean delete(UUID projectId, UUID id) throws LedgerException {
        return database.write(handle ->
                handle.createUpdate(
                                """
                                DELETE FROM tracked_token
                                WHERE id = :id AND project_id = :project_id
                                """)
                        .bind("id", id.toString())
                        .bind("project_id", projectId.toString())
                        .execute())
                > 0;
    }

    private static ProjectToken token(ResultSet row) throws SQLException {
        long used = row.getLong("last_used_at_ms");
        Instant usedAt = row.wasNull() ? null : Instant.ofEpochMilli(used);
        return new ProjectToken(
                UUID.fromString(row.getString("id")),
                UUID.fromString(row.getString("project_id")),
                row.getString("name"),
                row.getInt("reads") == 1,
                row.getInt("writes") == 1,
                usedAt);
    }

    private static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
