package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CompareCommandTest {

    @TempDir private Path folder;

    private String made(String name, String... options) {
        String file = folder.resolve(name).toString();
        var words = new java.util.ArrayList<>(List.of("estimate", "--json", "--output", file));
        words.addAll(List.of(options));
        Called.wattle(words.toArray(String[]::new)).done();
        return file;
    }

    @Test
    void aDifferenceIsTheProductOfWhatItIsMadeOf() {
        String first = made("a.json", "--energy-kwh=100", "--pue=1.2", "--intensity=400");
        String second = made("b.json", "--energy-kwh=50", "--pue=1.5", "--intensity=100");
        JsonNode all = Called.wattle("compare", "--json", first, second).json().path("footprints");
        JsonNode ratios = all.get(1).path("ratios");
        // 48 kg and 7.5 kg.
        assertThat(all.get(0).path("operational_g").asDouble()).isCloseTo(48_000, within(1e-6));
        assertThat(all.get(1).path("operational_g").asDouble()).isCloseTo(7500, within(1e-6));
        assertThat(ratios.path("it_energy").asDouble()).isCloseTo(0.5, within(1e-12));
        assertThat(ratios.path("pue").asDouble()).isCloseTo(1.25, within(1e-12));
        assertThat(ratios.path("intensity").asDouble()).isCloseTo(0.25, within(1e-12));
        assertThat(ratios.path("operational").asDouble())
                .isCloseTo(7.5 / 48, within(1e-12))
                .isCloseTo(
                        ratios.path("it_energy").asDouble()
                                * ratios.path("pue").asDouble()
                                * ratios.path("intensity").asDouble(),
                        within(1e-12));
        assertThat(all.get(0).path("ratios").path("total").asDouble()).isEqualTo(1);
        assertThat(all.get(1).path("doubts").size()).isZero();
        assertThat(Called.wattle("compare", first, second).done().out())
                .contains("48.0 kg CO2eq")
                .contains("7.50 kg CO2eq")
                .contains("operational 0.156 = energy 0.500 × PUE 1.25 × intensity 0.250");
    }

    @Test
    void whatComparesBadlyIsSaid() {
        String first = made("a.json", "--accelerator=A100", "--hours=9", "--zone=FR");
        String second =
                made("b.json", "--energy-kwh=50", "--intensity=100", "--no-embodied", "--per=run");
        assertThat(Called.wattle("compare", first, second).done().out())
                .contains("compares badly: one counts accelerator, ");
        assertThat(Called.wattle("compare", first, first).done().out())
                .doesNotContain("compares badly");
    }

    @Test
    void aRunIsComparedWithWhatWasEstimated() throws Exception {
        var run =
                WrappedShell.bare(
                        WrappedShell.LAUNCHER
                                + " run --zone FR --record '"
                                + folder.resolve("run.jsonl")
                                + "' -- python3 -c 'sum(range(20_000_000))'");
        assertThat(run.exitCode()).as(run.err()).isZero();
        String estimated = made("a.json", "--energy-kwh=1", "--zone=FR", "--no-embodied");
        JsonNode ratios =
                Called.wattle(
                                "compare",
                                "--json",
                                estimated,
                                folder.resolve("run.jsonl").toString())
                        .json()
                        .path("footprints")
                        .get(1)
                        .path("ratios");
        assertThat(ratios.path("it_energy").asDouble()).isPositive().isLessThan(0.001);
        assertThat(ratios.path("intensity").asDouble()).isCloseTo(1, within(1e-9));
    }

    @Test
    void whatIsNoResultIsRefused() {
        String first = made("a.json", "--energy-kwh=100", "--intensity=400");
        Called.wattle("compare", first).refused(Exit.USAGE);
        Called.wattle("compare", first, folder.resolve("none.json").toString())
                .refused(Exit.INVALID_INPUT);
    }
}
