package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import wattle.meter.journal.NotARecordException;

/// `wattle run` by the real launcher, with the real meters of a made-up machine, against numbers
/// that are known: energy that the command itself puts into the counters, and watts times time.
class MeteredRunTest {

    private static final double JOULES_PER_KWH = 3.6e6;

    /// By how many seconds a counter that is moved here, and the time that is noted with a reading
    /// of it, may be off on a machine that does much else.
    private static final double LATE = 0.5;

    /// By which share of it a charge may be off that is made of sums over rows of a second.
    private static final double ROWS = 0.02;

    private final Path folder;
    private final TestMachine machine;

    MeteredRunTest(@TempDir Path folder) {
        this.folder = folder;
        machine = new TestMachine(folder);
    }

    @AfterEach
    void end() {
        machine.close();
    }

    private static double joules(JsonNode footprint) {
        return footprint.path("it_energy_kwh").asDouble() * JOULES_PER_KWH;
    }

    /// Joules by component.
    private static Map<String, Double> parts(JsonNode footprint) {
        Map<String, Double> parts = new LinkedHashMap<>();
        for (JsonNode each : footprint.path("components")) {
            parts.put(
                    each.path("name").asString(),
                    each.path("energy_kwh").asDouble() * JOULES_PER_KWH);
        }
        return parts;
    }

