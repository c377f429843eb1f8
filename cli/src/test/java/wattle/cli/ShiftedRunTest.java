package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Runs that are shifted, on this machine, by the real launcher: with real processes that are
/// paused and continued, and drivers that are killed.
class ShiftedRunTest {

    private static final Duration STEP = Duration.ofSeconds(2);

    /// Says a line each tenth of a second, so that standing still shows.
    private static final String TICKING =
            "i=0; while [ $i -lt %d ]; do i=$((i+1)); echo tick >> ticks; sleep 0.1; done; echo done";

    /// After two low slots it is worth waiting for others, two minutes later.
    private static final String LATER = "--" + "#".repeat(60) + "-".repeat(30);

    @TempDir private Path folder = Path.of("");
    private TestMachine machine;

    @BeforeEach
    void start() throws IOException {
        machine = new TestMachine(Files.createDirectory(folder.resolve("machine")));
    }

    @AfterEach
    void end() throws IOException {
        machine.close();
        for (Path each : children()) {
            ProcessHandle.of(Long.parseLong(Files.readString(each).strip()))
                    .ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private List<Path> children() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(each -> each.toString().endsWith(".pid")).toList();
        }
    }

    private Path signal(String pattern) {
        return SyntheticIntensity.file(folder.resolve("signal.csv"), STEP, pattern);
    }

    private Launched shifted(String policy, String pattern, String duration, String script) {
        Path signal = signal(pattern);
        List<String> words = new ArrayList<>(List.of("run"));
        words.addAll(List.of(policy.split(" ")));
        words.addAll(List.of("--duration", duration, "--power-watts", "100"));
        words.addAll(List.of("--intensity-file", signal.toString()));
        if (!policy.contains("--at")) {
            words.addAll(List.of("--at", SyntheticIntensity.start(signal, STEP).toString()));
        }
        words.addAll(List.of("--", "sh", "-c", "cd " + folder + "; echo $$ > job.pid; " + script));
        return machine.wattle(words.toArray(String[]::new));
    }

    private int ticks() throws IOException {
        Path file = folder.resolve("ticks");
        return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    }

    private JsonNode listed() throws InterruptedException {
        return machine.wattle("list", "--all", "--json").ends(0).printed().path("runs");
    }

    private JsonNode only() throws InterruptedException {
        JsonNode runs = listed();
        assertThat(runs.size()).isEqualTo(1);
        return runs.get(0);
    }

    @Together
    void aJobIsPausedTwiceAndItsSavingIsPrinted() throws Exception {
        // It works in the low slots: two, two and one of them.
        Launched run =
                shifted(
                        "--pause-resume 30s",
                        "#--###--###--",
                        "10s",
                        "echo out; echo err >&2; " + TICKING.formatted(92) + "; exit 7");
        run.ends(7);
        assertThat(run.out()).startsWith("out\n").endsWith("done\n");
        assertThat(run.err()).contains("err\n").contains("; 2 pauses\n");
        assertThat(run.err()).containsPattern("wattle: shifting saved [0-9.e-]+ g CO2eq \\(\\d");
        String record;
        try (Stream<Path> records = Files.walk(machine.home().resolve("runs"))) {
            record =
                    TestMachine.read(
                            records.filter(Files::isRegularFile).findFirst().orElseThrow());
        }
        assertThat(record.split("\"paused\":", -1)).hasSize(3);
        assertThat(record.split("\"resumed\":", -1)).hasSize(3);
        JsonNode listed = only();
        assertThat(listed.path("state").asString()).isEqualTo("failed");
        assertThat(listed.path("exit_code").asInt()).isEqualTo(7);
        assertThat(listed.path("pauses").asInt()).isEqualTo(2);
        // Its environment is no longer kept.
        try (Stream<Path> files =
                Files.list(
                        machine.home()
                                .resolve("shifted")
                                .resolve(listed.path("run_id").asString()))) {
            assertThat(files.map(each -> String.valueOf(each.getFileName())))
                    .contains("shift.json", "log.jsonl")
                    .doesNotContain("environment");
        }
        JsonNode reported = machine.wattle("report", "--json").ends(0).printed().path("runs");
        assertThat(reported.size()).isEqualTo(1);
        assertThat(reported.get(0).path("assumptions").toString())
                .containsPattern("its driver paused it 2 times, for [0-9.]+ (seconds|minutes) in");
    }

