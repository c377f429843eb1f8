package wattle.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import wattle.Golden;

class PrometheusTextTest {

    @Test
    void aMomentAndRunsOfThePast() {
        Golden.check("readout.prom", PrometheusText.of(Runs.readout(), Runs.VERSIONS));
        Golden.check(
                "runs.prom",
                PrometheusText.of(
                        List.of(Runs.finished(), Runs.finished(), Runs.recovered()),
                        Runs.VERSIONS));
    }

    @Test
    void prometheusItselfTakesAllOfIt() throws IOException, InterruptedException {
        promtool(PrometheusText.of(Runs.readout(), Runs.VERSIONS));
        promtool(PrometheusText.of(List.of(Runs.finished(), Runs.hostile()), Runs.VERSIONS));
        promtool(PrometheusText.of(List.of(), Runs.VERSIONS));
    }

    @Test
    void runsWithTheSameLabelsAreOneSeries() {
        String text = PrometheusText.of(List.of(Runs.finished(), Runs.finished()), Runs.VERSIONS);
        // Twice 6,600 s at 300 W.
        assertThat(text.lines().filter(each -> each.contains("component=\"gpu-0\"")))
                .singleElement()
                .asString()
                .endsWith("} 3960000");
        assertThat(text).contains("wattle_runs{project=\"demo\",state=\"finished\"");
        assertThat(text).doesNotContain("a1b2").doesNotContain("train.py");
    }

    @Test
    void whatIsNotKnownHasNoSample() {
        Readout known = Runs.readout();
        String text =
                PrometheusText.of(
                        new Readout(
                                known.at(),
                                known.items(),
                                OptionalDouble.empty(),
                                OptionalDouble.empty(),
                                1,
                                1,
                                0,
                                Map.of()),
                        Runs.VERSIONS);
        assertThat(text)
                .doesNotContain("emissions")
                .doesNotContain("intensity")
                .contains("wattle_missed_samples_total 0\n");
        assertThat(text.lines().filter(each -> each.startsWith("wattle_power_watts"))).hasSize(1);
    }

    @Test
    void labelsOfTheUserNeverClashAndAlwaysHaveAName() {
        assertThat(
                        PrometheusLabels.of(
                                Map.of("a b", "1", "a-b", "2", "kind", "3", "", "4", "é", "5")))
                .isEqualTo(
                        Map.of(
                                "a_b",
                                "1",
                                "a_b_2",
                                "2",
                                "label_kind",
                                "3",
                                "label_",
                                "4",
                                "label__",
                                "5"));
    }

    private static void promtool(String text) throws IOException, InterruptedException {
        Process promtool;
        try {
            promtool = new ProcessBuilder("promtool", "check", "metrics").start();
        } catch (IOException missing) {
            throw new AssertionError(
                    "promtool is needed to check the metrics (Debian: prometheus)", missing);
        }
        try (var in = promtool.getOutputStream()) {
            in.write(text.getBytes(StandardCharsets.UTF_8));
        }
        String said =
                new String(promtool.getErrorStream().readAllBytes(), StandardCharsets.UTF_8)
                        + new String(
                                promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(promtool.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(promtool.exitValue()).as(said).isZero();
        assertThat(said).isEmpty();
    }
}
