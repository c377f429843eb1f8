package wattle.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import wattle.ledger.Entry;
import wattle.ledger.LedgerException;
import wattle.ledger.LogHead;
import wattle.ledger.State;
import wattle.ledger.Submission;
import wattle.testing.ledger.RandomClaims;

/// Somebody with the database's password changes what is stored: each way of it is found.
abstract class VerificationContract {

    private static final int CLAIMS = 12;

    private final RandomClaims claims = new RandomClaims(new Random(5));
    private Database database;

    /// An empty store.
    abstract Database empty() throws Exception;

    /// Makes the database take changes that its triggers refuse.
    abstract void disarm(Handle handle);

    @BeforeEach
    void fill() throws Exception {
        database = empty();
        fill(database);
    }

    private void fill(Database store) throws LedgerException {
        var ledger = new SqlLedger(store, Clock.systemUTC());
        List<Submission> submissions = new ArrayList<>();
        for (int i = 0; i < CLAIMS; i++) {
            submissions.add(new Submission("s/" + i, "import", State.PUBLISHED, claims.next()));
        }
        List<Entry> entries =
                ledger.put(submissions).stream().map(receipt -> receipt.entry()).toList();
        ledger.revise(
                entries.get(1).id(),
                1,
                State.PUBLISHED,
                claims.next(),
                "Ada",
                "hours were swapped");
        ledger.show(entries.get(2).id(), 1, State.HELD, "Ada", "doubt");
        ledger.withdraw(entries.get(3).id(), 1, "Ada", "asked to");
    }

    private Verification verify(LogHead... known) throws LedgerException {
        return Verification.of(database, List.of(known));
    }

    private LogHead head() throws LedgerException {
        return database.read(handle -> Append.frontier(handle).head());
    }

    /// Changes what is stored, and says what is found then.
    private Verification after(String... statements) throws LedgerException {
        database.write(handle -> {
            disarm(handle);
            for (String each : statements) {
                assertThat(handle.execute(each)).as(each).isPositive();
            }
            return statements.length;
        });
        return verify();
    }

    @Test
    void whatNobodyTouchedIsClean() throws Exception {
        Verification result = verify(head(), new LogHead(0, EMPTY));
        assertThat(result.problems()).isEmpty();
        assertThat(result.isClean()).isTrue();
        assertThat(result.claims()).isEqualTo(CLAIMS);
        assertThat(result.head()).isEqualTo(head());
        assertThat(result.head().size()).isEqualTo(CLAIMS + 3);
    }

    @Test
    void theDatabaseItselfRefusesToForget() throws Exception {
        for (String statement :
                List.of(
                        "UPDATE log SET submitter = 'x'",
                        "DELETE FROM log",
                        "UPDATE head SET size = size + 100",
                        "DELETE FROM head",
                        "UPDATE body SET claim = 'x'",
                        "DELETE FROM body WHERE position = 0")) {
            assertThat(
                            org.assertj.core.api.Assertions.catchThrowable(
                                    () -> database.write(handle -> handle.execute(statement))))
                    .as(statement)
                    .isInstanceOf(LedgerException.class)
                    .hasMessageMatching(".*(append-only|what a claim said).*");
        }
        assertThat(verify().isClean()).isTrue();
    }

    /// Every column of every row that has a value: its last bit, or a letter of it, is another.
    @Test
    void aFlippedBitAnywhereIsFound() throws Exception {
        for (String table : List.of("log", "body", "head", "standing")) {
            String key =
                    switch (table) {
                        case "head" -> "size";
                        case "standing" -> "first_position";
                        default -> "position";
                    };
            List<Long> rows =
                    database.read(handle ->
                            handle.createQuery("SELECT " + key + " FROM " + table)
                                    .mapTo(Long.class)
                                    .list());
            for (String column : columns(table)) {
                // Some rows of each column are enough: all take the same way.
                for (Long row : rows.subList(0, Math.min(rows.size(), 2))) {
                    flipped(table, column, key, row);
                }
                flipped(table, column, key, rows.getLast());
            }
        }
        assertThat(verify().isClean()).isTrue();
    }

