package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `wattle plan` over two zones: `a`, low in the first two hours, and `b`, low in the last three.
class PlanZonesTest {

    private static final String MIDNIGHT = "2026-01-01T00:00:00Z";

    @TempDir Path folder;

    @BeforeEach
    void twoZones() throws IOException {
        intensity("a.csv", 10, 10, 100, 100, 100, 100);
        intensity("b.csv", 100, 100, 20, 10, 10, 10);
    }

    @Test
    void aMovePaysForTheWayAndSaysWhereEachStretchIs() {
        JsonNode plan =
                plan(
                        "--duration=4h",
                        "--slack=2h",
                        "--moves",
                        "--transfer-kwh=b=0.5",
                        "--transfer-time=b=1h",
                        "--pue=b=1.5");

        JsonNode moved = of(plan, "shift-region");
        // 2 × 10 at home, half a kWh at 10 × 1.5 for the way, 2 × 10 × 1.5 there.
        assertThat(moved.path("operational_g").asDouble()).isEqualTo(20 + 7.5 + 30);
        assertThat(moved.path("zone").asString()).isEqualTo("a");
        assertThat(moved.path("moves").asInt()).isEqualTo(1);
        assertThat(moved.path("pauses").asInt()).isEqualTo(1);
        assertThat(moved.path("segments").get(0).path("zone").asString()).isEqualTo("a");
        assertThat(moved.path("segments").get(0).path("end").asString())
                .isEqualTo("2026-01-01T02:00:00Z");
        assertThat(moved.path("segments").get(1).path("zone").asString()).isEqualTo("b");
        assertThat(moved.path("segments").get(1).path("start").asString())
                .isEqualTo("2026-01-01T04:00:00Z");
        assertThat(plan.path("baseline").path("operational_g").asDouble()).isEqualTo(220);
        assertThat(moved.path("saving_g").asDouble()).isEqualTo(220 - 57.5);
    }

    @Test
    void withoutMovesNoPlanHasZonesInItsSegments() {
        JsonNode plan = plan("--duration=4h", "--slack=2h");

        assertThat(plan.path("plans").size()).isEqualTo(3);
        assertThat(of(plan, "pause-resume").path("segments").get(0).has("zone")).isFalse();
        assertThat(plan.has("front")).isFalse();
        assertThat(plan.path("baseline").has("cost")).isFalse();
    }

    @Test
    void aZoneIsBetterOnlyIfItSavesMoreThanTheWayThere() {
        String[] third = {
            "--duration=1h", "--slack=0", "--policy=run-now", "--at=2026-01-01T02:00:00Z"
        };

        assertThat(best(third, "--transfer-kwh=b=3")).isEqualTo("b 80.0");
        assertThat(best(third, "--transfer-kwh=b=4")).isEqualTo("a 100.0");
        assertThat(best(third, "--transfer-kwh=b=5")).isEqualTo("a 100.0");
        assertThat(best(third, "--transfer-time=b=5m")).isEqualTo("a 100.0");
        assertThat(best(third, "--pue=2")).isEqualTo("b 40.0");
        assertThat(best(third, "--pue=b=6")).isEqualTo("a 100.0");
    }

