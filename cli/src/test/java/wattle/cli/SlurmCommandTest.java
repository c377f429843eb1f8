package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.testing.slurm.SlurmCluster;

@ResourceLock(SlurmCluster.LOCK)
@Execution(ExecutionMode.CONCURRENT)
class SlurmCommandTest {

    private static final int LOWEST = 3;

    @TempDir Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);

    /// With what a cluster's programs need in their environment.
    private int wattle(String... words) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(SlurmCluster.needed().environment());
        Home home = Home.of(Map.of("WATTLE_HOME", folder.resolve("home").toString()));
        var console = new Console(new PrintWriter(out, true), new PrintWriter(err, true));
        Clock clock = Clock.systemUTC();
        return new CommandLine(new SlurmCommand().spec())
                .addSubcommand(new SlurmPlanCommand(console, environment, home, clock).spec())
                .addSubcommand(new SlurmSubmitCommand(console, environment, home, clock).spec())
                .addSubcommand(new SlurmReportCommand(console, environment, home, clock).spec())
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    if (e instanceof Failure refused) {
                        console.err().println(refused.line());
                        return refused.exitCode();
                    }
                    throw e;
                })
                .execute(words);
    }

    private JsonNode json() {
        return JsonMapper.shared().readTree(out.toString());
    }

    /// From this hour on: 400 g/kWh, but for the fourth hour of 100.
    private String intensity() throws IOException {
        var text = new StringBuilder("timestamp_utc,g_per_kwh\n");
        for (int i = -2; i < 30; i++) {
            text.append(hour.plus(Duration.ofHours(i))).append(i == LOWEST ? ",100\n" : ",400\n");
        }
        Path file = folder.resolve("intensity.csv");
        Files.writeString(file, text);
        return file.toString();
    }

    private static Instant startOf(SlurmCluster cluster, String job) throws IOException {
        return Instant.ofEpochSecond(
                Long.parseLong(
                        cluster.run(
                                "env",
                                "SLURM_TIME_FORMAT=%s",
                                "squeue",
                                "-h",
                                "-j",
                                job,
                                "-o",
                                "%S")));
    }

    @Test
    void plansForTheQueue() throws IOException {
        SlurmCluster cluster = SlurmCluster.needed();
        cluster.cancelAll();
        int exit =
                wattle(
                        "plan",
                        "--intensity-file=" + intensity(),
                        "--duration=1h",
                        "--power-watts=1000",
                        "--slack=12h",
                        "--partition=batch",
                        "--json");
        assertThat(exit).isZero();
        JsonNode plan = json();
        assertThat(plan.path("schema").asString()).isEqualTo("wattle.slurm-plan/1");
        assertThat(plan.path("queue").path("cpus").asInt()).isEqualTo(SlurmCluster.CPUS);
        assertThat(plan.path("queue").path("gpus").asInt()).isEqualTo(SlurmCluster.GPUS);
        assertThat(plan.path("baseline").path("operational_g").asDouble())
                .isCloseTo(400, within(1e-6));
        Instant start = Instant.parse(plan.path("plan").path("start").asString());
        assertThat(start).isBetween(hour.plus(Duration.ofHours(2)), hour.plus(Duration.ofHours(4)));
        long wait =
                plan.path("queue").path("median_wait_seconds").isNull()
                        ? 0
                        : 60
                                * ((plan.path("queue").path("median_wait_seconds").asLong() + 59)
                                        / 60);
        assertThat(Instant.parse(plan.path("begin").asString()))
                .isEqualTo(start.minusSeconds(wait));
        assertThat(plan.path("saving_g").asDouble()).isGreaterThan(100);
    }

    @Test
    void submitsAJobThatBeginsLater() throws IOException {
        SlurmCluster cluster = SlurmCluster.needed();
        cluster.cancelAll();
        String[] words = {
            "submit",
            "--intensity-file=" + intensity(),
            "--duration=1h",
            "--power-watts=1000",
            "--slack=12h",
            "--json",
            "--",
            "--ntasks=1",
            "--time=2:00:00",
            "--output=/dev/null",
            "--wrap=true"
        };
        assertThat(wattle(words)).isZero();
        JsonNode said = json();
        String job = said.path("job").asString();
        assertThat(startOf(cluster, job))
                .isBetween(
                        Instant.parse(said.path("begin").asString()).minusSeconds(2),
                        Instant.parse(said.path("begin").asString()).plusSeconds(20));
        assertThat(cluster.run("squeue", "-h", "-j", job, "-o", "%T %k"))
                .isEqualTo("PENDING wattle:" + said.path("run_id").asString());
        out.getBuffer().setLength(0);
        words[5] = "--dry-run";
        assertThat(wattle(words)).isZero();
        assertThat(out.toString())
                .startsWith("sbatch --parsable")
                .contains(" --begin=", " --comment=wattle:", " --wrap=true");
        assertThat(cluster.run("squeue", "-h", "-o", "%i")).isEqualTo(job);
        cluster.cancelAll();
    }

    /// Across the night in which an hour is left out, in a zone that has one.
    @Test
    void beginsAtTheRightInstantInAnyTimeZone() throws IOException {
        SlurmCluster cluster = SlurmCluster.needed();
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        for (int days : List.of(1, 100, 200, 300)) {
            Instant at = now.plus(Duration.ofDays(days));
            ZoneId zone = ZoneId.of("Europe/Berlin");
            for (String each :
                    List.of(SlurmTimes.atOnce(at, now), SlurmTimes.later(at, now, zone))) {
                String job =
                        cluster.run(
                                "env",
                                "TZ=Europe/Berlin",
                                "sbatch",
                                "--parsable",
                                "-n1",
                                "--begin=" + each,
                                "--wrap=true");
                assertThat(startOf(cluster, job)).isBetween(at, at.plusSeconds(20));
            }
        }
        cluster.cancelAll();
    }

    @Test
    void writesNoLocalTimeThatIsTwoInstants() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Instant now = Instant.parse("2026-10-24T12:00:00Z");
        Instant twice = Instant.parse("2026-10-25T00:30:00Z"); // 02:30, for the first time.
        assertThat(SlurmTimes.later(twice, now, berlin)).isEqualTo("now+45000");
        assertThat(SlurmTimes.later(twice.plusSeconds(7200), now, berlin))
                .isEqualTo("2026-10-25T03:30:00");
        assertThat(SlurmTimes.atOnce(now.minusSeconds(5), now)).isEqualTo("now");
    }

    @Test
    void accountsForPastJobsOfAFile() throws IOException {
        Path series = folder.resolve("series.csv");
        var text = new StringBuilder("timestamp_utc,g_per_kwh\n");
        Instant from = Instant.parse("2026-03-02T00:00:00Z");
        for (int i = 0; i < 72; i++) {
            text.append(from.plus(Duration.ofHours(i))).append(i == 20 ? ",100\n" : ",400\n");
        }
        Files.writeString(series, text);
        Called called =
                Called.wattle(
                        "slurm",
                        "report",
                        "--sacct=../docs/examples/slurm-jobs.txt",
                        "--since=2026-03-01",
                        "--until=2026-03-08",
                        "--intensity-file=" + series,
                        "--slack=6h",
                        "--json");
        assertThat(called.exit()).as(called.err()).isZero();
        JsonNode jobs = called.json().path("jobs");
        assertThat(jobs.size()).isEqualTo(4);
        JsonNode measured = jobs.path(1);
        assertThat(measured.path("job").asString()).isEqualTo("4712");
        assertThat(measured.path("origin").asString()).isEqualTo("measured");
        assertThat(measured.path("it_energy_kwh").asDouble()).isEqualTo(1.44);
        // From 17:00 for two hours; at 20:00 one of them costs a quarter.
        assertThat(measured.path("operational_g").asDouble()).isCloseTo(576, within(1e-6));
        assertThat(measured.path("saving_g").asDouble()).isCloseTo(216, within(1e-6));
        JsonNode modelled = jobs.path(0);
        assertThat(modelled.path("origin").asString()).isEqualTo("estimated");
        // Two A100 of 400 W for six hours are 4.8 kWh; the processors are the rest.
        assertThat(modelled.path("it_energy_kwh").asDouble()).isBetween(4.8, 5.2);
        assertThat(called.json().path("totals").path("jobs").asInt()).isEqualTo(4);
        Called user =
                Called.wattle(
                        "slurm",
                        "report",
                        "--sacct=../docs/examples/slurm-jobs.txt",
                        "--since=2026-03-01",
                        "--until=2026-03-08",
                        "--user=ben",
                        "--intensity-file=" + series,
                        "--csv");
        assertThat(user.out().lines().toList()).hasSize(2);
    }

    @Test
    void accountsForJobsOfTheCluster() throws IOException {
        SlurmCluster cluster = SlurmCluster.needed();
        cluster.cancelAll();
        String job =
                cluster.run(
                        "sbatch",
                        "--parsable",
                        "-n1",
                        "--gpus=a100:1",
                        "--output=/dev/null",
                        "--wrap=sleep 2");
        cluster.await(
                "the accounting",
                () ->
                        cluster.run(
                                        "sacct",
                                        "-X",
                                        "-n",
                                        "-P",
                                        "--starttime=now-1days",
                                        "-o",
                                        "JobID,State")
                                .contains(job + "|COMPLETED"));
        assertThat(
                        wattle(
                                "report",
                                "--intensity-file=" + intensity(),
                                "--since=" + Instant.now().minusSeconds(600),
                                "--slack=2h",
                                "--json"))
                .isZero();
        JsonNode found = tools.jackson.databind.node.MissingNode.getInstance();
        for (JsonNode each : json().path("jobs")) {
            found = each.path("job").asString().equals(job) ? each : found;
        }
        assertThat(found.path("gpu_model").asString()).isEqualTo("a100");
        assertThat(found.path("origin").asString()).isEqualTo("estimated");
        double hours = found.path("ran_seconds").asDouble() / 3600;
        assertThat(found.path("it_energy_kwh").asDouble()).isBetween(0.4 * hours, 0.5 * hours);
        assertThat(found.path("operational_g").asDouble())
                .isCloseTo(400 * found.path("it_energy_kwh").asDouble(), within(1e-9));
    }

    @Test
    void refusesWhatItCannotDo() throws IOException {
        String file = intensity();
        Called.wattle("slurm", "plan", "--intensity-file=" + file).refused(Exit.USAGE);
        Called.wattle("slurm", "plan", "--duration=1h", "--power-watts=9").refused(Exit.USAGE);
        Called.wattle(
                        "slurm",
                        "submit",
                        "--intensity-file=" + file,
                        "--duration=1h",
                        "--power-watts=9",
                        "--",
                        "-n",
                        "4",
                        "--begin=now",
                        "x.sh")
                .refused(Exit.USAGE);
        Called.wattle("slurm", "submit", "--duration=1h", "--power-watts=9").refused(Exit.USAGE);
        Path wrong = Files.writeString(folder.resolve("wrong.txt"), "4711|anna\n");
        assertThat(
                        Called.wattle(
                                        "slurm",
                                        "report",
                                        "--sacct=" + wrong,
                                        "--intensity-file=" + file)
                                .refused(Exit.INVALID_INPUT)
                                .err())
                .contains("line 1");
    }

    @Test
    void passesSlurmsRefusalOn() throws IOException {
        SlurmCluster.needed();
        String file = intensity();
        int exit =
                wattle(
                        "submit",
                        "--intensity-file=" + file,
                        "--duration=1h",
                        "--power-watts=9",
                        "--",
                        "--partition=nope",
                        "--wrap=true");
        assertThat(exit).isEqualTo(Exit.INVALID_INPUT.code());
        assertThat(err.toString()).contains("invalid partition specified: nope");
    }
}