    /// Flips, looks, and takes it back.
    private void flipped(String table, String column, String key, long row) throws LedgerException {
        class Undo extends RuntimeException {
            private static final long serialVersionUID = 1;
        }
        try {
            database.write(handle -> {
                disarm(handle);
                Object value =
                        handle.createQuery(
                                        "SELECT %s FROM %s WHERE %s = :row"
                                                .formatted(column, table, key))
                                .bind("row", row)
                                .map((each, context) ->
                                        java.util.Optional.ofNullable(each.getObject(1)))
                                .one()
                                .orElse(null);
                if (value == null) {
                    return false;
                }
                handle.createUpdate(
                                "UPDATE %s SET %s = :value WHERE %s = :row"
                                        .formatted(table, column, key))
                        .bind("value", other(value))
                        .bind("row", row)
                        .execute();
                var problems = new Verification.Problems();
                Verification result =
                        Verification.of(handle, database.dialect(), List.of(), problems);
                assertThat(result.isClean()).as("%s.%s of row %d", table, column, row).isFalse();
                throw new Undo();
            });
        } catch (Undo done) {
            // As it was.
        }
    }

    private static Object other(Object value) {
        return switch (value) {
            case byte[] bytes -> {
                byte[] other = bytes.clone();
                other[other.length / 2] ^= 1;
                yield other;
            }
            // Far from all others, so that nothing unique is twice.
            case Number number -> number.longValue() + (1L << 20);
            default -> {
                String text = value.toString();
                int middle = text.length() / 2;
                char letter = text.charAt(middle) == 'x' ? 'y' : 'x';
                yield text.substring(0, middle) + letter + text.substring(middle + 1);
            }
        };
    }

    private List<String> columns(String table) throws LedgerException {
        return database.read(handle ->
                handle.createQuery("SELECT * FROM " + table)
                        .scanResultSet((rows, context) -> {
                            var data = rows.get().getMetaData();
                            List<String> names = new ArrayList<>();
                            for (int i = 1; i <= data.getColumnCount(); i++) {
                                names.add(data.getColumnName(i));
                            }
                            return names;
                        }));
    }

    @Test
    void aDroppedLineIsFound() throws Exception {
        Verification result =
                after("DELETE FROM body WHERE position = 5", "DELETE FROM log WHERE position = 5");
        assertThat(result.problems())
                .extracting(Verification.Problem::toString)
                .contains("line 5: it is numbered 6", "line 5: its text says that it is line 6")
                .anyMatch(each -> each.startsWith("head 12"));
    }

    @Test
    void aDroppedEndIsFound() throws Exception {
        Verification result = after("DELETE FROM log WHERE position = 14");
        assertThat(result.problems())
                .extracting(Verification.Problem::toString)
                .contains("head 15: the log has only 14 lines by now");
    }

    /// Lines, heads and the list: then the log agrees with itself, and a head kept elsewhere tells.
    @Test
    void aLogThatWasCutAsAWholeIsFoundByAHeadThatWasKept() throws Exception {
        new SqlLedger(database, Clock.systemUTC())
                .put(List.of(new Submission("s/99", "Jo", State.PUBLISHED, claims.next())));
        LogHead kept = head();
        assertThat(kept.size()).isEqualTo(16);
        Verification cut =
                after(
                        "DELETE FROM standing WHERE claim_key = 's/99'",
                        "DELETE FROM body WHERE position = 15",
                        "DELETE FROM log WHERE position = 15",
                        "DELETE FROM head WHERE size = 16");
        assertThat(cut.problems()).isEmpty();
        assertThat(verify(kept).problems())
                .extracting(Verification.Problem::toString)
                .containsExactly("line 15: the log ends here, and had 16 lines before");
    }

