package wattle.ledger.sql;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import wattle.ledger.Scope;

/// What is known of a token. The secret is not.
///
/// @param prefix how its random part begins, by which it can be told from others
/// @param name whose it is
/// @param scope what it is good for
/// @param createdAt when it was handed out
/// @param expiresAt from when on it is no good; null for never
/// @param lastUsedAt when it was used last, to the hour; null for never
/// @param revokedAt since when it is no good; null where it was not revoked
public record Token(
        String prefix,
        String name,
        Scope scope,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {

    /// Whether it is good for something.
    public boolean isGood(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }
}
