package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.meter.Domain;

/// What is left below `WATTLE_HOME` is put in order by whoever comes next.
class RecordsTest {

    @TempDir private Path folder = Path.of("");

    private Home home() throws Exception {
        Home home = new Home(folder);
        Files.createDirectories(home.running());
        return home;
    }

    private static Path cut(Path record) throws Exception {
        String all = Files.readString(record);
        Files.writeString(record, all.substring(0, all.lastIndexOf("{\"crc\"")));
        // These records are of no machine, so only their age says that nobody writes them.
        return Files.setLastModifiedTime(
                record, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    }

    @Test
    void recordsThatEndedAndThoseThatDidNotAreMoved() throws Exception {
        Home home = home();
        node("ended").in(home.running());
        cut(node("cut").in(home.running()));
        Path own = cut(node("own").in(home.running()));
        Files.createFile(home.running().resolve("ended.marks"));
        assertThat(Records.tidy(home, own)).containsExactly(home.runs().resolve("cut.jsonl"));
        assertThat(home.runs().toFile().list())
                .containsExactlyInAnyOrder("ended.jsonl", "cut.jsonl");
        assertThat(home.running().toFile().list()).containsExactly("own.jsonl");
        assertThat(Records.tidy(home, own)).isEmpty();
    }

    /// Six at once: each record arrives once and whole, and nobody fails.
    @Test
    void severalMayPutInOrderAtOnce() throws Exception {
        Home home = home();
        for (int i = 0; i < 40; i++) {
            Path record = node("r" + i).in(home.running());
            if (i % 2 == 0) {
                cut(record);
            }
        }
        try (var six = Executors.newFixedThreadPool(6)) {
            List<Callable<List<Path>>> all =
                    Collections.nCopies(6, () -> Records.tidy(home, folder.resolve("none")));
            for (Future<List<Path>> each : six.invokeAll(all)) {
                assertThat(each.get()).allMatch(record -> record.startsWith(home.runs()));
            }
        }
        Records.tidy(home, folder.resolve("none")); // One that each thought another was at.
        assertThat(home.running().toFile().list()).isEmpty();
        assertThat(home.runs().toFile().list()).hasSize(40);
        Called report = Called.wattle("report", "--json", home.runs().toString());
        assertThat(report.json().path("runs").size()).isEqualTo(40);
    }

    /// However short a run is, it leaves the house in order.
    @Test
    void aRunThatEndsAtOnceTidiesUp() throws Exception {
        Home home = home();
        cut(node("cut").in(home.running()));
        WrappedShell.Outcome outcome =
                WrappedShell.bare(
                        "WATTLE_HOME=" + folder + " " + WrappedShell.LAUNCHER + " run -- true");
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(home.runs().resolve("cut.jsonl")).as(outcome.err()).exists();
        assertThat(outcome.err()).contains("wattle: recorded in " + home.runs());
    }

    private static TestRecord node(String id) {
        return new TestRecord(id).draws("cpu-package-0", Domain.PACKAGE, 60);
    }
}
