package wattle.cli;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import wattle.hub.exchange.CheckedClaim;
import wattle.hub.exchange.Checker;
import wattle.ledger.Entry;
import wattle.ledger.Ledger;
import wattle.ledger.LedgerException;
import wattle.ledger.Selection;
import wattle.series.csv.InvalidFileException;

/// The claims of a ledger, checked against the tables that ship and against each other.
final class HubClaims {

    private final Ledger ledger;
    private final Checker checker;

    HubClaims(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.checker = new Checker(ledger, clock);
    }

    /// @throws Failure if the ledger cannot be read
    CheckedClaim checked(Entry entry) {
        try {
            return checker.check(entry);
        } catch (LedgerException failed) {
            throw DatabaseOptions.failure(failed);
        }
    }

    /// All that are meant.
    ///
    /// @throws Failure if the ledger cannot be read
    List<CheckedClaim> list(Selection selection) {
        List<Entry> entries = new ArrayList<>();
        try {
            ledger.each(selection, entries::add);
            return checker.check(entries);
        } catch (LedgerException failed) {
            throw DatabaseOptions.failure(failed);
        }
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
                            : named.size()
                                    + " claims are called "
                                    + InvalidFileException.quoted(name),
                    named.isEmpty()
                            ? "See: wattle hub list"
                            : "Give one of: "
                                    + String.join(", ", named.stream().map(Entry::key).toList()));
        } catch (LedgerException failed) {
            throw DatabaseOptions.failure(failed);
        }
    }
}
