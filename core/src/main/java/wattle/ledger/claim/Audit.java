package wattle.ledger.claim;

import java.time.LocalDate;

/// A third party's look at a claim.
///
/// @param party who, by name
/// @param scope what they looked at
/// @param date when they signed
/// @param digest SHA-256 of their report, in 64 hexadecimal digits
/// @param conflict what they say of interests of their own
public record Audit(String party, String scope, LocalDate date, String digest, String conflict) {

    public Audit {
        if (party.isBlank() || scope.isBlank() || conflict.isBlank()) {
            throw new IllegalArgumentException(
                    "an audit needs its party, its scope and a statement of conflicts");
        }
        if (!digest.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "a digest is 64 hexadecimal digits: " + digest.length());
        }
    }
}
