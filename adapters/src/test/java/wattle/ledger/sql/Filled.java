package wattle.ledger.sql;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import wattle.ledger.Entry;
import wattle.ledger.LedgerException;
import wattle.ledger.Receipt;
import wattle.ledger.State;
import wattle.ledger.Submission;
import wattle.testing.ledger.RandomClaims;

/// Stores with something in them.
final class Filled {

    private Filled() {}

    /// Claims in every state, put, revised, shown and withdrawn, in several transactions.
    static void with(Database store, int claims, long seed) throws LedgerException {
        var random = new RandomClaims(new Random(seed));
        var ledger = new SqlLedger(store, Clock.systemUTC());
        List<Submission> submissions = new ArrayList<>();
        for (int i = 0; i < claims; i++) {
            State state = i % 5 == 0 ? State.HELD : State.PUBLISHED;
            submissions.add(new Submission("s/" + i, "import", state, random.next()));
        }
        List<Entry> entries = ledger.put(submissions).stream().map(Receipt::entry).toList();
        for (int i = 0; i + 3 < claims; i += 7) {
            ledger.revise(entries.get(i + 1).id(), 1, random.next(), "Ada", "hours were swapped");
            ledger.show(entries.get(i + 2).id(), 1, State.HELD, "Ada Ö.", "doubt");
            ledger.withdraw(entries.get(i + 3).id(), 1, "Ada", "asked to");
            ledger.revise(entries.get(i + 1).id(), 2, random.next(), "Ada", "and again");
        }
    }

    /// All claims with all their revisions, by age.
    static List<List<Entry>> everything(Database store) throws LedgerException {
        var ledger = new SqlLedger(store, Clock.systemUTC());
        List<List<Entry>> all = new ArrayList<>();
        for (State state : State.values()) {
            var selection = selection(state);
            String cursor = null;
            do {
                var page = ledger.list(selection, cursor, 100);
                for (Entry each : page.entries()) {
                    all.add(ledger.history(each.id()));
                }
                cursor = page.next();
            } while (cursor != null);
        }
        return all;
    }

    private static wattle.ledger.Selection selection(State state) {
        return new wattle.ledger.Selection(
                null, null, null, null, null, null, null, null, null, null, null, null, state);
    }
}
