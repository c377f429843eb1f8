package wattle.meter.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskedTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir private Path folder = Path.of("");

    private static Asked sh(String script, Duration limit, int bytes) throws IOException {
        return Asked.run(List.of("/bin/sh", "-c", script), Map.of("NAME", "value"), limit, bytes);
    }

    @Test
    void keepsTheStreamsApart() throws IOException {
        assertThat(sh("echo $NAME $LC_ALL; echo bad >&2; exit 3", LONG, 100))
                .isEqualTo(new Asked(3, "value C\n", "bad\n"));
    }

    @Test
    void keepsNoMoreThanTheBoundAndLetsTheProgramEnd() throws IOException {
        Asked said =
                sh("i=0; while [ $i -lt 20000 ]; do echo 0123456789; i=$((i+1)); done", LONG, 50);
        assertThat(said.exit()).isZero();
        assertThat(said.output()).hasSize(50);
    }

    @Test
    void killsAtTheTimesEndWhatItStarted() throws Exception {
        Path child = folder.resolve("child");
        assertThatThrownBy(() ->
                        sh(
                                "sleep 600 & echo $! > " + child + "; wait",
                                Duration.ofMillis(1500),
                                100))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no answer");
        long pid = Long.parseLong(Files.readString(child).strip());
        for (int i = 0; i < 100 && alive(pid); i++) {
            Thread.sleep(50);
        }
        assertThat(alive(pid)).isFalse();
    }

    /// A zombie that nobody has waited for yet counts as ended.
    private static boolean alive(long pid) throws IOException {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        try {
            return !Files.readString(stat).contains(") Z ");
        } catch (IOException gone) {
            return false;
        }
    }

    @Test
    void saysWhatCannotBeStarted() {
        assertThatThrownBy(() -> Asked.run(List.of(folder + "/none"), Map.of(), LONG, 100))
                .isInstanceOf(IOException.class);
    }
}
