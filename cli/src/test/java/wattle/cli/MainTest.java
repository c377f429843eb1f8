package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void versionForPrograms() {
        assertThat(execute("version", "--json")).isZero();
        assertThat(out.toString())
                .matches(
                        "\\{\"schema\": \"wattle.version/1\", \"versions\":"
                                + " \\{\"wattle\": \"[0-9.]+.*\", \"data\": .*\\}\\}\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void versionForReaders() {
        assertThat(execute("version")).isZero();
        assertThat(out.toString()).startsWith("wattle  ");
    }

    @Test
    void aMisspeltOptionIsUsage() {
        assertThat(execute("version", "--jsn")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("error WATTLE-2001: ")
                .contains("Did you mean --json?", "See: wattle version --help")
                .hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aMisspeltCommandIsUsage() {
        assertThat(execute("versoin")).isEqualTo(2);
        assertThat(err.toString()).contains("Did you mean version").hasLineCount(1);
    }

    @Test
    void noCommandIsUsage() {
        assertThat(execute()).isEqualTo(2);
        assertThat(err.toString()).contains("Usage: wattle");
    }

    @Test
    void aStackTraceOnlyWithDebug() {
        assertThat(execute("run", "--interval", "0", "--", "true")).isEqualTo(2);
        assertThat(err.toString()).startsWith("error WATTLE-2033: ").hasLineCount(1);
        assertThat(execute("run", "--debug", "--interval", "0", "--", "true")).isEqualTo(2);
        assertThat(err.toString()).contains("at wattle.cli.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "run", "version"})
    void helpGoesToStandardOutputWithAnExample(String command) {
        assertThat(command.isEmpty() ? execute("--help") : execute(command, "--help")).isZero();
        assertThat(out.toString()).contains("Example:\n  wattle ");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void colourFollowsFlagThenTerminalThenEnvironment() {
        assertThat(execute("version", "--color=always", "--jsn")).isEqualTo(2);
        assertThat(err.toString()).startsWith("\u001b[31merror\u001b[0m WATTLE-2001");
        assertThat(Style.of(Style.Colour.auto, true, Map.of())).isEqualTo(Style.COLOURED);
        assertThat(Style.of(Style.Colour.auto, false, Map.of())).isEqualTo(Style.PLAIN);
        assertThat(Style.of(Style.Colour.auto, true, Map.of("NO_COLOR", "1")))
                .isEqualTo(Style.PLAIN);
        assertThat(Style.of(Style.Colour.auto, true, Map.of("TERM", "dumb")))
                .isEqualTo(Style.PLAIN);
        assertThat(Style.of(Style.Colour.always, false, Map.of("NO_COLOR", "1")))
                .isEqualTo(Style.COLOURED);
    }

    @Test
    void aFailureSaysItsNumber() {
        var failure =
                new Failure(
                        Exit.INVALID_INPUT,
                        12,
                        "zone \"FRX\" is not known",
                        "Did you mean FR? See: wattle grid zones");
        assertThat(failure.exitCode()).isEqualTo(3);
        assertThat(failure.line())
                .isEqualTo(
                        "error WATTLE-3012: zone \"FRX\" is not known. Did you mean FR?"
                                + " See: wattle grid zones");
    }

    private int execute(String... args) {
        return Main.execute(args, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
