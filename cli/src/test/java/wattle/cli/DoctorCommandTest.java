package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.meter.MeterProblem;
import wattle.meter.MeterSource;

class DoctorCommandTest {

    private static final Duration SHORT = Duration.ofMillis(1500);

    @TempDir Path folder;

    private Called doctor(List<MeterSource> sources, String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        var command =
                new DoctorCommand(
                        new Console(new PrintWriter(out), new PrintWriter(err)),
                        Map.of("WATTLE_HOME", folder + "/home"),
                        () -> sources,
                        SHORT);
        int exit = new CommandLine(command.spec()).execute(words);
        return new Called(exit, out.toString(), err.toString());
    }

    private static List<MeterSource> allKinds() {
        return List.of(
                FakeSource.processor(),
                FakeSource.node(),
                FakeSource.hanging(),
                FakeSource.of("collector", new MeterProblem.NotPresent("a collector")),
                FakeSource.of("hwmon", new MeterProblem.NoPermission("power1", "ask root")),
                new FakeSource(
                        "amd",
                        () -> {
                            throw new IllegalStateException("a fault");
                        }));
    }

    @Test
    void saysOfEverySourceHowItIs() {
        Called called = doctor(allKinds());
        assertThat(called.exit()).isZero();
        assertThat(called.err()).isEmpty();
        assertThat(called.out().lines().map(String::strip))
                .contains(
                        "rapl       usable      2 parts",
                        "dcmi       usable      1 part",
                        "nvml       unreadable  nvml could not be read: it has not answered in 1 s",
                        "collector  absent      a collector is not there",
                        "hwmon      refused     power1 may not be read: ask root",
                        "cpu-package-0  package  Some CPU  rapl powercap  counter  1234.5 J",
                        "dram-0         dram     Some CPU  rapl powercap  counter  no reading")
                .anyMatch(line -> line.startsWith("amd") && line.contains("a fault"))
                .anyMatch(line -> line.matches("cpu +measured +cpu-package-0 by rapl powercap"))
                .anyMatch(line -> line.matches("memory +not counted .*"))
                .anyMatch(line -> line.matches("node +measured +node by dcmi"))
                .anyMatch(line -> line.matches("home +.*/home: not made yet, can be"));
    }

    @Test
    void saysTheSameToPrograms() {
        JsonNode json = JsonMapper.shared().readTree(doctor(allKinds(), "--json").out());
        assertThat(json.path("schema").asString()).isEqualTo("wattle.doctor/1");
        assertThat(json.path("sources").valueStream().map(each -> each.path("state").asString()))
                .containsExactly(
                        "usable", "usable", "unreadable", "absent", "refused", "unreadable");
        JsonNode refused = json.path("sources").path(4).path("problems").path(0);
        assertThat(refused.path("kind").asString()).isEqualTo("refused");
        assertThat(refused.path("what").asString()).isEqualTo("power1");
        assertThat(refused.path("remedy").asString()).isEqualTo("ask root");
        assertThat(json.path("uses").path(0).path("component").asString()).isEqualTo("cpu");
        assertThat(json.path("uses").path(0).path("basis").asString()).isEqualTo("measured");
        assertThat(json.path("uses").path(2).path("basis").asString()).isEqualTo("not counted");
        assertThat(json.path("clock").path("resolution_nanos").asLong()).isPositive();
        assertThat(json.path("home").path("writable").asBoolean()).isTrue();
        assertThat(json.path("versions").propertyNames()).containsExactly("wattle", "data");
    }

    @Test
    void withoutMetersTheProcessorIsModelled() {
        Called called =
                doctor(
                        List.of(
                                FakeSource.of(
                                        "collector", new MeterProblem.NotPresent("a collector"))));
        assertThat(called.out().lines().map(String::strip))
                .anyMatch(line -> line.matches("cpu +modelled +.* W .* for a busy thread, .*"))
                .anyMatch(line -> line.matches("accelerator +not counted .*"));
    }

    @Test
    void theRealOneRunsHere() {
        Called called = Called.wattle("doctor", "--json");
        assertThat(called.json().path("sources").isEmpty()).isFalse();
        assertThat(called.err()).isEmpty();
    }
}
