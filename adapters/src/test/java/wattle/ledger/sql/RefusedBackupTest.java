package wattle.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.ledger.LedgerException;

/// Backups that somebody damaged, or made up with their hashes put right: refused with a reason,
/// and what was to take them stays as it was.
class RefusedBackupTest {

    @TempDir static Path folder;

    private static Database target;
    private static EditedBackup backup;

    /// What is in a new store.
    private static Map<String, List<String>> nothing;

    /// What is in the store that was backed up, and in its backup.
    private static Map<String, List<String>> original;

    @BeforeAll
    static void start() throws Exception {
        target = sqlite("target");
        nothing = Contents.of(target);
        assertThat(nothing).allSatisfy((table, rows) -> assertThat(rows).isEmpty());
        try (Database store = sqlite("store")) {
            Filled.with(store, 6, 2);
            Filled.withAllElse(store);
            original = Contents.backedUp(store);
            backup = new EditedBackup(folder, store);
        }
    }

    @AfterAll
    static void stop() {
        target.close();
    }

    private static Database sqlite(String name) throws LedgerException {
        return Database.open(folder.resolve(name + ".db").toString());
    }

    private static void refused(Path file, String why) throws LedgerException {
        assertThatThrownBy(() -> Backup.restore(target, file))
                .as(why)
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining(why);
        assertThat(Contents.of(target)).isEqualTo(nothing);
    }

    private static void refused(List<String> edited, String why) throws Exception {
        refused(backup.zipped(EditedBackup.sealed(edited)), why);
    }

    @Test
    void whatWasEditedAndSealedAgainIsTaken() throws Exception {
        // So that the others are refused for what they are edited to, and not for the editing.
        try (Database store = sqlite("sealed")) {
            Backup.restore(
                    store,
                    backup.zipped(
                            EditedBackup.sealed(
                                    backup.replaced("tracked_token", "\"x\"|null", "\"y\""))));
            assertThat(Contents.of(store).get("tracked_token"))
                    .anySatisfy(row -> assertThat(row).contains("name=y"));
        }
    }

    @Test
    void aValueThatCannotStandInItsColumnIsRefused() throws Exception {
        refused(
                backup.replaced("token", "\"(admin|read)\"", "\"god\""),
                "token.scope: it has to be one of");
        refused(backup.replaced("token", "=\"", "\""), "base64");
        refused(
                backup.replaced("token", "\"[^\"]*=\"", "\"AAAA\""),
                "token.hash: it has to be 32 to 32");
        refused(backup.replaced("token", "\"[^\"]*\"", "\"a\\\\u0000\""), "NUL");
        refused(
                backup.replaced("token", "\"[^\"]*\"", "null"),
                "token.prefix: it has to have a value");
        refused(backup.replaced("token", "\"[^\"]*\"", "7"), "token.prefix: it has to be a text");
        refused(
                backup.replaced("token", "\"[^\"]*\"", "[\"a\"]"),
                "token.prefix: it has to be a text");
        refused(
                backup.replaced("tracked_organization", "-", "_"),
                "tracked_organization.id: it has to be a UUID");
        refused(
                backup.replaced("tracked_run", "\"\\{", "\"[{"),
                "tracked_run.body: it has to be a JSON object");
        refused(backup.replaced("live_run", "1", "0"), "live_run.number: it has to be 1 to");
        refused(
                backup.replaced("live_run", "1", "1.0"),
                "live_run.number: it has to be a whole number");
        refused(backup.replaced("live_run", "1", "9".repeat(25)), "line ");
        refused(backup.replaced("live_run", "1", "9".repeat(40)), "line ");
        refused(
                backup.replaced("live_run", "\"running\"", "\"walking\""),
                "live_run.state: it has to be one of");
        refused(backup.replaced("live_part", "\"gpu_board\"", "\"gpu\""), "live_part.domain");
        refused(
                backup.replaced("energy_sample", "0\\.1\\]", "1e999]"),
                "energy_sample.joules: it has to be a finite");
        refused(
                backup.replaced("energy_sample", "0\\.1\\]", "\"NaN\"]"),
                "energy_sample.joules: it has to be a number");
        refused(
                backup.replaced("energy_sample", ",17\\d*,", ",9007199254740993,"),
                "energy_sample.at_us");
        refused(
                backup.replaced("energy_sample", ",17\\d*,0", ",1,4294967296"),
                "energy_sample.part");
    }