    @Together
    void aWaitingRunOutlivesItsDriverAndStartsOnce() throws Exception {
        Launched run =
                shifted(
                        "--flexible-start 30s",
                        "#####--",
                        "4s",
                        "echo started >> starts; sleep 12; exit 5");
        run.says("starts at");
        run.signal("KILL");
        run.process().waitFor();
        assertThat(only().path("state").asString()).isEqualTo("waiting");
        assertThat(only().path("driver_pid").isNull()).isTrue();
        Launched resumed = machine.wattle("resume");
        Until.holds("somebody drives it", () -> !only().path("driver_pid").isNull());
        Launched second = machine.wattle("resume", only().path("run_id").asString());
        // One of them drives it, and the other says so.
        int first = resumed.process().waitFor();
        int other = second.process().waitFor();
        assertThat(List.of(first, other)).containsExactlyInAnyOrder(5, 7);
        assertThat(resumed.err() + second.err()).contains("is driven by process");
        assertThat(Files.readAllLines(folder.resolve("starts"))).hasSize(1);
        machine.wattle("resume", only().path("run_id").asString()).ends(0).says("has ended");
        assertThat(Files.readAllLines(folder.resolve("starts"))).hasSize(1);
    }

    @Together
    void aPausedJobOfADeadDriverIsContinuedByTheNextStart() throws Exception {
        Launched run = shifted("--pause-resume 600s", LATER, "40s", TICKING.formatted(300));
        run.says("paused");
        int before = ticks();
        Thread.sleep(500);
        assertThat(ticks()).isEqualTo(before);
        run.signal("KILL");
        run.process().waitFor();
        assertThat(only().path("state").asString()).isEqualTo("paused");
        assertThat(only().path("remark").asString()).contains("driven by nobody");
        assertThat(ticks()).isEqualTo(before);
        machine.wattle("run", "--quiet", "--", "true").ends(0);
        Until.holds("it ticks again", () -> ticks() > before);
        assertThat(only().path("state").asString()).isEqualTo("running");
    }

    @Together
    void aResumedDriverPausesAndFinishesWhatItFinds() throws Exception {
        Launched run = shifted("--pause-resume 24s", "--####--", "8s", TICKING.formatted(60));
        run.says("paused");
        run.signal("KILL");
        run.process().waitFor();
        Launched resumed = machine.wattle("resume");
        // Who started the job is gone, and with it the job's exit code.
        resumed.ends(7).says("its exit code went with the Wattle that started it");
        assertThat(ticks()).isEqualTo(60);
        assertThat(only().path("state").asString()).isEqualTo("lost");
    }

    @Together
    void aJobThatMayHaveBeenStartedIsNotStartedAgain() throws Exception {
        Launched run =
                shifted("--flexible-start 30s", "########--", "4s", "echo started >> starts");
        run.says("starts at");
        run.signal("KILL");
        run.process().waitFor();
        String id = only().path("run_id").asString();
        Path log = machine.home().resolve("shifted").resolve(id).resolve("log.jsonl");
        // As if it had been killed right after it wrote that it would start the job.
        String last =
                Files.readAllLines(log)
                        .getLast()
                        .replace("\"step\":\"none\"", "\"step\":\"starting\"");
        Files.writeString(log, relabelled(last));
        machine.wattle("resume", id).ends(7).says("not started twice");
        assertThat(only().path("state").asString()).isEqualTo("lost");
        assertThat(folder.resolve("starts")).doesNotExist();
        machine.wattle("resume", "--start-again", id).ends(0);
        assertThat(Files.readAllLines(folder.resolve("starts"))).hasSize(1);
    }

    /// With the length and the checksum that the content has now.
    private static String relabelled(String line) {
        byte[] content =
                line.substring(line.indexOf("\"entry\""), line.length() - 1)
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        java.nio.ByteBuffer whole = new wattle.meter.journal.Line().of(content, content.length);
        return java.nio.charset.StandardCharsets.UTF_8.decode(whole).toString();
    }

