package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Eight ranks of a user who may read no meter, measured through a collector of one who may.
class CollectedRunTest {

    private static final int RANKS = 8;
    private static final double JOULES_PER_KWH = 3.6e6;

    private final Path folder;
    private final TestMachine machine;

    CollectedRunTest(@TempDir Path folder) {
        this.folder = folder;
        machine = new TestMachine(folder).withRapl();
    }

    @AfterEach
    void end() {
        machine.close();
    }

    @Test
    void ranksOfOneMachineShareItsMeters() throws Exception {
        Path socket = folder.resolve("collector.sock");
        List<String> words =
                new ArrayList<>(List.of("collect", "--meters", "rapl", "--refresh", "0.05"));
        words.addAll(List.of("--socket", socket.toString()));
        if (Nobody.IS_ANOTHER) {
            words.addAll(List.of("--group", Nobody.GROUP));
        }
        TestMachine.Counter processor = machine.counter("package-0");
        TestMachine.Counter memory = machine.counter("dram-0");
        machine.asNobody().asMyself();
        Launched collector = machine.wattle(words.toArray(String[]::new));
        collector.says("wattle: reads cpu-package-0, dram-0, cpu-package-1");
        collector.says("listens at " + socket);
        for (String zone : List.of("package-0", "package-1", "dram-0")) {
            Nobody.close(machine.energyFile(zone));
        }

        machine.asNobody().with("WATTLE_COLLECTOR", socket.toString());
        Path go = folder.resolve("go");
        List<Launched> ranks = new ArrayList<>();
        for (int i = 0; i < RANKS; i++) {
            ranks.add(
                    machine.run(
                            "--scope machine --meters collector --intensity 100 --label rank=" + i,
                            "until [ -e " + go + " ]; do sleep 0.1; done"));
        }
        for (Launched each : ranks) {
            each.records(",[1000000000,");
        }
        awaitNextSecond();
        processor.set(1006);
        memory.set(1002);
        for (Launched each : ranks) {
            each.records(",[1006000000,1002000000,");
        }
        awaitNextSecond();
        Files.createFile(go);

        List<String> report = new ArrayList<>(List.of("report", "--json", "--merge"));
        for (Launched each : ranks) {
            JsonNode json = each.ends(0).json();
            assertThat(joules(json)).isCloseTo(8, within(1e-9));
            assertThat(json.path("origin").asString()).isEqualTo("measured");
            assertThat(json.path("components").path(0).path("source").asString())
                    .isEqualTo("collector: rapl powercap");
            report.add(each.record().toString());
        }
        JsonNode merged = Called.wattle(report.toArray(String[]::new)).json().path("runs").path(0);
        assertThat(joules(merged)).isCloseTo(8, within(1e-9));
        assertThat(merged.path("operational_g").asDouble())
                .isCloseTo(8 / JOULES_PER_KWH * 100, within(1e-12));
        collector.signal("TERM");
        collector.ends(0);
    }

    private static double joules(JsonNode footprint) {
        return footprint.path("it_energy_kwh").asDouble() * JOULES_PER_KWH;
    }

    /// Energy is kept by whole seconds: apart from the starts and ends of the records, so that none
    /// of it is cut.
    private static void awaitNextSecond() throws InterruptedException {
        Thread.sleep(1100);
    }
}
