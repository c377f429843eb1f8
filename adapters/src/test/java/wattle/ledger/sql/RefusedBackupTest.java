package wattle.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.ledger.LedgerException;

/// Backups that somebody damaged, or made up with their hashes put right: refused with a reason,
/// and what was to take them stays as it was.
class RefusedBackupTest {

    @TempDir static Path folder;

    private static PostgresServer server;
    private static List<Database> targets;

    /// What is whole.
    private static List<String> lines;

    private static byte[] whole;

    @BeforeAll
    static void start() throws Exception {
        server = PostgresServer.start();
        targets = List.of(sqlite("target"), Database.open(server.newDatabase()));
        Path file = folder.resolve("whole");
        try (Database store = sqlite("store")) {
            Filled.with(store, 6, 2);
            Filled.withAllElse(store);
            Backup.write(store, file, Clock.systemUTC());
        }
        whole = Files.readAllBytes(file);
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        targets.forEach(Database::close);
        server.close();
    }

    private static Database sqlite(String name) throws LedgerException {
        return Database.open(folder.resolve(name + ".db").toString());
    }

    /// The line that begins a table, by its place.
    private static int table(String name) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("{\"table\":\"" + name + "\"")) {
                return i;
            }
        }
        throw new AssertionError(name);
    }

    /// With another first row of a table.
    private static List<String> row(String table, UnaryOperator<String> edit) {
        List<String> edited = new ArrayList<>(lines);
        int first = table(table) + 1;
        edited.set(first, edit.apply(lines.get(first)));
        assertThat(edited).isNotEqualTo(lines);
        return edited;
    }

    private static List<String> replaced(String table, String pattern, String by) {
        return row(table, row -> row.replaceFirst(pattern, by));
    }

    /// With another line that begins a table.
    private static List<String> header(String table, String pattern, String by) {
        List<String> edited = new ArrayList<>(lines);
        edited.set(table(table), lines.get(table(table)).replaceFirst(pattern, by));
        assertThat(edited).isNotEqualTo(lines);
        return edited;
    }

    /// With the hash that its lines have now.
    private static String sealed(List<String> edited) {
        int last = edited.size() - 1;
        String body = String.join("\n", edited.subList(0, last)) + "\n";
        String hash =
                HexFormat.of()
                        .formatHex(
                                BackupLines.sha256()
                                        .digest(body.getBytes(StandardCharsets.UTF_8)));
        return body
                + edited.get(last).replaceFirst("\"sha256\":\"[0-9a-f]*", "\"sha256\":\"" + hash)
                + "\n";
    }

    private static Path zipped(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return Files.write(folder.resolve("edited"), bytes.toByteArray());
    }

    private static void refused(Path file, String why) throws LedgerException {
        for (Database target : targets) {
            Map<String, List<String>> before = Contents.of(target);
            Throwable thrown = catchThrowable(() -> Backup.restore(target, file));
            assertThat(thrown)
                    .as(why)
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining(why);
            assertThat(Contents.of(target)).isEqualTo(before);
            assertThat(before).allSatisfy((table, rows) -> assertThat(rows).isEmpty());
        }
        assertThat(targets.getLast().read(RefusedBackupTest::partitions)).isZero();
    }

    private static int partitions(org.jdbi.v3.core.Handle handle) {
        return handle.createQuery(
                        "SELECT count(*) FROM pg_inherits"
                                + " WHERE inhparent = 'energy_sample'::regclass")
                .mapTo(Integer.class)
                .one();
    }

    @Test
    void whatWasEditedAndSealedAgainIsTaken() throws Exception {
        // So that the others are refused for what they are edited to, and not for the editing.
        try (Database store = sqlite("sealed")) {
            Backup.restore(store, zipped(sealed(replaced("tracked_token", "\"x\"|null", "\"y\""))));
            assertThat(Contents.of(store).get("tracked_token").toString()).contains("name=y");
        }
    }

    @Test
    void aValueThatCannotStandInItsColumnIsRefused() throws Exception {
        Object[][] cases = {
            {replaced("token", "\"(admin|read)\"", "\"god\""), "token.scope: it has to be one of"},
            {replaced("token", "=\"", "\""), "base64"},
            {replaced("token", "\"[^\"]*=\"", "\"AAAA\""), "token.hash: it has to be 32 to 32"},
            {replaced("token", "\"[^\"]*\"", "\"a\\\\u0000\""), "NUL"},
            {replaced("token", "\"[^\"]*\"", "null"), "token.prefix: it has to have a value"},
            {replaced("token", "\"[^\"]*\"", "7"), "token.prefix: it has to be a text"},
            {replaced("token", "\"[^\"]*\"", "[\"a\"]"), "token.prefix: it has to be a text"},
            {replaced("tracked_organization", "-", "_"), "tracked_organization.id: it has to be a UUID"},
            {replaced("tracked_run", "\"\\{", "\"[{"), "tracked_run.body: it has to be a JSON object"},
            {replaced("live_run", "1", "0"), "live_run.number: it has to be 1 to"},
            {replaced("live_run", "1", "1.0"), "live_run.number: it has to be a whole number"},
            {replaced("live_run", "1", "9".repeat(25)), "line "},
            {replaced("live_run", "1", "9".repeat(40)), "line "},
            {replaced("live_run", "\"running\"", "\"walking\""), "live_run.state: it has to be one of"},
            {replaced("live_part", "\"gpu_board\"", "\"gpu\""), "live_part.domain"},
            {replaced("energy_sample", "0\\.1\\]", "1e999]"), "energy_sample.joules: it has to be a finite"},
            {replaced("energy_sample", "0\\.1\\]", "\"NaN\"]"), "energy_sample.joules: it has to be a number"},
            {replaced("energy_sample", ",17\\d*,", ",9007199254740993,"), "energy_sample.at_us"},
            {replaced("energy_sample", ",17\\d*,0", ",1,4294967296"), "energy_sample.part"},
        };
        all(cases);
    }

    @Test
    void aRowThatIsNoneOfItsTableIsRefused() throws Exception {
        int sample = table("energy_sample");
        List<String> twice = new ArrayList<>(lines);
        twice.set(sample + 2, twice.get(sample + 1));
        List<String> tableTwice = new ArrayList<>(lines);
        tableTwice.add(sample, lines.get(table("token")));
        List<String> noTable = new ArrayList<>(lines);
        noTable.add(1, "[1,2]");
        List<String> empty = new ArrayList<>(lines);
        empty.add(1, "");
        Object[][] cases = {
            {replaced("energy_hour", "\\]", ",1]"), "has no more than 5 values"},
            {replaced("energy_hour", ",\\d+\\]", "]"), "has 5 values, not 4"},
            {replaced("energy_hour", "\\]", "] 1"), "something follows on the line"},
            {replaced("energy_hour", "\\]", ""), "line "},
            {replaced("energy_hour", "\\[2", "[3"), "energy_hour are of a run that is not there"},
            {replaced("energy_sample", "\\[2", "[3"), "energy_sample are of a run that is not"},
            {replaced("live_part", "\\[2", "[3"), "rows of live_part were not taken"},
            {replaced("tracked_project", "\",\"[0-9a-f]{8}", "\",\"00000000"), "tracked"},
            {twice, "rows of energy_sample were not taken"},
            {tableTwice, "the table token is there already"},
            {noTable, "a row of no table"},
            {empty, "no JSON object"},
            {header("live_run", "live_run", "sqlite_master"), "no table of that name"},
            {header("live_run", "live_run", "log"), "no table of that name"},
            {header("live_run", "\"pue\"", "\"pue) --\""), "a column that nobody knows"},
            {header("live_run", "\"zone\"", "\"pue\""), "live_run.pue"},
            {header("live_run", "\"owner\",", ""), "live_run."},
            {header("energy_hour", "\"hour\"", "\"run\""), "energy_hour.run is there twice"},
        };
        all(cases);
    }

    private static void all(Object[][] cases) throws Exception {
        for (Object[] each : cases) {
            List<String> edited = new ArrayList<>();
            for (Object line : (List<?>) each[0]) {
                edited.add((String) line);
            }
            refused(zipped(sealed(edited)), (String) each[1]);
        }
    }

    @Test
    void aLineThatIsMissingChangedOrOfAnotherVersionIsRefused() throws Exception {
        List<String> fewer = new ArrayList<>(lines);
        fewer.remove(table("energy_hour") + 1);
        refused(zipped(sealed(fewer)), "counts others");
        refused(zipped(String.join("\n", replaced("energy_hour", "0\\.1", "0.2"))), "counts others");
        List<String> first = new ArrayList<>(lines);
        first.set(0, first.getFirst().replace("backup/2", "backup/1"));
        refused(zipped(sealed(first)), "nobody knows");
        refused(zipped(String.join("\n", lines) + "\n{}"), "something follows the last line");
        refused(zipped("[".repeat(100_000)), "line 1");
        refused(zipped("x".repeat(BackupLines.LONGEST + 1)), "a line has more than");
    }

    /// Cut anywhere, or with any bit turned over: refused, or whole all the same.
    @Test
    void whatIsDamagedIsRefusedOrHarmless() throws Exception {
        var random = new Random(8);
        int targetsUsed = 0;
        Database target = sqlite("damaged0");
        Path file = folder.resolve("damaged");
        try {
            for (int i = 0; i < 80; i++) {
                byte[] damaged =
                        i % 4 == 0
                                ? java.util.Arrays.copyOf(whole, random.nextInt(whole.length))
                                : whole.clone();
                if (damaged.length == whole.length) {
                    int at = i < 20 ? i : random.nextInt(whole.length);
                    damaged[at] ^= (byte) (1 << random.nextInt(8));
                }
                Files.write(file, damaged);
                try {
                    Backup.restore(target, file);
                } catch (LedgerException | IOException refused) {
                    assertThat(refused.getMessage()).doesNotEndWith("null");
                    continue;
                }
                assertThat(Contents.of(target)).isEqualTo(original());
                target.close();
                target = sqlite("damaged" + ++targetsUsed);
            }
            assertThat(Contents.of(target))
                    .allSatisfy((table, rows) -> assertThat(rows).isEmpty());
            assertThat(targetsUsed).isLessThan(20);
        } finally {
            target.close();
        }
    }

    private static Map<String, List<String>> original() throws LedgerException {
        try (Database store = sqlite("store")) {
            return Contents.of(store);
        }
    }
}