    @Together
    void aJobWithItsOwnWayToPauseGoesOnFromItsCheckpoint() throws Exception {
        // On TERM it writes down how far it is and ends.
        String script =
                "i=$(cat checkpoint 2>/dev/null || echo 0); echo begins at $i;"
                        + " trap 'echo $i > checkpoint; exit 75' TERM;"
                        + " while [ $i -lt 50 ]; do i=$((i+1)); echo $i >> steps; sleep 0.1; done";
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "run",
                                "--pause-resume",
                                "30s",
                                "--duration",
                                "8s",
                                "--power-watts"));
        Path signal = signal("--####--");
        words.addAll(List.of("100", "--intensity-file", signal.toString()));
        words.addAll(List.of("--at", SyntheticIntensity.start(signal, STEP).toString()));
        words.addAll(List.of("--stop-command", "kill $WATTLE_CHILD"));
        words.addAll(List.of("--", "sh", "-c", "cd " + folder + "; " + script));
        Launched run = machine.wattle(words.toArray(String[]::new));
        run.ends(0);
        assertThat(run.out()).startsWith("begins at 0\nbegins at ");
        assertThat(run.out().lines()).hasSize(2);
        List<String> steps = Files.readAllLines(folder.resolve("steps"));
        assertThat(steps).hasSize(50).doesNotHaveDuplicates();
        assertThat(run.err()).contains("; 1 pause\n");
    }

    @Together
    void anInterruptedWaitSaysHowToGoOn() throws Exception {
        Launched run = shifted("--flexible-start 600s", "##########--", "4s", "echo started");
        run.says("starts at");
        run.signal("TERM");
        run.ends(143);
        assertThat(run.err())
                .contains("go on with: wattle resume " + only().path("run_id").asString());
    }

    @Together
    void aPausedJobHearsThatItShouldEnd() throws Exception {
        Launched run = shifted("--pause-resume 600s", LATER, "40s", TICKING.formatted(300));
        run.says("paused");
        run.signal("TERM");
        run.ends(143);
        assertThat(only().path("exit_code").asInt()).isEqualTo(143);
    }

    @Together
    void aRunIsCancelledWhateverItIsDoing() throws Exception {
        Launched waiting = shifted("--flexible-start 600s", "##########--", "4s", "echo started");
        waiting.says("starts at");
        machine.wattle("cancel", only().path("run_id").asString()).ends(0);
        waiting.process().waitFor();
        assertThat(only().path("state").asString()).isEqualTo("failed");
        Launched paused = shifted("--pause-resume 600s", LATER, "40s", TICKING.formatted(300));
        paused.says("paused");
        String id =
                machine.wattle("list", "--json")
                        .ends(0)
                        .printed()
                        .path("runs")
                        .get(0)
                        .path("run_id")
                        .asString();
        machine.wattle("cancel", id).ends(0);
        paused.ends(143);
    }

    @Together
    void theDeadlineIsKeptWhenTheSourceDies() throws Exception {
        Launched run = shifted("--flexible-start 20s", "#####---", "4s", "date +%s");
        run.says("starts at");
        Files.delete(folder.resolve("signal.csv"));
        long begun = Instant.now().getEpochSecond();
        run.ends(0);
        assertThat(Long.parseLong(run.out().strip())).isLessThanOrEqualTo(begun + 36);
        assertThat(run.err()).contains("what shifting has saved is not known");
    }

    @Together
    void whatCannotBeIsRefusedBeforeAnythingIsDone() throws Exception {
        String past = Instant.now().minusSeconds(60).toString();
        shifted("--flexible-start 6h --deadline " + past, "--", "4s", "true")
                .ends(2)
                .says("is over");
        String soon = Instant.now().plusSeconds(60).toString();
        shifted("--flexible-start 6h --deadline " + soon, "--", "4h", "true")
                .ends(2)
                .says("and not by");
        shifted("--flexible-start 6h --pause-resume 6h", "--", "4s", "true").ends(2);
        shifted("--at 2030-01-01T00:00:00Z", "--", "4s", "true")
                .ends(2)
                .says("Add --flexible-start");
        machine.wattle("run", "--flexible-start", "6h", "--zone", "FR", "--", "true")
                .ends(2)
                .says("--like RUN");
        machine.wattle(
                        "run",
                        "--flexible-start",
                        "6h",
                        "--duration",
                        "1h",
                        "--power-watts",
                        "9",
                        "--",
                        "true")
                .ends(2)
                .says("without a place");
        assertThat(listed().size()).isEqualTo(0);
    }

    @Together
    void aRunLikeAnEarlierOneTakesAsLong() throws Exception {
        machine.run("--zone FR", "sleep 1").ends(0);
        Path record;
        try (Stream<Path> files = Files.list(machine.folder())) {
            record =
                    files.filter(each -> each.toString().endsWith(".jsonl"))
                            .findFirst()
                            .orElseThrow();
        }
        machine.wattle(
                        "run",
                        "--flexible-start",
                        "100%",
                        "--like",
                        record.toString(),
                        "--intensity-file",
                        signal("--").toString(),
                        "--",
                        "true")
                .ends(0);
        assertThat(only().path("duration_seconds").asDouble()).isBetween(0.9, 30.0);
    }

    @Together
    void aCommandThatIsNotThereIsSaidAsEver() throws Exception {
        List<String> words =
                List.of(
                        "run",
                        "--flexible-start",
                        "10s",
                        "--duration",
                        "2s",
                        "--power-watts",
                        "9",
                        "--intensity-file",
                        signal("--").toString(),
                        "--",
                        "no-such-command");
        machine.wattle(words.toArray(String[]::new)).ends(127).says("command not found");
        assertThat(only().path("state").asString()).isEqualTo("failed");
    }
}
