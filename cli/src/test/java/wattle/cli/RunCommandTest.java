package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `wattle run` as a process of its own, with what it says of the run.
class RunCommandTest {

    /// About a second of one processor.
    private static final String BUSY = "sh -c 'i=0; while [ $i -lt 400000 ]; do i=$((i+1)); done'";

    @TempDir private Path folder = Path.of("");

    private JsonNode run(String options) throws IOException, InterruptedException {
        Path file = folder.resolve("run.json");
        var outcome =
                WrappedShell.bare(
                        WrappedShell.command().replace(" -- ", " ")
                                + options
                                + " --json "
                                + file
                                + " -- "
                                + BUSY);
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        return JsonMapper.shared().readTree(Files.readString(file));
    }

    @Test
    void anUnmeteredRunIsEstimatedFromItsCpuTime() throws IOException, InterruptedException {
        Instant before = Instant.now();
        JsonNode json = run("--zone FR --pue 1.2");
        Instant after = Instant.now();
        assertThat(json.path("schema").asString()).isEqualTo("wattle.footprint/1");
        assertThat(json.path("origin").asString()).isEqualTo("estimated");
        assertThat(json.path("it_energy_kwh").asDouble()).isPositive();
        double energy = json.path("it_energy_kwh").asDouble() * 1.2;
        assertThat(json.path("energy_kwh").asDouble()).isCloseTo(energy, within(1e-12 * energy));
        double grams = energy * json.path("intensity").path("energy_weighted_g_per_kwh").asDouble();
        assertThat(json.path("operational_g").asDouble()).isCloseTo(grams, within(1e-9 * grams));
        assertThat(Instant.parse(json.path("start").asString())).isBetween(before, after);
        assertThat(Instant.parse(json.path("end").asString())).isBetween(before, after);
        assertThat(json.path("range_g").path(0).asDouble())
                .isLessThan(json.path("total_g").asDouble());
        assertThat(json.path("assumptions").toString()).contains("not counted");
        assertThat(json.path("sci").path("unit").asString()).isEqualTo("run");
    }

    @Test
    void anIntensityFileIsJoinedAndWhatItDoesNotCoverIsSaid()
            throws IOException, InterruptedException {
        Path old = folder.resolve("old.csv");
        Files.writeString(
                old, "timestamp_utc,g_per_kwh\n2020-01-01T00:00:00Z,1\n2020-01-01T01:00:00Z,1\n");
        JsonNode json = run("--intensity-file " + old);
        assertThat(json.path("coverage").asDouble()).isZero();
        assertThat(json.path("problems").toString()).contains("met no intensity");
        assertThat(json.path("intensity").path("energy_weighted_g_per_kwh").isNull()).isTrue();
    }

    @Test
    void wrongOptionsAreRefusedBeforeTheCommandStarts() {
        Path mark = folder.resolve("started");
        for (String wrong :
                new String[] {
                    "--zone FRX",
                    "--pue 0.5",
                    "--intensity-file none.csv",
                    "--interval 0",
                    "--zone FR --intensity 3",
                    "--count 0"
                }) {
            Called called = Called.wattle(("run " + wrong + " -- touch " + mark).split(" "));
            assertThat(called.exit()).as(wrong).isIn(Exit.USAGE.code(), Exit.INVALID_INPUT.code());
            assertThat(mark).doesNotExist();
        }
    }
}
