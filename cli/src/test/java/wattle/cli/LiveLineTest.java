package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/// `--live`: one line of a terminal, written over itself, and nothing elsewhere.
class LiveLineTest {

    private static final String CLEAR = "\r\u001b[K";

    private final Path folder;
    private final TestMachine machine;

    LiveLineTest(@TempDir Path folder) {
        this.folder = folder;
        machine = new TestMachine(folder).withRapl();
        machine.draw("package-0", 36);
    }

    @AfterEach
    void end() {
        machine.close();
    }

    /// The terminal is shown to have the line three times, with a word of the budget between them.
    @Together
    void onATerminal() throws Exception {
        String command =
                "\"$WATTLE\" run --live --interval 0.1 --scope machine --intensity 100000"
                        + " --max-grams 0.3 --on-budget warn -- sh -c 'echo out; until [ -e \"$GO\" ];"
                        + " do sleep 0.05; done'";
        Path go = folder.resolve("go");
        Launched terminal =
                Launched.start(
                        machine.builder(
                                List.of("script", "-qefc", command, "/dev/null"),
                                Map.of("GO", go.toString())),
                        folder.resolve("terminal"));
        try (terminal) {
            Until.holds("three lines in " + terminal.outFile(), () -> lines(terminal.out()) >= 3);
            machine.write("go", "");
            terminal.ends(0);
        }
        String shown = terminal.out();
        assertThat(shown)
                .containsPattern(
                        "\r\u001b\\[Kwattle: 3\\d(\\.\\d)? W, [\\d.]+ J, [\\d.]+ m?g CO2eq at")
                .containsPattern(
                        "wattle: the budget of 0.300 g CO2eq is spent; the run goes on\r\n");
        // The summary begins on a line that is clear.
        String summary = shown.substring(shown.lastIndexOf(CLEAR) + CLEAR.length());
        assertThat(summary).startsWith("wattle: ").contains("SCI ").doesNotContain("\u001b");
        assertThat(shown.substring(0, shown.indexOf(CLEAR))).isEqualTo("out\r\n");
    }

    private static int lines(String shown) {
        return shown.split("\r\u001b\\[Kwattle: [\\d.]+ W", -1).length - 1;
    }

    @Together
    void elsewhere() throws Exception {
        Launched run = machine.run("--live", "metered; sleep 1.2").ends(0);
        assertThat(run.err()).doesNotContain("\r", "\u001b").doesNotContain(" W, ");
    }
}
