package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;
import wattle.meter.MeterProblem;
import wattle.meter.MeterSource;
import wattle.meter.collector.CollectorSource;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CollectCommandTest {

    @TempDir Path folder;

    private final List<Process> started = new ArrayList<>();

    private final List<MeterSource> sources =
            List.of(
                    FakeSource.processor(),
                    FakeSource.node(),
                    FakeSource.of("nvml", new MeterProblem.NotPresent("the NVIDIA driver")),
                    FakeSource.of("hwmon", new MeterProblem.NoPermission("power1", "ask root")));

    private Called collect(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        var console = new Console(new PrintWriter(out), new PrintWriter(err));
        var command = new CollectCommand(console, Map.of(), () -> sources);
        int exit =
                new CommandLine(command.spec())
                        .setExecutionExceptionHandler((problem, _, _) -> {
                            if (problem instanceof Failure failure) {
                                err.write(failure.line());
                                return failure.exitCode();
                            }
                            throw problem;
                        })
                        .execute(words);
        return new Called(exit, out.toString(), err.toString());
    }

    @Test
    void printsOneReadingOfEach() {
        Called called = collect("--once");
        assertThat(called.exit()).isZero();
        assertThat(called.out())
                .isEqualTo(
                        """
                        cpu-package-0  package  Some CPU   rapl powercap  counter  1234.5 J
                        dram-0         dram     Some CPU   rapl powercap  counter  no reading
                        node           node     Bad?board  dcmi           power    250.0 W
                        """);
        assertThat(called.err())
                .contains("wattle: rapl: dram-0 could not be read: no such device")
                .contains("wattle: hwmon: power1 may not be read: ask root")
                .doesNotContain("NVIDIA");
        assertThat(collect("--once", "--meters", "nvml").err())
                .contains("the NVIDIA driver is not there", "wattle doctor");
    }

    @Test
    void printsOneReadingForPrograms() {
        var json = JsonMapper.shared().readTree(collect("--once", "--json").out());
        assertThat(json.path("schema").asString()).isEqualTo("wattle.collect/1");
        var rapl = json.path("sources").path(0);
        assertThat(rapl.path("state").asString()).isEqualTo("usable");
        assertThat(rapl.path("parts").path(0).path("energy_joules").asDouble()).isEqualTo(1234.5);
        assertThat(rapl.path("parts").path(1).path("energy_joules").isNull()).isTrue();
        assertThat(
                        json.path("sources")
                                .path(1)
                                .path("parts")
                                .path(0)
                                .path("power_watts")
                                .asDouble())
                .isEqualTo(250);
        assertThat(json.path("versions").propertyNames()).containsExactly("wattle", "data");
    }

    @Test
    void theMetersThatAreNamedAreRead() {
        assertThat(collect("--once", "--meters", "DCMI").out()).contains("node").hasLineCount(1);
        Called unknown = collect("--once", "--meters", "rapl,nvmll").refused(Exit.USAGE);
        assertThat(unknown.err()).contains("\"nvmll\"", "rapl, dcmi, nvml, hwmon");
        collect("--once", "--meters", "").refused(Exit.USAGE);
    }

    @Test
    void wrongWordsAreRefused() {
        collect("--json").refused(Exit.USAGE);
        collect("--refresh", "0").refused(Exit.USAGE);
        assertThat(collect("--socket", folder + "/s", "--group", "no-such-group").err())
                .contains("error WATTLE-2083", "no-such-group");
        // The real one reads nothing here but a collector, which is no meter of its own.
        assertThat(
                        Called.wattle("collect", "--meters", "collector", "--once")
                                .refused(Exit.USAGE)
                                .err())
                .contains("collector");
    }

    @ParameterizedTest
    @CsvSource({"TERM,0", "INT,130", "HUP,130"})
    void runsUntilItIsToldToEnd(String signal, int exit) throws Exception {
        Path socket = folder.resolve("c.sock");
        Process collector = start("--socket", socket.toString());
        BufferedReader err = collector.errorReader(StandardCharsets.UTF_8);
        assertThat(err.readLine()).isEqualTo("wattle: reads cpu-package-0, dram-0, node");
        assertThat(err.readLine())
                .isEqualTo("wattle: listens at " + socket + " for this user only");

        var environment = Map.of("WATTLE_COLLECTOR", socket.toString());
        var surveyed =
                SurveyedSource.of(List.of(CollectorSource.of(environment)), SurveyedSource.LIMIT)
                        .getFirst();
        assertThat(surveyed.state()).isEqualTo(SurveyedSource.State.USABLE);
        assertThat(surveyed.parts())
                .extracting(SurveyedPart::shown)
                .containsExactly("1234.5 J", "no reading", "250.0 W");

        Process second = start("--socket", socket.toString());
        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(Exit.CONFLICT.code());
        assertThat(second.errorReader(StandardCharsets.UTF_8).readAllAsString())
                .contains("error WATTLE-7010: another collector listens at " + socket);

        new ProcessBuilder("kill", "-s", signal, Long.toString(collector.pid())).start().waitFor();
        assertThat(collector.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(collector.exitValue()).isEqualTo(exit);
        assertThat(socket).doesNotExist();
    }

    @AfterEach
    void endAll() throws InterruptedException {
        for (Process each : started) {
            each.destroyForcibly().waitFor();
        }
    }

    private Process start(String... words) throws IOException {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                // What runs the tests may have been told to ignore signals, as
                                // nohup and a shell's & do, and a child inherits that.
                                "env",
                                "--default-signal",
                                System.getProperty("java.home") + "/bin/java",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                CollectMain.class.getName()));
        line.addAll(List.of(words));
        Process process = new ProcessBuilder(line).start();
        started.add(process);
        return process;
    }

    @Test
    void theRealOneWithoutMetersSaysSo() throws Exception {
        Process collector =
                WrappedShell.builder(
                                WrappedShell.LAUNCHER.toString(),
                                "collect",
                                "--meters",
                                "no-such-meter",
                                "--socket",
                                folder + "/c.sock")
                        .start();
        assertThat(collector.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(collector.exitValue()).isEqualTo(Exit.USAGE.code());
    }

    @Test
    void namesAreOfTheSourcesThatThereAre() {
        assertThat(MeterSources.named("collector", Map.of()))
                .singleElement()
                .isInstanceOf(CollectorSource.class);
        assertThatThrownBy(() -> MeterSources.named("collector,nothing", Map.of()))
                .isInstanceOf(Failure.class);
    }
}