    private String best(String[] first, String... options) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(options));
        JsonNode plan = plan(all.toArray(String[]::new)).path("plans").get(0);
        return plan.path("zone").asString() + " " + plan.path("operational_g").asDouble();
    }

    @Test
    void thePolicyByNameIsTheSameAsMoves() {
        String[] job = {"--duration=4h", "--slack=2h", "--transfer-kwh=b=0.5"};
        JsonNode named = plan(with(job, "--policy=shift-region"));
        JsonNode asked = plan(with(job, "--moves"));

        assertThat(named.path("plans").size()).isEqualTo(1);
        assertThat(of(named, "shift-region")).isEqualTo(of(asked, "shift-region"));
    }

    @Test
    void thresholdsAndRulesApplyInEachZone() {
        JsonNode plan =
                plan("--duration=2h", "--slack=4h", "--policy=all", "--threshold=10", "--pue=2");

        // The first two hours of a are at the level: PUE does not change what the grid has.
        assertThat(of(plan, "threshold").path("start").asString()).isEqualTo(MIDNIGHT);
        assertThat(of(plan, "threshold").path("operational_g").asDouble()).isEqualTo(40);
        assertThat(of(plan, "lowest-intervals").path("operational_g").asDouble()).isEqualTo(40);
    }

    @Test
    void zonesOfAnotherOrNoTagAreLeftOutAndSaidSo() throws IOException {
        intensity("c.csv", 1, 1, 1, 1, 1, 1);
        write("places.csv", "zone,tag,gpus\na,EU,A100;T4\nb,US,a100\n");
        String[] options = {
            "--duration=1h",
            "--slack=5h",
            "--intensity-file=" + path("c.csv"),
            "--places=" + path("places.csv")
        };

        Called tagged = called(with(options, "--same-tag"));
        assertThat(of(tagged.json(), "flexible-start").path("zone").asString()).isEqualTo("a");
        assertThat(tagged.err())
                .contains("b is left out: its tag is US, not EU")
                .contains("c is left out: its tag is not known, not EU");

        Called gpu = called(with(options, "--gpu=A100", "--transfer-kwh=c=1"));
        assertThat(of(gpu.json(), "flexible-start").path("zone").asString()).isEqualTo("a");
        assertThat(gpu.err()).contains("c is left out: it is not known to have A100");

        assertThat(called(with(options, "--gpu=H100")).refused(Exit.DATA_MISSING).err())
                .contains("no zone is left");
        assertThat(called("--duration=1h", "--slack=5h", "--same-tag").refused(Exit.USAGE).err())
                .contains("--places");
    }

    @Test
    void overheadAndTransferMayStandInTheTableOfPlaces() throws IOException {
        write("places.csv", "zone,pue,transfer_kwh,transfer_time\nb,1.5,0.5,1h\n");
        JsonNode plan =
                plan("--duration=4h", "--slack=2h", "--moves", "--places=" + path("places.csv"));

        assertThat(of(plan, "shift-region").path("operational_g").asDouble()).isEqualTo(57.5);
    }

    @Test
    void withoutDevicesAtATimeTheJobIsNotThere() throws IOException {
        write(
                "times.csv",
                """
                zone,start_utc,end_utc
                a,2026-01-01T01:00:00Z,2026-01-01T03:00:00Z
                b,2026-01-01T00:00:00Z,2026-01-01T01:00:00Z
                """);
        JsonNode plan = plan("--duration=2h", "--slack=4h", "--available=" + path("times.csv"));

        assertThat(of(plan, "flexible-start").path("zone").asString()).isEqualTo("a");
        assertThat(of(plan, "flexible-start").path("start").asString())
                .isEqualTo("2026-01-01T01:00:00Z");
        assertThat(of(plan, "flexible-start").path("operational_g").asDouble()).isEqualTo(110);
        // What starting at once would have emitted, had there been devices.
        assertThat(plan.path("baseline").path("operational_g").asDouble()).isEqualTo(20);
        assertThat(called("--duration=3h", "--slack=3h", "--available=" + path("times.csv")).err())
                .contains("flexible-start is left out, since the job fits nowhere");
    }

    @Test
    void theFrontHasWhatIsCleanerCheaperOrEarlier() throws IOException {
        intensity("a.csv", 300, 200, 100, 100, 100, 100);
        intensity("b.csv", 400, 400, 400, 400, 400, 400);
        write(
                "prices.csv",
                """
                zone,interval_start_utc,price_per_kwh
                a,2026-01-01T00:00:00Z,0.3
                a,2026-01-01T01:00:00Z,0.1
                a,2026-01-01T02:00:00Z,0.2
                a,2026-01-01T04:00:00Z,0.2
                b,2026-01-01T00:00:00Z,0.25
                b,2026-01-01T03:00:00Z,0.25
                """);
        JsonNode plan =
                plan("--duration=1h", "--slack=5h", "--pareto", "--cost=" + path("prices.csv"));

        List<String> front = new ArrayList<>();
        for (JsonNode each : plan.path("front")) {
            front.add(
                    each.path("zone").asString()
                            + " "
                            + each.path("operational_g").asDouble()
                            + " "
                            + each.path("cost").asDouble());
        }
        assertThat(front)
                .containsExactly("a 300.0 0.3", "b 400.0 0.25", "a 200.0 0.1", "a 100.0 0.2");
        assertThat(plan.path("front_of").asString()).contains("every start in every zone");
        assertThat(plan.path("baseline").path("cost").asDouble()).isEqualTo(0.3);
    }

    @Test
    void devicesByTheHourCostAsLongAsTheJobWorksAndEnergyWithItsOverhead() throws IOException {
        write("prices.csv", "zone,price_per_kwh,price_per_hour\na,0.2,3\n");
        Called called =
                called(
                        "--duration=90m",
                        "--slack=30m",
                        "--step=1h",
                        "--pue=1.5",
                        "--pareto",
                        "--cost=" + path("prices.csv"));
        JsonNode plan = called.json();

        assertThat(plan.path("baseline").path("cost").asDouble())
                .isCloseTo(1.5 * 1.5 * 0.2 + 1.5 * 3, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(called.err()).contains("no price is known of b");
        assertThat(plan.path("front")).allMatch(each -> each.path("zone").asString().equals("a"));
        assertThat(of(plan, "flexible-start").path("cost").isNumber()).isTrue();
    }

    @Test
    void theTableAndCsvShowTheSame() {
        Called table = run("--duration=4h", "--slack=2h", "--moves", "--pareto");
        assertThat(done(table))
                .contains("shift-region works in:")
                .contains("  2026-01-01T03:00:00Z to 2026-01-01T05:00:00Z in b")
                .contains("No plan beats one of these in carbon and finish,");

        Called csv = run("--duration=4h", "--moves", "--slack=2h", "--csv");
        assertThat(done(csv).lines().toList())
                .hasSize(5)
                .contains(
                        "shift-region,a,2026-01-01T00:00:00Z,2026-01-01T05:00:00Z,40.0,180.0,"
                                + "0.8181818181818182,1,0,1,");
    }

    @Test
    void aZoneThatIsNoneOfThePlanIsRefusedWithThoseThatAre() {
        assertThat(
                        called("--duration=1h", "--slack=0", "--transfer-kwh=c=1")
                                .refused(Exit.USAGE)
                                .err())
                .contains("\"c\"")
                .contains("a, b");
        called("--duration=1h", "--slack=0", "--transfer-kwh=1").refused(Exit.USAGE);
        called("--duration=1h", "--slack=0", "--transfer-kwh=b=-1").refused(Exit.USAGE);
        called("--duration=1h", "--slack=0", "--transfer-kwh=b=x").refused(Exit.USAGE);
        called("--duration=1h", "--slack=0", "--pue=0.9").refused(Exit.USAGE);
        called("--duration=1h", "--slack=0", "--pue=1.1", "--pue=1.2").refused(Exit.USAGE);
    }

    @Test
    void theExamplesOfThePageRun() throws IOException {
        Path page = Path.of("../docs/concepts/planning.md");
        List<String> run = new ArrayList<>();
        for (String line : Files.readAllLines(page)) {
            if (line.startsWith("wattle plan ")) {
                String[] words = line.replace("docs/examples", "../docs/examples").split(" ", -1);
                Called called = Called.wattle(java.util.Arrays.copyOfRange(words, 1, words.length));
                assertThat(done(called)).as(line).contains("Compared with starting at once");
                run.add(called.out());
            }
        }
        assertThat(run).hasSize(3);
        assertThat(run.get(1)).contains("shift-region");
        assertThat(run.get(2)).contains("No plan beats one of these in carbon, cost and finish,");
    }

    private static JsonNode of(JsonNode plan, String policy) {
        for (JsonNode each : plan.path("plans")) {
            if (each.path("policy").asString().equals(policy)) {
                return each;
            }
        }
        throw new AssertionError("no plan " + policy);
    }

    private static String done(Called called) {
        assertThat(called.exit()).as(called.err()).isZero();
        return called.out();
    }

    private JsonNode plan(String... options) {
        return called(options).json();
    }

    private Called called(String... options) {
        return run(with(new String[] {"--json"}, options));
    }

    /// A kilowatt, from midnight on unless another time is given.
    private Called run(String... options) {
        String[] job = {
            "plan",
            "--power-watts=1000",
            "--intensity-file=" + path("a.csv"),
            "--intensity-file=" + path("b.csv")
        };
        String[] all = with(job, options);
        for (String each : options) {
            if (each.startsWith("--at=")) {
                return Called.wattle(all);
            }
        }
        return Called.wattle(with(all, "--at=" + MIDNIGHT));
    }

    private static String[] with(String[] first, String... options) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(options));
        return all.toArray(String[]::new);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private void intensity(String name, double... hours) throws IOException {
        var text = new StringBuilder("timestamp_utc,g_per_kwh\n");
        for (int hour = 0; hour < hours.length; hour++) {
            text.append("2026-01-01T0").append(hour).append(":00:00Z,").append(hours[hour]);
            text.append('\n');
        }
        write(name, text.toString());
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
