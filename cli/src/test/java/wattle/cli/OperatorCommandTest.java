package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.series.Interval;

class OperatorCommandTest {

    private static final String EXAMPLE = "../deploy/kubernetes/example-job.yaml";

    @TempDir private Path folder;

    @Test
    void aManifestIsTriedWithoutACluster() {
        Called called = Called.wattle("operator", "--check", EXAMPLE);
        assertThat(called.exit()).as(called.err()).isZero();
        assertThat(called.out()).contains("train").contains("state").contains("reason");
    }

    @Test
    void aFileSaysWhenItIsLow() throws Exception {
        Instant hour = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 3600 * 3600);
        var csv = new StringBuilder("timestamp_utc,g_per_kwh\n");
        for (int i = 0; i < 48; i++) {
            csv.append(hour.plus(Duration.ofHours(i)))
                    .append(',')
                    .append(i >= 10 && i < 16 ? 50 : 500)
                    .append('\n');
        }
        Path file = Files.writeString(folder.resolve("intensity.csv"), csv);
        Called called =
                Called.wattle("operator", "--check", EXAMPLE, "--intensity-file", file.toString());
        assertThat(called.exit()).as(called.err()).isZero();
        assertThat(called.out())
                .containsPattern("suspended +yes")
                .contains(hour.plus(Duration.ofHours(10)).toString())
                .containsPattern("expected-saving-fraction +0\\.");
    }

    @Test
    void aWrongAnnotationIsNamed() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("job.yaml"),
                        Files.readString(Path.of(EXAMPLE)).replace("/slack: 18h", "/slack: soon"));
        Called called = Called.wattle("operator", "--check", file.toString());
        assertThat(called.out())
                .containsPattern("suspended +no")
                .contains("released")
                .contains("wattle.dev/slack cannot be \"soon\"");
    }

    @Test
    void whatIsNoJobIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("none.yaml"), "kind: Pod\napiVersion: v1\n");
        assertThat(
                        Called.wattle("operator", "--check", file.toString())
                                .refused(Exit.INVALID_INPUT)
                                .err())
                .contains("holds no Job");
        Called.wattle("operator", "--check", EXAMPLE, "--step", "1s").refused(Exit.USAGE);
    }

    @Test
    void aPlaceIsKnownByItsTypicalDay() {
        var console =
                new Console(
                        new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));
        var now = Instant.parse("2026-11-22T05:00:00Z");
        var intensity =
                new OperatorIntensity(
                        console,
                        Home.of(Map.of("WATTLE_HOME", folder.toString())),
                        Clock.fixed(now, ZoneOffset.UTC),
                        java.util.List.of());
        assertThat(intensity.outlook("DE").from(now, Duration.ofMinutes(5), 100)).hasSize(100);
        var past =
                java.util.Objects.requireNonNull(
                        intensity.past(
                                "DE", Interval.of(now.minusSeconds(7200), Duration.ofHours(1))));
        assertThat(past.basis()).isEqualTo("typical-day");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> intensity.outlook("NOWHERE"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"NOWHERE\" is not known");
    }
}
