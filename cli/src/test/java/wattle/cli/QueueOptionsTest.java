package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class QueueOptionsTest {

    @TempDir Path folder;

    @Test
    void aQueueThatIsAFlowIsPlannedExactly() throws IOException {
        JsonNode plan =
                called(
                                """
                                job,deadline,duration,power_watts
                                big,2026-01-01T03:00:00Z,1h,2000
                                small,2026-01-01T03:00:00Z,1h,1000
                                first,2026-01-01T01:00:00Z,1h,1000
                                """,
                                "--json",
                                "--capacity",
                                "intensity=1")
                        .json();

        // 5, 1 and 2 g/kWh: the first has no choice, the big one takes the best of the rest.
        assertThat(plan.path("schema").asString()).isEqualTo("wattle.plan-set/1");
        assertThat(plan.path("method").asString()).isEqualTo("exact");
        assertThat(plan.path("placed").asInt()).isEqualTo(3);
        assertThat(plan.path("operational_g").asDouble()).isEqualTo(5 + 2 * 1 + 2);
        assertThat(plan.path("bound_g").asDouble()).isEqualTo(9);
        JsonNode big = plan.path("plans").get(0);
        assertThat(big.path("start").asString()).isEqualTo("2026-01-01T01:00:00Z");
        assertThat(big.path("segments").get(0).path("zone").asString()).isEqualTo("intensity");
        // Without a plan the big one is first, and the first one third: late.
        assertThat(plan.path("baseline").path("operational_g").asDouble()).isEqualTo(10 + 1 + 2);
        assertThat(plan.path("baseline").path("late").asInt()).isEqualTo(1);
        assertThat(plan.path("saving_g").asDouble()).isEqualTo(4);
    }

    @Test
    void jobsOfSeveralSizesAreAHeuristicsAndOverloadIsSaid() throws IOException {
        String jobs =
                """
                job,slack,duration,power_watts,devices,pausable
                wide,2h,1h,1000,2,false
                late,0,1h,1000,1,
                none,0,3h,1000,2,
                """;
        JsonNode plan = called(jobs, "--json", "--capacity", "intensity=2").json();

        assertThat(plan.path("method").asString()).isEqualTo("heuristic");
        assertThat(plan.path("placed").asInt()).isEqualTo(2);
        JsonNode none = plan.path("plans").get(2);
        assertThat(none.path("unplaced").asString()).contains("no capacity is left");
        assertThat(none.path("start").isNull()).isTrue();
        assertThat(none.path("operational_g").isNull()).isTrue();
        Called text = called(jobs, "--capacity", "intensity=2");
        assertThat(text.out()).contains("2 of 3 jobs have a place", "no place", "heuristic");
    }

    @Test
    void aCapacityThatChangesIsKept() throws IOException {
        write(
                "capacity.csv",
                """
                zone,interval_start_utc,devices
                intensity,2025-12-31T00:00:00Z,1
                intensity,2026-01-01T01:00:00Z,0
                intensity,2026-01-01T02:00:00Z,1
                """);
        Called called =
                called(
                        "job,slack,duration,power_watts\na,2h,1h,1000\n",
                        "--csv",
                        "--capacity",
                        path("capacity.csv"));

        assertThat(called.out())
                .isEqualTo(
                        """
                        job,zone,start,end,devices,operational_g,baseline_start,baseline_g,unplaced
                        a,intensity,2026-01-01T02:00:00Z,2026-01-01T03:00:00Z,1,2.0,2026-01-01T00:00:00Z,5.0,
                        """);
    }

    @Test
    void aJobBetweenTheSlotsKeepsItsEnergyAndIsNamed() throws IOException {
        Called called =
                called(
                        "job,slack,duration,power_watts\na,2h,30m,1000\n",
                        "--json",
                        "--capacity",
                        "intensity=1");

        assertThat(called.json().path("operational_g").asDouble()).isEqualTo(0.5);
        assertThat(called.err()).contains("1 of 1 jobs take no whole number of slots");
    }

    @Test
    void aDeadlineThatHasPassedIsReported() throws IOException {
        JsonNode plan =
                called(
                                """
                                job,deadline,duration,power_watts
                                gone,2025-12-31T00:00:00Z,1h,1000
                                here,2026-01-01T02:00:00Z,1h,1000
                                """,
                                "--json",
                                "--capacity",
                                "intensity=1")
                        .json();

        assertThat(plan.path("placed").asInt()).isEqualTo(1);
        assertThat(plan.path("plans").get(0).path("unplaced").asString())
                .isEqualTo("longer than its window");
    }

    @Test
    void theOverheadOfAZoneCountsAndOptionsOfOneJobAreRefused() throws IOException {
        String job = "job,slack,duration,power_watts\na,2h,1h,1000\n";
        String[] one = {"--capacity", "intensity=1", "--json", "--pue", "intensity=1.5"};
        assertThat(called(job, one).json().path("operational_g").asDouble()).isEqualTo(1.5);
        assertThat(
                        called(job, "--capacity", "intensity=1", "--slack", "1h")
                                .refused(Exit.USAGE)
                                .err())
                .contains("--slack is for one job");
    }

    @Test
    void whatIsMissingOrWrongIsSaidWithWhatToDo() throws IOException {
        String job = "job,slack,duration,power_watts\na,2h,1h,1000\n";
        assertThat(called(job).refused(Exit.USAGE).err()).contains("--capacity intensity=8");
        assertThat(called(job, "--capacity", "intensity=many").refused(Exit.USAGE).err())
                .contains("ZONE=N");
        assertThat(
                        called(job, "--capacity", "intensity=1", "--capacity", "FR=1")
                                .refused(Exit.USAGE)
                                .err())
                .contains("FR");
        assertThat(
                        called(job, "--capacity", "intensity=1", "--duration", "1h")
                                .refused(Exit.USAGE)
                                .err())
                .contains("--jobs stands instead");
        assertThat(
                        called(job.replace("2h", "9h"), "--capacity", "intensity=1")
                                .refused(Exit.DATA_MISSING)
                                .err())
                .contains("2026-01-01T03:00:00Z");
        assertThat(
                        called(
                                        "job,zone,slack,duration,power_watts\na,FR,2h,1h,1000\n",
                                        "--capacity",
                                        "intensity=1")
                                .refused(Exit.INVALID_INPUT)
                                .err())
                .contains("line 2", "FR");
        assertThat(
                        called("job,duration,power_watts\na,soon,1\n", "--capacity", "intensity=1")
                                .refused(Exit.INVALID_INPUT)
                                .err())
                .contains("line 2, column duration");
    }

    private Called called(String jobs, String... options) throws IOException {
        write("jobs.csv", jobs);
        write(
                "intensity.csv",
                """
                timestamp_utc,g_per_kwh
                2026-01-01T00:00:00Z,5
                2026-01-01T01:00:00Z,1
                2026-01-01T02:00:00Z,2
                """);
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "plan",
                                "--at",
                                "2026-01-01T00:00:00Z",
                                "--intensity-file",
                                path("intensity.csv"),
                                "--jobs",
                                path("jobs.csv")));
        all.addAll(List.of(options));
        return Called.wattle(all.toArray(String[]::new));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
