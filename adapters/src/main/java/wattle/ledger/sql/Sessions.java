package wattle.ledger.sql;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import wattle.ledger.LedgerException;

/// Who is signed in at a browser, in a [Database], as hashes. A session stands for a token, and
/// ends with it: who revokes the token ends all its sessions. Threads may share it.
public final class Sessions {

    /// A working day.
    public static final Duration LIFE = Duration.ofHours(12);

    private static final int BYTES = 32;

    /// Of so many bytes in base 64 for addresses.
    private static final int LENGTH = 43;

    private final Database database;
    private final Tokens tokens;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public Sessions(Database database, Clock clock) {
        this.database = database;
        this.tokens = new Tokens(database, clock);
        this.clock = clock;
    }

    /// Begins a session for whoever has a token that is good. Sessions that are over are forgotten.
    ///
    /// @return its secret, 256 random bits, for the browser alone; empty where the token is no good
    public Optional<String> begin(String token) throws LedgerException {
        Optional<Token> known = tokens.check(token);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        long now = clock.instant().toEpochMilli();
        database.write(handle -> {
            handle.createUpdate("DELETE FROM session WHERE expires_at_ms <= :now")
                    .bind("now", now)
                    .execute();
            return handle.createUpdate(
                            """
                            INSERT INTO session (hash, token, expires_at_ms)
                            VALUES (:hash, :token, :end)
                            """)
                    .bind("hash", hash(secret))
                    .bind("token", known.get().prefix())
                    .bind("end", now + LIFE.toMillis())
                    .execute();
        });
        return Optional.of(secret);
    }

    /// Whose session it is, where both it and its token are good now.
    ///
    /// @param secret as it was sent, of any length and with any content
    public Optional<Token> check(String secret) throws LedgerException {
        if (secret.length() != LENGTH) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return database.read(handle ->
                        handle.createQuery(
                                        Tokens.ALL
                                                + """
                                                WHERE prefix = (SELECT token FROM session
                                                    WHERE hash = :hash AND expires_at_ms > :now)
                                                """)
                                .bind("hash", hash(secret))
                                .bind("now", now.toEpochMilli())
                                .map((row, context) -> Tokens.token(row))
                                .findOne())
                .filter(token -> token.isGood(now));
    }

    /// Ends a session, if there is such a one.
    public void end(String secret) throws LedgerException {
        database.write(handle ->
                handle.createUpdate("DELETE FROM session WHERE hash = :hash")
                        .bind("hash", hash(secret))
                        .execute());
    }

    private static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
