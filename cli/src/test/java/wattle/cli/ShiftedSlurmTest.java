package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;
import wattle.testing.slurm.SlurmCluster;

/// Runs that are shifted on a real Slurm cluster, by the real launcher. Each has one job there,
/// which does not mind the others', so they run beside each other, and beside other classes: what
/// they do most is to wait.
@Execution(ExecutionMode.CONCURRENT)
class ShiftedSlurmTest {

    private static final Duration STEP = Duration.ofSeconds(4);

    @TempDir private Path folder = Path.of("");
    private TestMachine machine;
    private SlurmCluster cluster;

    @BeforeEach
    void start() throws IOException {
        cluster = SlurmCluster.needed();
        machine = new TestMachine(Files.createDirectory(folder.resolve("machine")));
        cluster.environment().forEach(machine::with);
    }

    @AfterEach
    void end() throws IOException {
        machine.close();
        for (String each : jobs()) {
            cluster.cancel(each);
        }
    }

    private List<Path> runs() throws IOException {
        Path shifted = machine.home().resolve("shifted");
        if (!Files.exists(shifted)) {
            return List.of();
        }
        try (Stream<Path> runs = Files.list(shifted)) {
            return runs.filter(Files::isDirectory).toList();
        }
    }

    /// The names of the jobs of this machine's runs.
    private List<String> jobs() throws IOException {
        return runs().stream().map(each -> "wattle-" + each.getFileName()).toList();
    }

    private Launched shifted(String options, String pattern, String duration, String script) {
        Path signal = SyntheticIntensity.file(folder.resolve("signal.csv"), STEP, pattern);
        List<String> words = new ArrayList<>(List.of("run", "--on", "slurm"));
        words.addAll(List.of(options.split(" ")));
        words.addAll(List.of("--sbatch", "--output=" + folder.resolve("slurm.out")));
        words.addAll(List.of("--duration", duration, "--power-watts", "100"));
        words.addAll(List.of("--intensity-file", signal.toString()));
        words.addAll(List.of("--at", SyntheticIntensity.start(signal, STEP).toString()));
        words.addAll(List.of("--", "sh", "-c", "cd " + folder + "; " + script));
        return machine.wattle(words.toArray(String[]::new));
    }

    /// By the log: to ask is a start of a JVM, and the job does not wait for that.
    private void awaitHandedOver(Launched driver) throws IOException, InterruptedException {
        Until.holds("the job was handed over", () -> isHandedOver() || !driver.isAlive());
    }

    private boolean isHandedOver() throws IOException {
        for (Path each : runs()) {
            Path log = each.resolve("log.jsonl");
            if (Files.exists(log) && TestMachine.read(log).contains("\"handle\":\"")) {
                return true;
            }
        }
        return false;
    }

    private JsonNode only() throws InterruptedException {
        JsonNode runs = machine.wattle("list", "--all", "--json").ends(0).printed().path("runs");
        assertThat(runs.size()).isEqualTo(1);
        return runs.get(0);
    }

    @Test
    @ResourceLock(value = SlurmCluster.LOCK, mode = ResourceAccessMode.READ)
    void aJobIsSuspendedTwiceMeasuredAndItsSavingPrinted() throws Exception {
        Launched run =
                shifted(
                        "--pause-resume 60s",
                        "##--###--###--",
                        "20s",
                        "i=0; while [ $i -lt 175 ]; do i=$((i+1)); echo tick >> ticks; sleep 0.1; done");
        run.ends(0);
        assertThat(run.err()).contains("; 2 pauses\n").contains("wattle: recorded in ");
        assertThat(run.err()).containsPattern("shifting (saved|cost) [0-9.e-]+ g CO2eq");
        assertThat(Files.readAllLines(folder.resolve("ticks"))).hasSize(175);
        assertThat(only().path("state").asString()).isEqualTo("finished");
        JsonNode runs = machine.wattle("report", "--json").ends(0).printed().path("runs");
        assertThat(runs.size()).isEqualTo(1);
        assertThat(runs.get(0).path("energy_kwh").asDouble()).isPositive();
    }

    @Test
    @ResourceLock(value = SlurmCluster.LOCK, mode = ResourceAccessMode.READ)
    void aDriverThatWasKilledIsReplacedAndTheJobRunsOnce() throws Exception {
        Launched run =
                shifted("--flexible-start 60s", "####--", "4s", "echo started >> starts; exit 3");
        run.says("starts at");
        run.signal("KILL");
        run.process().waitFor();
        Launched resumed = machine.wattle("resume");
        awaitHandedOver(resumed);
        resumed.signal("KILL");
        resumed.process().waitFor();
        machine.wattle("resume").ends(3);
        assertThat(Files.readAllLines(folder.resolve("starts"))).hasSize(1);
        assertThat(only().path("exit_code").asInt()).isEqualTo(3);
    }

    @Test
    @ResourceLock(value = SlurmCluster.LOCK, mode = ResourceAccessMode.READ)
    void aJobWhoseAnswerWasLostIsFoundInTheQueue() throws Exception {
        Launched run = shifted("--flexible-start 60s", "--", "4s", "echo started >> starts");
        awaitHandedOver(run);
        run.signal("KILL");
        run.process().waitFor();
        assertThat(only().path("handle").isString()).isTrue();
        Path log =
                machine.home()
                        .resolve("shifted")
                        .resolve(only().path("run_id").asString())
                        .resolve("log.jsonl");
        // As if it had been killed before it could write the job's number down.
        List<String> lines = new ArrayList<>(Files.readAllLines(log));
        lines.removeIf(each -> !each.contains("\"handle\":null"));
        assertThat(lines.getLast()).contains("\"step\":\"starting\"");
        Files.write(log, lines);
        machine.wattle("resume").ends(0);
        assertThat(Files.readAllLines(folder.resolve("starts"))).hasSize(1);
    }

    @Test
    @ResourceLock(value = SlurmCluster.LOCK, mode = ResourceAccessMode.READ)
    void aJobThatIsCancelledInTheQueueIsNotStarted() throws Exception {
        Launched run =
                shifted("--pause-resume 600s", "--" + "#".repeat(60) + "---", "20s", "sleep 60");
        run.says("paused");
        machine.wattle("cancel", only().path("run_id").asString()).ends(0);
        String job = "--name=" + String.join(",", jobs());
        assertThat(cluster.run("squeue", "-h", "-t", "PD,R,S", job).strip()).isEmpty();
    }

    @Test
    @ResourceLock(SlurmCluster.LOCK)
    void aControllerThatIsAwayIsWaitedFor() throws Exception {
        Launched run = shifted("--flexible-start 60s", "##--", "4s", "echo started >> starts");
        run.says("starts at");
        cluster.stopController();
        try {
            Thread.sleep(STEP.multipliedBy(3).toMillis());
            assertThat(run.isAlive()).isTrue();
        } finally {
            cluster.startController();
        }
        run.ends(0);
        assertThat(Files.readAllLines(folder.resolve("starts"))).hasSize(1);
    }
}