    @Test
    void reorderedLinesAreFound() throws Exception {
        Verification result =
                after(
                        "UPDATE body SET position = position + 1000 WHERE position IN (7, 8)",
                        "UPDATE log SET position = 1008 WHERE position = 7",
                        "UPDATE log SET position = 1007 WHERE position = 8",
                        "UPDATE log SET position = position - 1000 WHERE position > 1000",
                        "UPDATE body SET position = 2008 WHERE position = 1007",
                        "UPDATE body SET position = 2007 WHERE position = 1008",
                        "UPDATE body SET position = position - 2000 WHERE position > 2000");
        assertThat(result.problems())
                .extracting(Verification.Problem::toString)
                .contains("line 7: its text says that it is line 8")
                .anyMatch(each -> each.startsWith("head 12: the lines come to"));
    }

    @Test
    void aLineThatIsThereTwiceIsFound() throws Exception {
        Verification result =
                after(
                        """
                        INSERT INTO log
                        SELECT 15, line, leaf_hash, claim_id, revision + 1, claim_key, state,
                            recorded_at_ms, submitter, reason
                        FROM log WHERE position = 4
                        """);
        assertThat(result.problems())
                .extracting(Verification.Problem::toString)
                .contains(
                        "line 15: its text says that it is line 4",
                        "line 15: added as revision 1 does not come after revision 1",
                        "line 15: no head was kept after it");
    }

    @Test
    void aClaimThatWasTakenAwayOrExchangedIsFound() throws Exception {
        assertThat(after("DELETE FROM body WHERE position = 4").problems())
                .extracting(Verification.Problem::toString)
                .contains("line 4: what a revision of this claim said is missing");
        assertThat(
                        after(
                                        "UPDATE body SET claim = (SELECT claim FROM body WHERE"
                                                + " position = 6) WHERE position = 5")
                                .problems())
                .extracting(Verification.Problem::toString)
                .contains("line 5: the claim is not the one whose hash is in the line");
    }

    @Test
    void aWithdrawnClaimThatIsStillThereIsFound() throws Exception {
        Verification result =
                after("INSERT INTO body SELECT 3, salt, claim FROM body WHERE position = 4");
        assertThat(result.problems())
                .extracting(Verification.Problem::what)
                .contains(
                        "the claim is not the one whose hash is in the line",
                        "it was withdrawn, and what it said is still there");
    }

    @Test
    void aListThatDoesNotFollowFromTheLogIsFound() throws Exception {
        assertThat(
                        after("UPDATE standing SET provenance = 'audited' WHERE first_position = 4")
                                .problems())
                .extracting(Verification.Problem::toString)
                .contains("claim 4 of the list: not as the log has it: provenance");
        assertThat(after("DELETE FROM standing WHERE first_position = 4").problems())
                .extracting(Verification.Problem::toString)
                .contains("line 4: its claim is in no list: it is not found");
    }

    /// The same claims put into another store give another log: salts, ids and times differ.
    @Test
    void aForkIsFoundByAHeadThatWasKept() throws Exception {
        LogHead kept = head();
        Database fork = empty();
        fill(fork);
        assertThat(Verification.of(fork, List.of()).isClean()).isTrue();
        Verification result = Verification.of(fork, List.of(kept));
        assertThat(result.problems())
                .extracting(Verification.Problem::what)
                .containsExactly("up to here the log is not the one whose head was kept elsewhere");
    }

    @Test
    void problemsAreCountedAndTheFirstHundredNamed() throws Exception {
        var problems = new Verification.Problems();
        for (int i = 0; i < 250; i++) {
            problems.add("line " + i, "wrong");
        }
        Verification result = problems.result(head(), 1);
        assertThat(result.found()).isEqualTo(250);
        assertThat(result.problems()).hasSize(100);
        assertThat(result.isClean()).isFalse();
    }

    private static final String EMPTY =
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
}
