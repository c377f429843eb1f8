package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PlanCommandTest {

    @TempDir Path folder;

    @Test
    void thePapersRuleLosesToAFlexibleStartOnTheExample() throws IOException {
        write(
                "energy.csv",
                """
                interval_start_utc,energy_joules
                2026-01-01T00:00:00Z,3600000
                2026-01-01T01:00:00Z,36000000
                """);
        JsonNode plan = plan("--energy", path("energy.csv"), "--slack", "1h", "--policy", "all");

        assertThat(plan.path("schema").asString()).isEqualTo("wattle.plan/1");
        assertThat(plan.path("basis").asString()).isEqualTo("perfect-foresight");
        assertThat(of(plan, "lowest-intervals").path("operational_g").asDouble()).isEqualTo(21);
        assertThat(of(plan, "flexible-start").path("operational_g").asDouble()).isEqualTo(15);
        assertThat(of(plan, "pause-resume").path("operational_g").asDouble()).isEqualTo(15);
        assertThat(plan.path("baseline").path("operational_g").asDouble()).isEqualTo(15);
        assertThat(of(plan, "lowest-intervals").path("saving_fraction").asDouble()).isEqualTo(-0.4);
        assertThat(of(plan, "lowest-intervals").path("initial_wait_seconds").asDouble())
                .isEqualTo(3600);
    }

    @Test
    void aSlackInPercentIsRoundedUpToWholeIntervals() throws IOException {
        JsonNode plan =
                plan(
                        "--duration",
                        "90m",
                        "--power-watts",
                        "1000",
                        "--slack",
                        "10%",
                        "--step",
                        "30m");

        // 9 minutes are one slot of 30: two starts are possible, 00:00 and 00:30.
        JsonNode best = of(plan, "flexible-start");
        assertThat(best.path("start").asString()).isEqualTo("2026-01-01T00:30:00Z");
        assertThat(best.path("operational_g").asDouble()).isEqualTo(5 * 0.5 + 1);
    }

    @Test
    void theBetterOfTwoZonesIsTakenAndTheBaselineIsTheFirst() throws IOException {
        write(
                "other.csv",
                """
                timestamp_utc,g_per_kwh
                2026-01-01T00:00:00Z,4
                2026-01-01T01:00:00Z,4
                2026-01-01T02:00:00Z,4
                """);
        JsonNode plan =
                plan(
                        "--duration",
                        "1h",
                        "--power-watts",
                        "1000",
                        "--slack",
                        "0",
                        "--intensity-file",
                        path("other.csv"));

        assertThat(plan.path("baseline").path("zone").asString()).isEqualTo("intensity");
        assertThat(of(plan, "run-now").path("zone").asString()).isEqualTo("other");
        assertThat(of(plan, "run-now").path("saving_g").asDouble()).isEqualTo(1);
    }

    @Test
    void aWindowBeyondTheSeriesIsRefusedWithWhatItCovers() throws IOException {
        Called called =
                called("--duration", "2h", "--power-watts", "1", "--slack", "2h")
                        .refused(Exit.DATA_MISSING);
        assertThat(called.err()).contains("2026-01-01T03:00:00Z");
    }

    @Test
    void aSavingOfNothingIsNull() throws IOException {
        write(
                "zero.csv",
                """
                timestamp_utc,g_per_kwh
                2026-01-01T00:00:00Z,0
                2026-01-01T01:00:00Z,0
                """);
        Called called =
                Called.wattle(
                        "plan",
                        "--json",
                        "--at",
                        "2026-01-01T00:00:00Z",
                        "--intensity-file",
                        path("zero.csv"),
                        "--duration",
                        "1h",
                        "--power-watts",
                        "9",
                        "--slack",
                        "1h");
        assertThat(of(called.json(), "flexible-start").path("saving_fraction").isNull()).isTrue();
    }

    private static JsonNode of(JsonNode plan, String policy) {
        for (JsonNode each : plan.path("plans")) {
            if (each.path("policy").asString().equals(policy)) {
                return each;
            }
        }
        throw new AssertionError("no plan " + policy);
    }

    private JsonNode plan(String... options) throws IOException {
        return called(options).json();
    }

    private Called called(String... options) throws IOException {
        write(
                "intensity.csv",
                """
                timestamp_utc,g_per_kwh
                2026-01-01T00:00:00Z,5
                2026-01-01T01:00:00Z,1
                2026-01-01T02:00:00Z,2
                """);
        String[] first = {
            "plan",
            "--json",
            "--at",
            "2026-01-01T00:00:00Z",
            "--intensity-file",
            path("intensity.csv")
        };
        String[] all = java.util.Arrays.copyOf(first, first.length + options.length);
        System.arraycopy(options, 0, all, first.length, options.length);
        return Called.wattle(all);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void aPlanOnATypicalDayIsExpectedBetweenItsPercentiles() throws IOException {
        JsonNode plan =
                Called.wattle(
                                "plan",
                                "--zone",
                                "DE",
                                "--duration",
                                "90m",
                                "--power-watts",
                                "2000",
                                "--pue",
                                "1.5",
                                "--slack",
                                "0",
                                "--step",
                                "30m",
                                "--at",
                                "2026-01-15T12:30:00Z",
                                "--json")
                        .json();
        double[] noon = AccountCommandTest.typicalDay("1,12,");
        double[] one = AccountCommandTest.typicalDay("1,13,");

        // 1 kWh from half past twelve and 2 kWh in the hour after, times the PUE.
        JsonNode now = plan.path("baseline");
        assertThat(now.path("operational_g").asDouble())
                .isCloseTo(1.5 * (noon[0] + 2 * one[0]), within(1e-6));
        JsonNode range = now.path("operational_range_g");
        assertThat(range.get(0).asDouble()).isCloseTo(1.5 * (noon[1] + 2 * one[1]), within(1e-6));
        assertThat(range.get(1).asDouble()).isCloseTo(1.5 * (noon[2] + 2 * one[2]), within(1e-6));
    }
}
