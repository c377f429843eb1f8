package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each case is one shell script, run bare and through `wattle run`: streams and exit code have to
/// be the same.
class TransparencyTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aChildCannotTell(String name, String script) throws IOException, InterruptedException {
        assertThat(WrappedShell.wrapped(script))
                .describedAs(script)
                .isEqualTo(WrappedShell.bare(script));
    }

    /// `# name`, then the script's lines, up to the next name.
    static Stream<Arguments> cases() throws IOException {
        try (var in =
                Objects.requireNonNull(
                        TransparencyTest.class.getResourceAsStream("transparency.sh"))) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split("(?m)^# ", -1)).skip(1).map(TransparencyTest::named);
        }
    }

    private static Arguments named(String text) {
        var end = text.indexOf('\n');
        return Arguments.of(text.substring(0, end), text.substring(end + 1).strip());
    }

    @Test
    void theSummaryIsTheOnlyAddition() throws IOException, InterruptedException {
        var command = WrappedShell.command().replace(" --quiet", "");
        var outcome = WrappedShell.bare(command + "sh -c 'echo out; echo err >&2; exit 3'");
        assertThat(outcome.out()).isEqualTo("out\n");
        assertThat(outcome.err())
                .startsWith("err\nwattle: ")
                .contains(
                        "seconds of CPU time",
                        "(estimated; its process tree)",
                        "SCI ",
                        "per run",
                        "not counted: ");
        assertThat(outcome.err().lines().skip(1)).allMatch(line -> line.startsWith("wattle: "));
        assertThat(outcome.exitCode()).isEqualTo(3);
    }

    @Test
    void aCommandThatIsNotThereIsNamed() throws IOException, InterruptedException {
        assertThat(WrappedShell.wrapped("RUN /no/such --option"))
                .isEqualTo(
                        new WrappedShell.Outcome(
                                "", "error WATTLE-2127: command not found: /no/such.\n", 127));
    }

    @Test
    void killingWattleLeavesTheChildRunning() throws IOException, InterruptedException {
        var script =
                """
                t=$(mktemp -d)
                %s sh -c 'echo >"$0/ready"; until [ -e "$0/go" ]; do sleep 0.05; done; echo on >"$0/done"' "$t" &
                until [ -e "$t/ready" ]; do sleep 0.05; done
                kill -KILL $!
                wait $! 2>/dev/null
                : >"$t/go"
                until [ -s "$t/done" ]; do sleep 0.05; done
                cat "$t/done"
                """
                        .formatted(WrappedShell.command());
        assertThat(WrappedShell.bare(script).out()).isEqualTo("on\n");
    }
}