    @Test
    void aRowThatIsNoneOfItsTableIsRefused() throws Exception {
        int sample = backup.table("energy_sample");
        List<String> twice = backup.lines();
        twice.set(sample + 2, twice.get(sample + 1));
        List<String> tableTwice = backup.lines();
        tableTwice.add(sample, backup.lines().get(backup.table("token")));
        List<String> noTable = backup.lines();
        noTable.add(1, "[1,2]");
        List<String> empty = backup.lines();
        empty.add(1, "");
        refused(backup.replaced("energy_hour", "\\]", ",1]"), "has no more than 5 values");
        refused(backup.replaced("energy_hour", ",\\d+\\]", "]"), "has 5 values, not 4");
        refused(backup.replaced("energy_hour", "\\]", "] 1"), "something follows on the line");
        refused(backup.replaced("energy_hour", "\\]", ""), "line ");
        refused(
                backup.replaced("energy_hour", "\\[2", "[3"),
                "energy_hour are of a run that is not there");
        refused(
                backup.replaced("energy_sample", "\\[2", "[3"),
                "energy_sample are of a run that is not");
        refused(backup.replaced("live_part", "\\[2", "[3"), "rows of live_part were not taken");
        refused(backup.replaced("tracked_project", "\",\"[0-9a-f]{8}", "\",\"00000000"), "tracked");
        refused(twice, "rows of energy_sample were not taken");
        refused(tableTwice, "the table token is there already");
        refused(noTable, "a row of no table");
        refused(empty, "no JSON object");
        refused(backup.header("live_run", "live_run", "sqlite_master"), "no table of that name");
        refused(backup.header("live_run", "live_run", "log"), "no table of that name");
        refused(backup.header("live_run", "\"pue\"", "\"pue) --\""), "a column that nobody knows");
        refused(backup.header("live_run", "\"zone\"", "\"pue\""), "live_run.pue");
        refused(backup.header("live_run", "\"owner\",", ""), "live_run.");
        refused(
                backup.header("energy_hour", "\"hour\"", "\"run\""),
                "energy_hour.run is there twice");
    }

    @Test
    void aLineThatIsMissingChangedOrOfAnotherVersionIsRefused() throws Exception {
        List<String> fewer = backup.lines();
        fewer.remove(backup.table("energy_hour") + 1);
        refused(fewer, "counts others");
        refused(
                backup.zipped(String.join("\n", backup.replaced("energy_hour", "0\\.1", "0.2"))),
                "counts others");
        List<String> first = backup.lines();
        first.set(0, first.getFirst().replace("backup/2", "backup/1"));
        refused(first, "nobody knows");
        refused(
                backup.zipped(String.join("\n", backup.lines()) + "\n{}"),
                "something follows the last line");
        refused(backup.zipped("[".repeat(100_000)), "line 1");
        refused(backup.zipped("x".repeat(BackupLines.LONGEST + 1)), "a line has more than");
    }

    /// Cut anywhere, or with any bit turned over: refused, or whole all the same.
    @Test
    void whatIsDamagedIsRefusedOrHarmless() throws Exception {
        var random = new Random(8);
        Path file = folder.resolve("damaged");
        Database into = sqlite("damaged");
        try {
            for (int i = 0; i < 40; i++) {
                byte[] damaged = backup.whole();
                if (i % 4 == 0) {
                    damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
                } else {
                    // Of the first, the time in the header: nobody reads it.
                    int at = i == 1 ? 4 : random.nextInt(damaged.length);
                    damaged[at] ^= (byte) (1 << random.nextInt(8));
                }
                Files.write(file, damaged);
                try {
                    Backup.restore(into, file);
                } catch (LedgerException | IOException refused) {
                    assertThat(refused.getMessage()).doesNotEndWith("null");
                    assertThat(i).isNotEqualTo(1);
                    continue;
                }
                assertThat(Contents.of(into)).isEqualTo(original);
                into.close();
                into = sqlite("damaged" + i);
            }
            assertThat(Contents.of(into)).isEqualTo(nothing);
        } finally {
            into.close();
        }
    }
}
