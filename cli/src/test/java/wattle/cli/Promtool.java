package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Prometheus' own word on whether metrics are well formed.
final class Promtool {

    private Promtool() {}

    static void accepts(String metrics) throws InterruptedException {
        try {
            Process promtool =
                    new ProcessBuilder("promtool", "check", "metrics")
                            .redirectErrorStream(true)
                            .start();
            try (var in = promtool.getOutputStream()) {
                in.write(metrics.getBytes(StandardCharsets.UTF_8));
            }
            String said =
                    new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(promtool.waitFor()).as(said + metrics).isZero();
        } catch (IOException absent) {
            throw new AssertionError(
                    "metrics are checked by promtool, and it is not there (Debian: prometheus)",
                    absent);
        }
    }
}