    private static double sum(Map<String, Double> parts) {
        return parts.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static Offset<Double> percent(double percent, double of) {
        return within(percent / 100 * of);
    }

    @Together
    void whatTheCountersAdvancedIsTheEnergyOfTheMachine() throws Exception {
        machine.withRapl();
        JsonNode json =
                machine.run(
                                "--scope machine --pue 1.5 --intensity 100",
                                "metered; joules package-0 1006000; joules package-1 1004000;"
                                        + " joules dram-0 1002000; seen 1006000000")
                        .ends(0)
                        .json();
        assertThat(joules(json)).isCloseTo(12, within(1e-9));
        assertThat(parts(json))
                .hasSize(3)
                .hasEntrySatisfying(
                        "cpu-package-0", it -> assertThat(it).isCloseTo(6, within(1e-9)))
                .hasEntrySatisfying(
                        "cpu-package-1", it -> assertThat(it).isCloseTo(4, within(1e-9)))
                .hasEntrySatisfying("dram-0", it -> assertThat(it).isCloseTo(2, within(1e-9)));
        assertThat(json.path("energy_kwh").asDouble() * JOULES_PER_KWH).isCloseTo(18, within(1e-9));
        assertThat(json.path("operational_g").asDouble())
                .isCloseTo(18 / JOULES_PER_KWH * 100, within(1e-12));
        assertThat(json.path("origin").asString()).isEqualTo("measured");
        for (JsonNode each : json.path("components")) {
            assertThat(each.path("origin").asString()).isEqualTo("measured");
            assertThat(each.path("source").asString()).isEqualTo("rapl powercap");
        }
        assertThat(json.path("boundary").toString()).contains("cpu", "memory");
        assertThat(json.path("assumptions").toString()).contains("not counted: accelerator");
    }

    @Together
    void wattsTimesTimeAndTheShareOfTheWork() throws Exception {
        machine.withRapl();
        machine.draw("package-0", 40);
        machine.draw("package-1", 20);
        machine.draw("dram-0", 4);
        Launched idle = machine.run("", "metered; sleep 2");
        Launched busy = machine.run("", "metered; timeout 2 sh -c 'while :; do :; done'; true");
        idle.ends(0);
        busy.ends(0);
        for (Launched each : new Launched[] {idle, busy}) {
            Samples samples = Samples.of(each.record());
            JsonNode all = report(each, "--scope", "machine");
            Map<String, Double> watts =
                    Map.of("cpu-package-0", 40.0, "cpu-package-1", 20.0, "dram-0", 4.0);
            watts.forEach((part, power) -> {
                assertThat(parts(all).get(part))
                        .isCloseTo(samples.joules(part), within(1e-6))
                        .isCloseTo(power * samples.seconds(part), within(power * LATE));
            });
            assertThat(samples.seconds("dram-0")).isGreaterThan(1.5);
            assertThat(joules(all)).isCloseTo(sum(parts(all)), percent(1e-9, joules(all)));
            double least = watts.keySet().stream().mapToDouble(samples::joulesByCapacity).sum();
            double most = watts.keySet().stream().mapToDouble(samples::joulesByWork).sum();
            // Whoever else works on the machine takes a share of its own.
            assertThat(joules(each.json()))
                    .isPositive()
                    .isLessThan(joules(all))
                    .isBetween(least * (1 - ROWS), most * (1 + ROWS));
            for (JsonNode part : each.json().path("components")) {
                assertThat(part.path("source").asString())
                        .isEqualTo("rapl powercap × share of the work");
                assertThat(part.path("idle_kwh").asDouble())
                        .isBetween(0.0, part.path("energy_kwh").asDouble());
            }
        }
        assertThat(joules(busy.json())).isGreaterThan(joules(idle.json()));
        assertThat(busy.err()).contains("its process tree");
    }

    /// Shorter than a beat: from the meters' search, which goes on beside the command, to its end.
    @Together
    void aRunThatIsShorterThanABeatIsMeasured() throws Exception {
        machine.withRapl();
        machine.draw("package-0", 40);
        machine.draw("package-1", 20);
        machine.draw("dram-0", 4);
        Path record = folder.resolve("short.jsonl");
        Launched run =
                machine.wattle(
                                "run",
                                "--interval",
                                "300",
                                "--scope",
                                "machine",
                                "--record",
                                "" + record,
                                "--",
                                "sleep",
                                "2")
                        .ends(0);
        JsonNode json = Called.wattle("report", "--json", "" + record).json().path("runs").path(0);
        assertThat(json.path("origin").asString()).as(run.err()).isEqualTo("measured");
        assertThat(parts(json)).containsOnlyKeys("cpu-package-0", "dram-0", "cpu-package-1");
        Samples samples = Samples.of(record);
        assertThat(parts(json).get("cpu-package-0"))
                .isCloseTo(40 * samples.seconds("cpu-package-0"), within(40 * LATE));
        parts(json)
                .forEach((part, joules) ->
                        assertThat(joules)
                                .isPositive()
                                .isCloseTo(samples.joules(part), within(1e-6)));
    }

    /// What the meters missed is not time that the run did not take.
    @Together
    void aRunLastsAsLongAsItsCommand() throws Exception {
        machine.withRapl();
        Launched run = machine.run("", "sleep 0.3; metered").ends(0);
        var recording = wattle.meter.journal.Recording.of(run.record());
        var end = java.util.Objects.requireNonNull(recording.end());
        var wall = java.util.Objects.requireNonNull(end.wall());
        assertThat(run.json().path("duration_seconds").asDouble())
                .isCloseTo(wall.toNanos() / 1e9, within(1e-9));
        assertThat(run.json().path("start").asString())
                .isEqualTo(recording.header().started().toString());
        assertThat(run.json().path("end").asString())
                .isEqualTo(recording.header().started().plus(wall).toString());
        assertThat(run.err()).contains("wattle: recorded in " + run.record());
    }

    private static JsonNode report(Launched run, String... options) {
        String[] words = new String[options.length + 3];
        words[0] = "report";
        words[1] = "--json";
        words[2] = run.record().toString();
        System.arraycopy(options, 0, words, 3, options.length);
        return Called.wattle(words).json().path("runs").path(0);
    }

    /// Pinned to one processor, a job has been given its share of them, whatever it does with it.
    @Together
    void whatWasAllocatedIsCharged() throws Exception {
        machine.withRapl().below("taskset", "-c", firstProcessor());
        machine.draw("package-0", 50);
        machine.draw("package-1", 50);
        machine.draw("dram-0", 5);
        Launched run = machine.run("--scope devices", "metered; sleep 1").ends(0);
        double share = 1.0 / processors();
        assertThat(TestMachine.read(run.record())).contains("\"cpu_share\":\"" + share + "\"");
        double all = parts(report(run, "--scope", "machine")).getOrDefault("cpu-package-0", 0.0);
        for (JsonNode part : run.json().path("components")) {
            if (part.path("name").asString().equals("cpu-package-0")) {
                double idle = part.path("idle_kwh").asDouble() * JOULES_PER_KWH;
                assertThat(idle).isPositive().isLessThanOrEqualTo(share * all * (1 + 1e-9));
                assertThat(part.path("energy_kwh").asDouble() * JOULES_PER_KWH)
                        .isBetween(idle * (1 - 1e-9), all * (1 + 1e-9));
            }
        }
        assertThat(run.err()).contains("the devices it was given");
    }

    private static String firstProcessor() throws IOException {
        String status = Files.readString(Path.of("/proc/self/status"));
        return status.replaceFirst("(?s).*Cpus_allowed_list:\\s*(\\d+).*", "$1");
    }

    private static int processors() throws IOException {
        int processors = 0;
        for (String line : Files.readAllLines(Path.of("/proc/stat"))) {
            processors += line.matches("cpu\\d.*") ? 1 : 0;
        }
        return processors;
    }

    @Together
    void aRefusedMeterIsSaidWithItsRemedyAndModelled() throws Exception {
        machine.withRapl();
        for (String zone : new String[] {"package-0", "package-1", "dram-0"}) {
            Nobody.close(machine.energyFile(zone));
        }
        machine.asNobody();
        Launched run = machine.run("", "timeout 0.5 sh -c 'while :; do :; done'; exit 3").ends(3);
        JsonNode json = run.json();
        assertThat(json.path("origin").asString()).isEqualTo("estimated");
        assertThat(parts(json)).containsOnlyKeys("cpu");
        assertThat(joules(json)).isPositive();
        assertThat(run.err())
                .contains("problem: RAPL's energy of package-0, dram-0, package-1")
                .contains("may not be read by this user; wattle doctor says what to do\n")
                .doesNotContain("udev");
    }

    @Together
    void theRestOfTheNodeIsAPartOfItsOwn() throws Exception {
        machine.withRapl().withNode(200);
        machine.draw("package-0", 2);
        machine.draw("package-1", 1);
        machine.draw("dram-0", 0.5);
        Launched run = machine.run("--scope machine", "metered; sleep 2.5").ends(0);
        double node = 200 * Samples.of(run.record()).seconds("node");
        assertThat(parts(run.json()))
                .containsOnlyKeys("cpu-package-0", "dram-0", "cpu-package-1", "node-rest");
        // What the parts drew before and after the node's own readings comes on top.
        assertThat(joules(run.json())).isCloseTo(node, percent(2, node));
        assertThat(sum(parts(run.json()))).isCloseTo(joules(run.json()), percent(1e-9, node));
        assertThat(run.json().path("assumptions").toString())
                .contains("not counted: embodied carbon");
    }

    @Together
    void metersThatAreNamedAreTheOnlyOnes() throws IOException, InterruptedException {
        machine.withRapl();
        Launched model = machine.run("--meters model", "timeout 0.3 sh -c 'while :; do :; done'");
        Launched absent = machine.run("--meters rapl,hwmon --scope machine", "metered");
        model.ends(124);
        assertThat(parts(model.json())).containsOnlyKeys("cpu");
        assertThat(model.json().path("origin").asString()).isEqualTo("estimated");
        assertThat(absent.ends(0).err())
                .contains("problem: --meters hwmon could not be read", "is not there");
        assertThat(parts(absent.json()))
                .containsOnlyKeys("cpu-package-0", "dram-0", "cpu-package-1");

        Path mark = folder.resolve("started");
        Called unknown = Called.wattle("run", "--meters", "rapl,nvmll", "--", "touch", "" + mark);
        assertThat(unknown.refused(Exit.USAGE).err()).contains("\"nvmll\"", "nvml, ", "rapl");
        Called.wattle("run", "--meters", "replay:" + mark, "--", "touch", "" + mark)
                .refused(Exit.INVALID_INPUT);
        assertThat(mark).doesNotExist();
    }

    /// A record, played again as meters, gives the energy that it holds.
    @Together
    void aRecordThatIsReplayedGivesTheSameEnergy()
            throws IOException, InterruptedException, NotARecordException {
        machine.withRapl();
        Launched run =
                machine.run(
                                "--scope machine",
                                "metered; sleep 1; joules package-0 1003000; seen 1003000000;"
                                        + " joules package-0 1007000; joules dram-0 1000500;"
                                        + " seen 1007000000; sleep 0.3")
                        .ends(0);
        assertThat(joules(run.json())).isCloseTo(7.5, within(1e-9));
        double seconds = Samples.of(run.record()).all().getLast().elapsedNanos() / 1e9;
        Launched again =
                machine.run(
                                "--scope machine --meters replay:" + run.record(),
                                "metered; sleep " + (seconds + 0.2))
                        .ends(0);
        assertThat(joules(again.json())).isCloseTo(7.5, within(1e-9));
        Map<String, Double> played = parts(again.json());
        assertThat(played.keySet()).containsExactlyElementsOf(parts(run.json()).keySet());
        // The same sum in other steps: a replay is read at its own times.
        parts(run.json())
                .forEach((name, joules) ->
                        assertThat(played.get(name)).as(name).isCloseTo(joules, within(1e-12)));
        assertThat(again.json().path("components").path(0).path("source").asString())
                .isEqualTo("replay of rapl powercap");
        assertThat(again.json().path("origin").asString()).isEqualTo("estimated");
    }
}
