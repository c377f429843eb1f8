package wattle.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.ledger.LedgerException;
import wattle.ledger.LogHead;
import wattle.ledger.Scope;
import wattle.ledger.State;
import wattle.ledger.Submission;
import wattle.testing.ledger.RandomClaims;

class BackupTest {

    private static PostgresServer server;

    @TempDir Path folder;

    private final List<Database> open = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @AfterEach
    void close() {
        open.forEach(Database::close);
    }

    private Database sqlite() throws LedgerException {
        open.add(Database.open("sqlite:" + folder.resolve("hub" + open.size() + ".db")));
        return open.getLast();
    }

    private Database postgresql() throws Exception {
        open.add(Database.open(server.newDatabase()));
        return open.getLast();
    }

    private Path file() {
        return folder.resolve("hub.backup");
    }

    @Test
    void aStoreMovesFromOneDatabaseToTheOtherAndBack() throws Exception {
        Database first = sqlite();
        Filled.with(first, 40, 1);
        Filled.withAllElse(first);
        assertThat(Contents.of(first)).noneSatisfy((table, rows) -> assertThat(rows).isEmpty());
        var tokens = new Tokens(first, Clock.systemUTC());
        Secret secret = tokens.create("Cy", Scope.ADMIN, Instant.parse("2100-01-01T00:00:00Z"));
        tokens.check(secret.reveal());
        LogHead head = Backup.write(first, file(), Clock.systemUTC());
        assertThat(head).isEqualTo(new SqlLedger(first, Clock.systemUTC()).head());

        Database second = postgresql();
        assertThat(Backup.restore(second, file())).isEqualTo(head);
        Path back = folder.resolve("back");
        Backup.write(second, back, Clock.systemUTC());
        Database third = sqlite();
        assertThat(Backup.restore(third, back)).isEqualTo(head);

        for (Database each : List.of(second, third)) {
            assertThat(Contents.of(each)).isEqualTo(Contents.backedUp(first));
            assertThat(Filled.everything(each)).isEqualTo(Filled.everything(first));
            var its = new Tokens(each, Clock.systemUTC());
            assertThat(its.list()).isEqualTo(tokens.list());
            assertThat(its.check(secret.reveal()))
                    .hasValueSatisfying(token -> assertThat(token.scope()).isEqualTo(Scope.ADMIN));
            assertThat(Verification.of(each, List.of(head)).problems()).isEmpty();
            // And it goes on.
            new SqlLedger(each, Clock.systemUTC())
                    .put(List.of(submission("new", new RandomClaims(new Random(3)))));
            assertThat(Verification.of(each, List.of(head)).problems()).isEmpty();
            goesOn(each);
        }
    }

    /// A live run of a restored store takes what comes next, and others are numbered behind it.
    private static void goesOn(Database store) throws LedgerException {
        var samples = new EnergySamples(store, null);
        var runs = new LiveRuns(store, samples, Clock.systemUTC());
        LiveRun run = runs.find("a-1").orElseThrow();
        var batch = new EnergyBatch();
        batch.add(LiveRun.micros(Instant.parse("2027-01-01T00:30:00Z")), 0, 1);
        batch.add(LiveRun.micros(Instant.parse("2027-02-01T00:00:00Z")), 0, 1);
        assertThat(
                        runs.append(
                                run,
                                new LiveRuns.Chunk(
                                        5000,
                                        5001,
                                        new byte[0],
                                        batch,
                                        2,
                                        1L,
                                        batch.micros(1),
                                        LiveRun.State.FINISHED,
                                        List.of())))
                .isTrue();
        assertThat(samples.between(run.number(), 0, Long.MAX_VALUE, 1000)).hasSize(14 + 2);
        LiveRun next = runs.start(new LiveRuns.Start("b", "Ada", false, null, null, Map.of()));
        assertThat(next.number()).isGreaterThan(run.number());
    }

    /// A migration that adds a table or a column has to say how it is backed up: in [StoredTables],
    /// or here, where it follows from others or is left out on purpose.
    @Test
    void everyTableAndColumnThatThereIsIsInABackup() throws Exception {
        for (Database store : List.of(sqlite(), postgresql())) {
            Map<String, List<Contents.Column>> schema = Contents.schema(store);
            List<String> told = List.of("log", "body", "head"); // Line by line.
            List<String> left = List.of("standing", "setting", "session");
            assertThat(schema.keySet()).containsAll(told).containsAll(left);
            schema.keySet().removeAll(told);
            schema.keySet().removeAll(left);
            assertThat(StoredTables.ALL.stream().map(StoredTable::name))
                    .as(store.url().toString())
                    .containsExactlyInAnyOrderElementsOf(schema.keySet());
            for (StoredTable each : StoredTables.ALL) {
                List<Contents.Column> columns = schema.getOrDefault(each.name(), List.of());
                assertThat(each.columns())
                        .as(each.name())
                        .extracting(
                                StoredTable.Column::name,
                                column -> column.type().label(),
                                StoredTable.Column::isOptional)
                        .containsExactlyElementsOf(
                                columns.stream()
                                        .map(column ->
                                                tuple(
                                                        column.name(),
                                                        column.type(),
                                                        column.isOptional()))
                                        .toList());
                assertThat(each.order()).as(each.name()).isEqualTo(Contents.key(columns));
            }
        }
    }

