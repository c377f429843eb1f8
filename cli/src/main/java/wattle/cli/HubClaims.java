package wattle.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import wattle.hub.exchange.CheckedClaim;
import wattle.hub.submission.CatalogReferences;
import wattle.ledger.Entry;
import wattle.ledger.Ledger;
import wattle.ledger.LedgerException;
import wattle.ledger.Selection;
import wattle.ledger.check.Plausibility;
import wattle.ledger.claim.Claim;
import wattle.series.csv.InvalidFileException;

/// The claims of a ledger, checked against the tables that ship and against each other.
final class HubClaims {

    private final Ledger ledger;
    private final Plausibility rules;

    /// @throws Failure if the ledger cannot be read
    HubClaims(Ledger ledger) {
        this.ledger = ledger;
        List<Claim> all = new ArrayList<>();
        try {
            ledger.each(
                    Selection.ALL,
                    entry -> {
                        if (entry.claim() != null) {
                            all.add(entry.claim());
                        }
                    });
        } catch (LedgerException failed) {
            throw DatabaseOptions.failure(failed);
        }
        rules = new Plausibility(new CatalogReferences(all));
    }

    CheckedClaim checked(Entry entry) {
        return CheckedClaim.of(entry, rules);
    }

    /// All that are meant.
    List<CheckedClaim> list(Selection selection) {
        List<CheckedClaim> claims = new ArrayList<>();
        try {
            ledger.each(selection, entry -> claims.add(checked(entry)));
        } catch (LedgerException failed) {
            throw DatabaseOptions.failure(failed);
        }
        return claims;
    }

    /// The one claim of that id or key, or the one key that ends so.
    ///
    /// @throws Failure if there is none, or several
    Entry find(String name) {
        try {
            if (name.matches("[0-9a-fA-F-]{36}")) {
                var byId = ledger.find(UUID.fromString(name));
                if (byId.isPresent()) {
                    return byId.get();
                }
            }
            var byKey = ledger.find(name);
            if (byKey.isPresent()) {
                return byKey.get();
            }
            List<Entry> named = new ArrayList<>();
            ledger.each(
                    Selection.ALL,
                    entry -> {
                        if (entry.key().endsWith("/" + name)) {
                            named.add(entry);
                        }
                    });
            if (named.size() == 1) {
                return named.getFirst();
            }
            throw new Failure(
                    Exit.DATA_MISSING,
                    383,
                    named.isEmpty()
                            ? "no claim is called " + InvalidFileException.quoted(name)
                            : named.size() + " claims are called " + InvalidFileException.quoted(name),
                    named.isEmpty()
                            ? "See: wattle hub list"
                            : "Give one of: "
                                    + String.join(", ", named.stream().map(Entry::key).toList()));
        } catch (LedgerException failed) {
            throw DatabaseOptions.failure(failed);
        }
    }
}
