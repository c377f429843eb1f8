package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `wattle run` on GPUs that a stub of NVIDIA's library makes up, which the command itself moves:
/// joules are exact.
class GpuRunTest {

    private static final double JOULES_PER_KWH = 3.6e6;

    private final TestMachine machine;

    GpuRunTest(@TempDir Path folder) {
        machine = new TestMachine(folder);
    }

    @AfterEach
    void end() {
        machine.close();
    }

    /// Joules of the accelerators by name.
    private static Map<String, Double> gpus(JsonNode footprint) {
        Map<String, Double> gpus = new LinkedHashMap<>();
        for (JsonNode each : footprint.path("components")) {
            if (each.path("kind").asString().equals("accelerator")) {
                gpus.put(
                        each.path("name").asString(),
                        Math.round(each.path("energy_kwh").asDouble() * JOULES_PER_KWH * 1e6)
                                / 1e6);
                assertThat(each.path("model").asString()).isEqualTo("NVIDIA H100 80GB HBM3");
                assertThat(each.path("source").asString()).isEqualTo("nvml counter");
                assertThat(each.path("origin").asString()).isEqualTo("measured");
            }
        }
        return gpus;
    }

    @Together
    void oneGpu() throws Exception {
        machine.withRapl().withGpus(1);
        Launched run =
                machine.run(
                        "--scope machine",
                        "seen 1000; seen 1000000000; gpus '16000 0'; joules package-0 1005000;"
                                + " seen 16000");
        JsonNode json = run.ends(0).json();
        assertThat(gpus(json)).containsExactly(Map.entry("gpu-0", 15.0));
        assertThat(json.path("it_energy_kwh").asDouble() * JOULES_PER_KWH)
                .isCloseTo(20, within(1e-9));
        assertThat(json.path("boundary").toString()).contains("accelerator", "cpu", "memory");
        assertThat(json.path("assumptions").toString())
                .contains("not counted: storage")
                .contains("embodied carbon of cpu-package-0", "the rest of the machine");
        // 164 kg over four years, for the time of the run.
        double hours = json.path("duration_seconds").asDouble() / 3600;
        double making = 164_000 * hours / (4 * 365 * 24);
        assertThat(json.path("embodied_g").asDouble()).isCloseTo(making, within(1e-9));
        assertThat(json.path("total_g").asDouble())
                .isCloseTo(json.path("operational_g").asDouble() + making, within(1e-9));
        assertThat(json.path("assumptions").toString())
                .contains("embodied carbon of NVIDIA H100 SXM5", "164 kg CO2eq each over 4 years");
        // Whichever meter was found first comes first.
        for (JsonNode each : json.path("components")) {
            boolean gpu = each.path("name").asString().equals("gpu-0");
            assertThat(each.path("embodied_g").isNull()).isEqualTo(!gpu);
        }
        assertThat(json.path("origin").asString()).isEqualTo("measured");
    }

    @Together
    void ofEightGpusThoseThatTheJobWasGiven() throws Exception {
        machine.withGpus(8);
        String steps =
                "seen 1000; gpus '2000 0' '3000 0' '4000 0' '5000 0' '6000 0' '7000 0'"
                        + " '8000 0' '9000 0'; ";
        Launched given =
                machine.with("CUDA_VISIBLE_DEVICES", "3,1")
                        .run("--scope devices", steps + "seen 3000");
        assertThat(gpus(given.ends(0).json()))
                .containsOnly(Map.entry("gpu-1", 2.0), Map.entry("gpu-3", 4.0));
        machine.write("gpus", "1000 0\n".repeat(8));
        Launched all = machine.run("--scope machine", steps + "seen 9000");
        Map<String, Double> each = gpus(all.ends(0).json());
        assertThat(each).hasSize(8);
        for (int i = 0; i < 8; i++) {
            assertThat(each).containsEntry("gpu-" + i, 1.0 + i);
        }
        Launched none =
                machine.with("CUDA_VISIBLE_DEVICES", "-1").run("--scope devices", "sleep 0.3");
        assertThat(gpus(none.ends(0).json())).isEmpty();
    }

    @Together
    void aCounterThatStartsAgainAndAGpuThatIsLost() throws Exception {
        machine.withGpus(2);
        Launched run =
                machine.run(
                        "--scope machine",
                        "seen 1000; gpus '9000 0' '6000 0'; seen 9000;"
                                + " gpus '500 0' '7000 15'; seen 500;"
                                + " gpus '3500 0' '8000 15'; seen 3500; exit 7");
        assertThat(gpus(run.ends(7).json()))
                .containsOnly(Map.entry("gpu-0", 11.0), Map.entry("gpu-1", 5.0));
        assertThat(run.err())
                .contains("problem: gpu-0: its counter started again, so the energy of ")
                .contains("problem: the energy counter of gpu-1 (", "fallen off the bus");
    }
}
