package wattle.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.ledger.Entry;
import wattle.ledger.LedgerException;

/// A writer, or the server it writes to, is killed in the middle of its work: what was acknowledged
/// is there, once, and the store agrees with itself.
class CrashTest {

    private static final int ENOUGH = 120;
    private static final long PATIENCE_SECONDS = 120;

    @TempDir Path folder;

    @Test
    void aWriterThatIsKilledLosesNothingThatSqliteAcknowledged() throws Exception {
        String url = "sqlite:" + folder.resolve("hub.db");
        Database.open(url).close();
        for (int round = 0; round < 3; round++) {
            Set<String> acknowledged = ConcurrentHashMap.newKeySet();
            Process writer = writer(url, "round" + round);
            try {
                read(writer, acknowledged, ENOUGH);
            } finally {
                writer.destroyForcibly();
                assertThat(writer.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            }
            // What it had written before it was killed and nobody had read yet.
            read(writer, acknowledged, Integer.MAX_VALUE);
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ENOUGH);
            check(url, acknowledged);
        }
    }

    @Test
    void aServerThatIsKilledLosesNothingThatItAcknowledged() throws Exception {
        Path data = folder.resolve("data");
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        EmbeddedPostgres server = server(data);
        try {
            String url = url(server);
            Database.open(url).close();
            Process writer = writer(url, "first");
            try {
                read(writer, acknowledged, ENOUGH);
                kill(data);
                // It finds out and ends by itself.
                read(writer, acknowledged, Integer.MAX_VALUE);
            } finally {
                writer.destroyForcibly();
            }
        } finally {
            closeKilled(server);
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ENOUGH);
        try (EmbeddedPostgres again = server(data)) {
            check(url(again), acknowledged);
        }
    }

    /// Such a server answers by default before it has written, as some in production are set to.
    private static EmbeddedPostgres server(Path data) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofSeconds(PATIENCE_SECONDS))
                .start();
    }

    private static String url(EmbeddedPostgres server) {
        return "postgresql://localhost:" + server.getPort() + "/postgres?user=postgres";
    }

    /// The server with all its processes, none of which gets to do anything more.
    private static void kill(Path data) throws Exception {
        long id = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
        ProcessHandle postmaster = ProcessHandle.of(id).orElseThrow();
        List<ProcessHandle> all = new ArrayList<>(postmaster.descendants().toList());
        all.addFirst(postmaster);
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle each : all) {
            each.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    /// Its server is gone: closing it complains.
    private static void closeKilled(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException | RuntimeException gone) {
            assertThat(gone).isNotNull();
        }
    }

    private static Process writer(String url, String name) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashWriter.class.getName(),
                        url,
                        name)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// Whole lines alone: a half one was not acknowledged.
    private static void read(Process writer, Set<String> acknowledged, int enough)
            throws IOException {
        BufferedReader lines = writer.inputReader();
        while (acknowledged.size() < enough) {
            String line;
            try {
                line = lines.readLine();
            } catch (IOException closedWithTheProcess) {
                return;
            }
            if (line == null) {
                return;
            }
            if (line.endsWith(";")) {
                acknowledged.add(line.substring(0, line.length() - 1));
            }
        }
    }

    private static void check(String url, Set<String> acknowledged) throws LedgerException {
        try (Database store = Database.open(url)) {
            var ledger = new SqlLedger(store, Clock.systemUTC());
            Set<String> there = ConcurrentHashMap.newKeySet();
            for (List<Entry> history : Filled.everything(store)) {
                for (Entry each : history) {
                    assertThat(there.add(CrashWriter.line(each))).isTrue();
                }
            }
            Set<String> lost = new TreeSet<>(acknowledged);
            lost.removeAll(there);
            assertThat(lost).as("acknowledged, and not there among %d", there.size()).isEmpty();
            assertThat(ledger.head().size()).isEqualTo(there.size());
            assertThat(Verification.of(store, List.of()).problems()).isEmpty();
        }
    }
}
