package wattle.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.ledger.LedgerException;
import wattle.ledger.State;
import wattle.ledger.Submission;
import wattle.testing.ledger.RandomClaims;

class SqliteVerificationTest extends VerificationContract {

    @TempDir Path folder;

    private final List<Database> open = new ArrayList<>();

    @Override
    Database empty() throws Exception {
        open.add(Database.open(folder.resolve("hub" + open.size() + ".db").toString()));
        return open.getLast();
    }

    @AfterEach
    void close() {
        open.forEach(Database::close);
    }

    @Override
    void disarm(Handle handle) {
        handle.execute("PRAGMA defer_foreign_keys = ON");
        handle.createQuery("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
                .mapTo(String.class)
                .list()
                .forEach(trigger -> handle.execute("DROP TRIGGER " + trigger));
    }

    /// A disk that forgets a bit: it is found, or it was none that anything is read from.
    @Test
    void aFlippedBitOfTheFileIsFoundWhereItChangesWhatIsRead() throws Exception {
        Path file = folder.resolve("flipped.db");
        try (Database store = Database.open(file.toString())) {
            var claims = new RandomClaims(new Random(6));
            List<Submission> submissions = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                submissions.add(new Submission("s/" + i, "Jo", State.PUBLISHED, claims.next()));
            }
            new SqlLedger(store, Clock.systemUTC()).put(submissions);
            store.wipe();
        }
        byte[] whole = Files.readAllBytes(file);
        List<Object> before = everything(file);
        var random = new Random(8);
        int found = 0;
        for (int i = 0; i < 60; i++) {
            byte[] flipped = whole.clone();
            flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            Path copy = folder.resolve("flipped" + i + ".db");
            Files.write(copy, flipped);
            if (isFound(copy)) {
                found++;
            } else {
                assertThat(everything(copy)).as("flip %d", i).isEqualTo(before);
            }
        }
        assertThat(found).isPositive(); // Most of a small file is empty pages and their indices.
    }

    private static boolean isFound(Path file) {
        try (Database store = Database.open(file.toString())) {
            return !Verification.of(store, List.of()).isClean();
        } catch (LedgerException broken) {
            return true;
        }
    }

    private static List<Object> everything(Path file) throws LedgerException {
        List<Object> all = new ArrayList<>();
        try (Database store = Database.open(file.toString())) {
            for (String table : List.of("log", "body", "head", "standing", "setting")) {
                all.addAll(
                        store.read(handle ->
                                handle.createQuery("SELECT * FROM " + table + " ORDER BY 1")
                                        .map((row, context) -> {
                                            List<Object> values = new ArrayList<>();
                                            int columns = row.getMetaData().getColumnCount();
                                            for (int i = 1; i <= columns; i++) {
                                                byte[] bytes = row.getBytes(i);
                                                values.add(
                                                        bytes == null
                                                                ? "null"
                                                                : new java.math.BigInteger(
                                                                        1, bytes));
                                            }
                                            return values;
                                        })
                                        .list()));
            }
        }
        return all;
    }
}
