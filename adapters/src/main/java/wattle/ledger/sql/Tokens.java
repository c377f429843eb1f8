package wattle.ledger.sql;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import wattle.ledger.LedgerException;
import wattle.ledger.Scope;
import wattle.ledger.json.Texts;

/// Who may do what: tokens in a [Database], as hashes. Threads may share it.
public final class Tokens {

    private static final int LONGEST_NAME = 100;
    private static final Duration COARSE = Duration.ofHours(1);
    static final String ALL =
            """
            SELECT prefix, name, scope, created_at_ms, expires_at_ms, last_used_at_ms,
                revoked_at_ms, hash
            FROM token
            """;

    private final Database database;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public Tokens(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Makes a token. Nobody can be told its secret again.
    ///
    /// @param name whose it is: 1 to 100 characters, no other token's
    /// @param expiresAt from when on it is no good; null for never
    /// @throws LedgerException also where there is a token of that name
    public Secret create(String name, Scope scope, @Nullable Instant expiresAt)
            throws LedgerException {
        if (name.isBlank() || Texts.keepable(name).length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "a token needs a name of 1 to " + LONGEST_NAME + " characters");
        }
        Instant now = clock.instant();
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw new IllegalArgumentException("a token must not be over already: " + expiresAt);
        }
        var secret = Secret.random(random);
        int made =
                database.write(handle ->
                        handle.createUpdate(
                                        """
                                        INSERT INTO token (prefix, hash, name, scope,
                                            created_at_ms, expires_at_ms)
                                        VALUES (:prefix, :hash, :name, :scope, :now, :expires)
                                        ON CONFLICT DO NOTHING
                                        """)
                                .bind("prefix", secret.prefix())
                                .bind("hash", secret.hash())
                                .bind("name", name)
                                .bind("scope", scope.label())
                                .bind("now", now.toEpochMilli())
                                .bind("expires", expiresAt == null ? null : milli(expiresAt))
                                .execute());
        if (made == 0) {
            throw new LedgerException(
                    "there is a token of that name, be it revoked: what it did is told by its"
                            + " name, so take another");
        }
        return secret;
    }

    /// The token of a secret, where it is good now. That it was used is kept, to the hour.
    public Optional<Token> check(String text) throws LedgerException {
        Optional<Secret> secret = Secret.of(text);
        if (secret.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        byte[] hash = secret.get().hash();
        Optional<Token> token =
                database.read(handle -> find(handle, secret.get().prefix(), hash))
                        .filter(each -> each.isGood(now));
        if (token.isPresent()) {
            used(token.get(), now);
        }
        return token;
    }

    private static Optional<Token> find(Handle handle, String prefix, byte[] hash) {
        return handle.createQuery(ALL + "WHERE prefix = :prefix")
                .bind("prefix", prefix)
                // As long for one wrong byte as for thirty-two.
                .map((row, context) ->
                        MessageDigest.isEqual(row.getBytes("hash"), hash)
                                ? Optional.of(token(row))
                                : Optional.<Token>empty())
                .findOne()
                .flatMap(each -> each);
    }

    private void used(Token token, Instant now) throws LedgerException {
        Instant last = token.lastUsedAt();
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        if (last == null || Duration.between(last, hour).compareTo(COARSE) >= 0) {
            database.write(handle ->
                    handle.createUpdate(
                                    "UPDATE token SET last_used_at_ms = :hour WHERE prefix ="
                                            + " :prefix")
                            .bind("hour", hour.toEpochMilli())
                            .bind("prefix", token.prefix())
                            .execute());
        }
    }

    /// All that were ever made, the oldest first.
    public List<Token> list() throws LedgerException {
        return database.read(handle ->
                handle.createQuery(ALL + "ORDER BY created_at_ms, prefix")
                        .map((row, context) -> token(row))
                        .list());
    }

    /// Makes a token good for nothing, at once and for ever.
    ///
    /// @return whether there was one that was not revoked yet
    public boolean revoke(String prefix) throws LedgerException {
        return database.write(handle ->
                handle.createUpdate(
                                """
                                UPDATE token SET revoked_at_ms = :now
                                WHERE prefix = :prefix AND revoked_at_ms IS NULL
                                """)
                        .bind("now", clock.instant().toEpochMilli())
                        .bind("prefix", prefix)
                        .execute())
                > 0;
    }

    static Token token(ResultSet row) throws SQLException {
        return new Token(
                row.getString("prefix"),
                row.getString("name"),
                Scope.of(row.getString("scope")),
                Instant.ofEpochMilli(row.getLong("created_at_ms")),
                instant(row, "expires_at_ms"),
                instant(row, "last_used_at_ms"),
                instant(row, "revoked_at_ms"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long milli = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(milli);
    }

    private static Long milli(Instant instant) {
        return instant.toEpochMilli();
    }
}