    /// `hub-backup-1.gz` was written by the version before there were tables: what was written once
    /// is readable for ever.
    @Test
    void whatTheFirstVersionWroteIsReadByBothDatabases() throws Exception {
        Path old = Path.of("src/test/resources/wattle/ledger/sql/hub-backup-1.gz");
        for (Database store : List.of(sqlite(), postgresql())) {
            LogHead head = Backup.restore(store, old);
            assertThat(head)
                    .isEqualTo(
                            new LogHead(
                                    9,
                                    "7e8c8fda0d818e2060635a30d2f01850"
                                            + "ea8e9871da8763bedc879fbb83231f31"));
            Map<String, List<String>> contents = Contents.backedUp(store);
            assertThat(contents.get("head")).hasSize(5);
            assertThat(contents.get("token"))
                    .containsExactly(
                            "{prefix=UI1QruJM, hash="
                                    + "08568dfff6c625631e8f2623e38ed18ca076d19cf2d09b428ca62e46bb25677f"
                                    + ", name=Bob, scope=read, created_at_ms=1795377600000,"
                                    + " expires_at_ms=null, last_used_at_ms=1795377600000,"
                                    + " revoked_at_ms=null}",
                            "{prefix=dx2VlqVo, hash="
                                    + "39fd014b0903b0f8ead57e32918e8bc796ce1ab393d4bf27ff104f91d3a66ba9"
                                    + ", name=Ada, scope=admin, created_at_ms=1795377600000,"
                                    + " expires_at_ms=4102444800000, last_used_at_ms=null,"
                                    + " revoked_at_ms=null}",
                            "{prefix=yKPtfxLe, hash="
                                    + "312b0920afcf2b8fd3e3d4ecbba7aab6d7c61b60e36fb0d8eadfb6ad8d7d04d8"
                                    + ", name=Cy, scope=submit, created_at_ms=1795377600000,"
                                    + " expires_at_ms=null, last_used_at_ms=null,"
                                    + " revoked_at_ms=1795377600000}");
            assertThat(contents.get("live_run")).isEmpty();
        }
    }

    /// [RefusedBackupTest] has what else is refused; this is what PostgreSQL itself refuses.
    @Test
    void aBackupOfWhichPostgresqlTakesNoRowLeavesNothing() throws Exception {
        Database store = sqlite();
        Filled.with(store, 3, 1);
        Filled.withAllElse(store);
        var backup = new EditedBackup(folder, store);
        List<String> twice = backup.lines();
        int last = backup.table("energy_hour") - 1;
        twice.set(last, twice.get(last - 1));
        Database target = postgresql();
        Map<String, List<String>> nothing = Contents.of(target);
        for (List<String> each :
                List.of(
                        twice,
                        backup.replaced("live_part", "\\[2", "[3"),
                        backup.replaced("energy_hour", "\\[2", "[3"))) {
            assertThatThrownBy(
                            () -> Backup.restore(target, backup.zipped(EditedBackup.sealed(each))))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageMatching(
                            "the rows of .* were not taken: .*|.*of a run that is not there")
                    .hasMessageNotContaining("INSERT");
            assertThat(Contents.of(target)).isEqualTo(nothing);
            assertThat(new EnergySamples(target, null).partitions()).isEmpty();
        }
        Backup.restore(target, backup.zipped(EditedBackup.sealed(backup.lines())));
        assertThat(Contents.of(target)).isEqualTo(Contents.backedUp(store));
    }

    @Test
    void anEmptyStoreHasABackupToo() throws Exception {
        LogHead head = Backup.write(sqlite(), file(), Clock.systemUTC());
        assertThat(head.size()).isZero();
        assertThat(Backup.restore(sqlite(), file())).isEqualTo(head);
    }

