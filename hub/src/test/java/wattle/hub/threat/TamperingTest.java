package wattle.hub.threat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wattle.ledger.LogHead;
import wattle.ledger.State;
import wattle.ledger.Submission;
import wattle.ledger.sql.Database;
import wattle.ledger.sql.SqlLedger;
import wattle.ledger.sql.Verification;
import wattle.testing.ledger.RandomClaims;

/// Somebody with the file of the store, and all the time to change it.
class TamperingTest {

    @TempDir private Path folder;

    private Verification verified(LogHead known) throws Exception {
        try (Database store = Database.open(folder.resolve("hub.db").toString())) {
            return Verification.of(store, List.of(known));
        }
    }

    private LogHead filled() throws Exception {
        try (Database store = Database.open(folder.resolve("hub.db").toString())) {
            var ledger = new SqlLedger(store, Clock.systemUTC());
            List<Submission> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                all.add(
                        new Submission(
                                "made/" + i,
                                "test",
                                State.PUBLISHED,
                                RandomClaims.named("model-" + i)));
            }
            ledger.put(all);
            return ledger.head();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE body SET claim = replace(claim, 'model-7', 'model-8')",
                "UPDATE log SET line = replace(line, 'made/7', 'made/x')",
                "UPDATE log SET submitter = 'somebody else' WHERE position = 7",
                "UPDATE standing SET model_lower = 'another' WHERE first_position = 7",
                "UPDATE standing SET state = 'held' WHERE first_position = 7",
                "DELETE FROM body WHERE position = 7",
                "DELETE FROM log WHERE position = 19",
                "UPDATE log SET position = CASE position WHEN 7 THEN -1 ELSE position END",
                "UPDATE head SET root_hash = zeroblob(32)"
            })
    void whatWasChangedBehindTheHubIsFound(String change) throws Exception {
        LogHead head = filled();
        assertThat(verified(head).problems()).isEmpty();
        Path file = folder.resolve("hub.db");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA foreign_keys = OFF");
            for (String trigger :
                    List.of(
                            "log_is_not_changed",
                            "log_is_not_deleted",
                            "head_is_not_changed",
                            "body_is_not_changed",
                            "body_goes_with_its_claim")) {
                statement.execute("DROP TRIGGER " + trigger);
            }
            assertThat(statement.executeUpdate(change)).isPositive();
        }
        assertThat(verified(head).isClean()).as(change).isFalse();
        assertThat(Files.size(file)).isPositive();
    }
}
