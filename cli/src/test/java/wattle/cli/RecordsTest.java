package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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
        return Files.writeString(record, all.substring(0, all.lastIndexOf("{\"crc\"")));
    }

    @Test
    void recordsThatEndedAndThoseThatDidNotAreMoved() throws Exception {
        Home home = home();
        node("ended").in(home.running());
        cut(node("cut").in(home.running()));
        Path own = cut(node("own").in(home.running()));
        Files.createFile(home.running().resolve("ended.marks"));
        assertThat(Records.tidy(home, own)).containsExactly(home.runs().resolve("cut.jsonl"));
        assertThat(home.runs().toFile().list()).containsExactlyInAnyOrder("ended.jsonl", "cut.jsonl");
        assertThat(home.running().toFile().list()).containsExactly("own.jsonl");
        assertThat(Records.tidy(home, own)).isEmpty();
    }

    /// Six at once: each record arrives once and whole, and nobody fails.
    @Test
    void severalMayPutInOrderAtOnce() throws Exception {
        Home home = home();
        for (int i = 0; i < 30; i++) {
            Path record = node("r" + i).in(home.running());
            if (i % 2 == 0) {
                cut(record);
            }
        }
        // Locks are between processes, so each is one.
        String script =
                "for i in 1 2 3 4 5 6; do WATTLE_HOME="
                        + folder
                        + " "
                        + WrappedShell.LAUNCHER
                        + " run --quiet -- true & done; wait";
        WrappedShell.Outcome outcome = WrappedShell.bare(script);
        assertThat(outcome.err()).isEmpty();
        assertThat(home.running().toFile().list()).isEmpty();
        assertThat(home.runs().toFile().list()).hasSize(36);
        Called all = Called.wattle("report", "--json", home.runs().toString());
        assertThat(all.json().path("runs").size()).isEqualTo(36);
    }

    private static TestRecord node(String id) {
        return new TestRecord(id).draws("cpu-package-0", Domain.PACKAGE, 60);
    }
}