    @Test
    void itIsForItsOwnerAlone() throws Exception {
        Backup.write(sqlite(), file(), Clock.systemUTC());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("hub0.db"))))
                .isEqualTo("rw-------");
    }

    /// Whatever is written meanwhile, a backup is the store at one moment, after whole
    /// transactions.
    @Test
    void itIsMadeWhileTheStoreIsInUse() throws Exception {
        Database store = sqlite();
        var enough = new AtomicBoolean();
        var writer =
                new FutureTask<>(() -> {
                    var claims = new RandomClaims(new Random(4));
                    var ledger = new SqlLedger(store, Clock.systemUTC());
                    for (int i = 0; !enough.get(); i++) {
                        ledger.put(
                                List.of(
                                        submission("a/" + i, claims),
                                        submission("b/" + i, claims)));
                    }
                    return ledger.head();
                });
        Thread.ofVirtual().start(writer);
        for (int i = 0; i < 5; i++) {
            Path copy = folder.resolve("copy" + i);
            LogHead head = Backup.write(store, copy, Clock.systemUTC());
            assertThat(head.size()).isEven();
            assertThat(Backup.restore(sqlite(), copy)).isEqualTo(head);
        }
        enough.set(true);
        assertThat(writer.get().size()).isPositive();
        assertThat(Verification.of(store, List.of()).problems()).isEmpty();
    }

    @Test
    void aStoreWithSomethingInItIsNotOverwritten() throws Exception {
        Database store = sqlite();
        Filled.with(store, 3, 1);
        Backup.write(store, file(), Clock.systemUTC());
        assertThatThrownBy(() -> Backup.restore(store, file()))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("not empty");
        Database withToken = sqlite();
        new Tokens(withToken, Clock.systemUTC()).create("Ada", Scope.ADMIN, null);
        assertThatThrownBy(() -> Backup.restore(withToken, file()))
                .hasMessageContaining("not empty");
        for (Database withRun : List.of(sqlite(), postgresql())) {
            new LiveRuns(withRun, new EnergySamples(withRun, null), Clock.systemUTC())
                    .start(new LiveRuns.Start("x", "Ada", false, null, null, Map.of()));
            assertThatThrownBy(() -> Backup.restore(withRun, file()))
                    .hasMessageContaining("not empty")
                    .hasMessageContaining("live_run");
        }
    }

    @Test
    void aBackupThatWasCutChangedOrIsNoneIsRefusedAndLeavesNothing() throws Exception {
        Database store = sqlite();
        Filled.with(store, 12, 2);
        Backup.write(store, file(), Clock.systemUTC());
        byte[] whole = Files.readAllBytes(file());
        String text =
                new String(
                        new GZIPInputStream(Files.newInputStream(file())).readAllBytes(),
                        StandardCharsets.UTF_8);
        List<String> lines = text.lines().toList();
        List<byte[]> wrong = new ArrayList<>();
        wrong.add(new byte[0]);
        wrong.add("no backup".getBytes(StandardCharsets.UTF_8));
        wrong.add(java.util.Arrays.copyOf(whole, whole.length / 2));
        wrong.add(java.util.Arrays.copyOf(whole, whole.length - 3));
        wrong.add(zipped(text.substring(0, text.length() / 2)));
        wrong.add(zipped(without(lines, lines.size() - 1)));
        wrong.add(zipped(without(lines, 0)));
        wrong.add(zipped(without(lines, 3)));
        wrong.add(zipped(text.replaceFirst("BLOOM", "MOOLB")));
        wrong.add(zipped(text.replaceFirst("\\\\\"submitter\\\\\":\\\\\"import", "$0er")));
        wrong.add(zipped(text.replaceFirst("\"salt\":\"..", "\"salt\":\"00")));
        wrong.add(zipped("[".repeat(100_000)));
        wrong.add(zipped("{\"schema\":\"wattle.hub-backup/3\"}"));
        Database target = sqlite();
        for (int i = 0; i < wrong.size(); i++) {
            assertThat(wrong.get(i)).as("wrong %d", i).isNotEqualTo(zipped(text));
            Files.write(file(), wrong.get(i));
            assertThatThrownBy(() -> Backup.restore(target, file()))
                    .as("wrong %d", i)
                    .isInstanceOfAny(LedgerException.class, IOException.class);
            assertThat(Filled.everything(target)).isEmpty();
        }
        Files.write(file(), zipped(text));
        assertThat(Backup.restore(target, file()).size()).isPositive();
    }

    /// The secrets of tokens are nowhere, and neither is what was withdrawn.
    @Test
    void itHasNoSecrets() throws Exception {
        Database store = sqlite();
        var ledger = new SqlLedger(store, Clock.systemUTC());
        var entry =
                ledger.put(
                                List.of(
                                        new Submission(
                                                "k",
                                                "Jo",
                                                State.PUBLISHED,
                                                RandomClaims.named("canary-to-be-withdrawn"))))
                        .getFirst()
                        .entry();
        ledger.withdraw(entry.id(), 1, "Jo", "asked to");
        Secret secret = new Tokens(store, Clock.systemUTC()).create("Ada", Scope.READ, null);
        Backup.write(store, file(), Clock.systemUTC());
        var backup = new ByteArrayOutputStream();
        new GZIPInputStream(Files.newInputStream(file())).transferTo(backup);
        close();
        for (String canary : List.of("canary-to-be-withdrawn", secret.reveal())) {
            assertThat(backup.toString(StandardCharsets.ISO_8859_1)).doesNotContain(canary);
            try (var files = Files.list(folder)) {
                for (Path each : files.toList()) {
                    assertThat(Files.readString(each, StandardCharsets.ISO_8859_1))
                            .as(each.toString())
                            .doesNotContain(canary);
                }
            }
        }
    }

    private static Submission submission(String key, RandomClaims claims) {
        return new Submission(key, "Jo", State.PUBLISHED, claims.next());
    }

    private static String without(List<String> lines, int line) {
        List<String> rest = new ArrayList<>(lines);
        rest.remove(line);
        return String.join("\n", rest);
    }

    private static byte[] zipped(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
