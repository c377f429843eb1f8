package wattle.hub.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.ledger.Entry;
import wattle.ledger.Ledger;
import wattle.ledger.Selection;
import wattle.ledger.State;
import wattle.ledger.Submission;
import wattle.ledger.sql.Database;
import wattle.ledger.sql.SqlLedger;
import wattle.testing.ledger.RandomClaims;

/// What is kept in memory is at every moment what the ledger has.
class PublishedTest {

    private static final int STEPS = 60;

    private final Random random = new Random(7);
    private final RandomClaims claims = new RandomClaims(random);

    @TempDir Path folder;

    @Test
    void isWhatTheLedgerHasAfterWhateverWasDone() throws Exception {
        for (long most : new long[] {1000, 20, 0}) {
            try (Database store = Database.open(folder.resolve(most + ".db").toString());
                    Ledger ledger = new SqlLedger(store, Clock.systemUTC())) {
                var published = new Published(ledger, most);
                List<Entry> all = new ArrayList<>();
                int seen = 0;
                for (int step = 0; step < STEPS; step++) {
                    change(ledger, all, step);
                    if (step % 3 == 0) {
                        assertSame(ledger, published, Selection.ALL);
                        assertSame(ledger, published, Selection.ofSource("a"));
                        seen = published.of(Selection.ALL).size();
                    }
                }
                assertThat(seen).isGreaterThan(20);
            }
        }
    }

    @Test
    void whatIsHeldIsNotKept() throws Exception {
        try (Database store = Database.open(folder.resolve("hub.db").toString());
                Ledger ledger = new SqlLedger(store, Clock.systemUTC())) {
            var held =
                    new Selection(
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            State.HELD);
            assertThatThrownBy(() -> new Published(ledger).of(held))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static void assertSame(Ledger ledger, Published published, Selection selection)
            throws Exception {
        List<Entry> expected = new ArrayList<>();
        ledger.each(selection, expected::add);
        assertThat(published.of(selection)).containsExactlyInAnyOrderElementsOf(expected);
    }

    private void change(Ledger ledger, List<Entry> all, int step) throws Exception {
        int which = all.isEmpty() ? 0 : random.nextInt(all.size());
        switch (all.isEmpty() ? 0 : random.nextInt(6)) {
            case 1 -> {
                Entry gone = all.remove(which);
                ledger.withdraw(gone.id(), gone.revision(), "Ada", "gone");
            }
            case 2 -> {
                Entry each = all.get(which);
                State other = each.state() == State.HELD ? State.PUBLISHED : State.HELD;
                all.set(which, ledger.show(each.id(), each.revision(), other, "Ada", "why"));
            }
            case 3 -> {
                Entry each = all.get(which);
                all.set(
                        which,
                        ledger.revise(
                                each.id(),
                                each.revision(),
                                State.PUBLISHED,
                                claims.next(),
                                "Ada",
                                "why"));
            }
            default -> {
                for (String source : List.of("a/", "b/", "a/b/")) {
                    var submission =
                            new Submission(source + step, "Jo", State.PUBLISHED, claims.next());
                    all.add(ledger.put(List.of(submission)).getFirst().entry());
                }
            }
        }
    }
}
