package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import wattle.meter.journal.Recording;

/// Whatever is wrong around Wattle, the command has its streams, its time and its exit code.
class FaultsOfOursTest {

    /// What a sensor that hangs may add to a run's end, and what a loaded machine may.
    private static final Duration BOUND = Duration.ofSeconds(3 + 5);

    /// Reads its standard input, writes to both of its outputs, and fails.
    private static final String COMMAND = "cat; echo err >&2; sleep 0.7; date +%s%N; exit 3";

    private final Path folder;
    private final TestMachine machine;
    private int started;

    FaultsOfOursTest(@TempDir Path folder) {
        this.folder = folder;
        machine = new TestMachine(folder).withRapl();
    }

    @AfterEach
    void end() {
        machine.close();
    }

    private Launched start(String options) throws Exception {
        return start("", options, COMMAND);
    }

    /// @param before in the shell that starts it
    private Launched start(String before, String options, String command) throws Exception {
        String line =
                before
                        + " echo in | exec \"$WATTLE\" run --interval 0.02 "
                        + options
                        + " -- sh -c '"
                        + command
                        + "'";
        return Launched.start(
                machine.builder(List.of("bash", "-c", line), Map.of()),
                folder.resolve("shell-" + ++started));
    }

    private static void endsAsItShould(Launched run) throws Exception {
        run.ends(3);
        long now = System.currentTimeMillis();
        assertThat(run.out()).startsWith("in\n").hasLineCount(2);
        long ended = Long.parseLong(run.out().lines().toList().getLast()) / 1_000_000;
        assertThat(Duration.ofMillis(now - ended)).isLessThan(BOUND);
        assertThat(run.err().lines().filter(line -> !line.startsWith("wattle: ")))
                .containsExactly("err");
    }

    @Together
    void aHomeThatIsNone() throws Exception {
        machine.with("WATTLE_HOME", machine.write("file", "") + "/home");
        Launched file = start("");
        machine.with("WATTLE_HOME", "/proc/no-such-place");
        Launched readOnly = start("");
        endsAsItShould(file);
        endsAsItShould(readOnly);
        for (Launched each : List.of(file, readOnly)) {
            assertThat(each.err())
                    .contains("SCI ")
                    .contains("problem: the run is not recorded: ")
                    .contains("problem: wattle mark will not find this run: ");
        }
    }

    @Together
    void aHomeThatMayNotBeWrittenTo() throws Exception {
        Path home = folder.resolve("closed");
        Files.createDirectories(home);
        Nobody.letIn(folder);
        Nobody.close(home);
        machine.asNobody();
        machine.with("WATTLE_HOME", home.toString());
        Launched run = machine.wattle("run", "--", "sh", "-c", "exit 3");
        assertThat(run.ends(3).err())
                .contains("problem: the run is not recorded: ", "may not be written to", "SCI ");
    }

    /// A file may not grow beyond 4 KiB, which is what a full disk looks like.
    @Together
    void aDiskThatIsFull() throws Exception {
        Path record = folder.resolve("full.jsonl");
        Launched run =
                start(
                        "ulimit -f 4;",
                        "--record " + record,
                        "until [ -e "
                                + record
                                + " ] && [ $(wc -c <"
                                + record
                                + ") -gt 3800 ]; do sleep 0.02; done; "
                                + COMMAND);
        endsAsItShould(run);
        assertThat(run.err()).contains("SCI ").contains("problem: the record");
        assertThat(record.toFile().length()).isBetween(3800L, 4096L);
        assertThat(Recording.of(record).tally().samples()).isPositive();
    }

    @Together
    void sensorsThatHang() throws Exception {
        machine.withGpus(1);
        machine.write("gpus", "hang\n");
        Launched fromTheStart = start("");
        endsAsItShould(fromTheStart);
        assertThat(fromTheStart.err())
                .contains("problem: nvml had not been searched when the run ended");
        machine.write("gpus", "1000 0\n");
        Launched later = machine.run("", "seen 1000; gpus hang; sleep 1; exit 3");
        long begin = System.nanoTime();
        assertThat(later.ends(3).err()).contains("problem: nvml did not answer in time", "SCI ");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(BOUND);
    }

    @Together
    void anEnvironmentThatMakesNoSense() throws Exception {
        machine.withGpus(1)
                .with("CUDA_VISIBLE_DEVICES", ",,GPU-none,7,x")
                .with("ROCR_VISIBLE_DEVICES", "-,")
                .with("SLURM_MEM_PER_NODE", "lots")
                .with("SLURM_JOB_ID", "none")
                .with("PATH", System.getenv("PATH") + "::/no/such/folder")
                .with("XDG_RUNTIME_DIR", "relative");
        endsAsItShould(start("--scope devices"));
    }

    @Together
    void aRecordIsNeverReplaced() {
        Path record = machine.write("there.jsonl", "mine");
        Path mark = folder.resolve("started");
        Called.wattle("run", "--record", record.toString(), "--", "touch", mark.toString())
                .refused(Exit.CONFLICT);
        assertThat(mark).doesNotExist();
        assertThat(record).hasContent("mine");
    }

    @Together
    void aResultThatCannotBeWrittenIsSaid() throws Exception {
        Launched run = start("--json " + folder + "/no/such/folder/out.json");
        endsAsItShould(run);
        assertThat(run.err()).contains("problem: --json: ", "SCI ");
    }
}
