package wattle.ledger;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import wattle.ledger.claim.Claim;

/// One revision of a claim, as it stands in the ledger. Never edited.
///
/// @param id the claim's, the same in all its revisions; version 7 of RFC 9562
/// @param revision 1 for the first
/// @param key what the claim is called where it comes from
/// @param state what may be seen of it
/// @param recordedAt when it was written
/// @param submitter who sent it: for a revision that publishes or withdraws, who decided that
/// @param owner who sent the first revision: whose claim it is, whoever reviews it
/// @param claim what is claimed; null exactly where it is withdrawn
/// @param reason why it was changed or withdrawn; null for the first
/// @param logIndex its line in the log, from 0
public record Entry(
        UUID id,
        int revision,
        String key,
        State state,
        Instant recordedAt,
        String submitter,
        String owner,
        @Nullable Claim claim,
        @Nullable String reason,
        long logIndex) {

    public Entry {
        if (revision < 1) {
            throw new IllegalArgumentException("revisions count from 1: " + revision);
        }
        if ((claim == null) != (state == State.WITHDRAWN)) {
            throw new IllegalArgumentException(
                    "an entry has a claim unless it is withdrawn: " + state.label());
        }
    }
}
