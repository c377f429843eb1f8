package wattle.hub.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.ledger.Entry;
import wattle.ledger.check.Finding;
import wattle.ledger.check.Plausibility;
import wattle.ledger.check.Provenance;
import wattle.ledger.check.Recomputation;
import wattle.ledger.claim.Claim;

/// A claim as everybody sees it: what was said, what its inputs give, what it is worth, what is odd
/// about it.
///
/// @param entry as it stands in the ledger
/// @param again the recomputation; null where the claim was withdrawn
/// @param provenance by rule; null likewise
/// @param findings of the plausibility rules; empty likewise
public record CheckedClaim(
        Entry entry,
        @Nullable Recomputation again,
        @Nullable Provenance provenance,
        List<Finding> findings) {

    public CheckedClaim {
        findings = List.copyOf(findings);
    }

    public static CheckedClaim of(Entry entry, Plausibility rules) {
        Claim claim = entry.claim();
        return claim == null
                ? new CheckedClaim(entry, null, null, List.of())
                : new CheckedClaim(
                        entry, Recomputation.of(claim), Provenance.of(claim), rules.of(claim));
    }
}
