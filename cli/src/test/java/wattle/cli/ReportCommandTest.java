package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import wattle.meter.Domain;

/// `wattle report` on records: of real runs, and written for the purpose.
class ReportCommandTest {

    private static final double JOULES_PER_KWH = 3.6e6;

    /// What a page would load, or run.
    private static final Pattern FROM_ELSEWHERE =
            Pattern.compile("<script|<iframe|\\ssrc=|@import|url\\((?!#)|href=\"(?!#|data:)");

    private final Path folder;
    private final TestMachine machine;

    ReportCommandTest(@TempDir Path folder) {
        this.folder = folder;
        machine = new TestMachine(folder);
    }

    @AfterEach
    void end() {
        machine.close();
    }

    private static Called report(Object... words) {
        List<String> line = new ArrayList<>(List.of("report"));
        for (Object each : words) {
            line.add(each.toString());
        }
        return Called.wattle(line.toArray(String[]::new));
    }

    private static JsonNode only(Object... words) {
        List<Object> line = new ArrayList<>(List.of(words));
        line.add("--json");
        JsonNode runs = report(line.toArray()).json().path("runs");
        assertThat(runs.size()).isEqualTo(1);
        return runs.path(0);
    }

    private static double joules(JsonNode footprint) {
        return footprint.path("it_energy_kwh").asDouble() * JOULES_PER_KWH;
    }

    /// A node of 400 W.
    private TestRecord node(String id) {
        return new TestRecord(id)
                .draws("cpu-package-0", Domain.PACKAGE, 60)
                .draws("dram-0", Domain.DRAM, 40)
                .draws("gpu-0", Domain.GPU_BOARD, 300);
    }

    @Test
    void aLabelThatNoRunHasIsSaidWithThoseThatThereAre() {
        Path record = node("a").label("team", "nlp").label("user", "ada").in(folder);
        assertThat(report(record, "--label", "team=vision").out())
                .isEqualTo("No run has the label team=vision; there are: team=nlp, user=ada.\n");
        Called json = report(record, "--label", "team=vision", "--label", "x", "--json");
        assertThat(json.json().path("runs").size()).isZero();
        assertThat(json.err())
                .isEqualTo(
                        "wattle: No run has the labels team=vision and x; there are: team=nlp,"
                                + " user=ada.\n");
        Path bare = node("b").in(folder);
        assertThat(report(bare, "--label", "team").out())
                .isEqualTo("No run has the label team; no run has any.\n");
        assertThat(report(record, "--label", "team").out()).contains("a");
    }

    /// By its id, or by the beginning of one, wherever the record is.
    @Test
    void aRunIsReportedByItsId() throws Exception {
        Path runs = Files.createDirectories(machine.home().resolve("runs"));
        Path running = Files.createDirectories(machine.home().resolve("running"));
        node("20260301-120000-aaaa").in(runs);
        node("20260301-120000-aabb").in(running);
        node("20260301-120000-aabbcc").in(runs);
        for (String id : List.of("20260301-120000-aaaa", "20260301-120000-aaa")) {
            assertThat(
                            machine.wattle("report", "--json", id)
                                    .ends(0)
                                    .printed()
                                    .path("runs")
                                    .path(0)
                                    .path("run_id")
                                    .asString())
                    .isEqualTo("20260301-120000-aaaa");
        }
        // A whole id is no prefix.
        assertThat(
                        machine.wattle("report", "--json", "20260301-120000-aabb")
                                .ends(0)
                                .printed()
                                .path("runs")
                                .size())
                .isEqualTo(1);
        assertThat(machine.wattle("report", "20260301").ends(Exit.USAGE.code()).err())
                .contains("3 runs begin with", "20260301-120000-aabbcc");
        assertThat(machine.wattle("report", "2031").ends(Exit.INVALID_INPUT.code()).err())
                .contains("2031");
    }

    /// While it runs, cut off, and finished: one record after the other is read, and the last has
    /// the numbers of the run itself.
    @Test
    void aRunIsReportedWhileItRunsAndAfterwards() throws Exception {
        machine.withRapl();
        Launched run =
                machine.run(
                        "--scope machine --zone FR --pue 1.2 --label team=nlp --label user=ada",
                        "metered; joules package-0 1006000; seen 1006000000;"
                                + " until [ -e \"$RECORD.go\" ]; do sleep 0.02; done;"
                                + " joules dram-0 1003000; seen 1003000000; exit 3");
        run.records(",[1006000000,");
        JsonNode running = only(run.record());
        assertThat(running.path("state").asString()).isEqualTo("running");
        assertThat(running.path("exit_code").isNull()).isTrue();
        assertThat(running.path("missed_samples").isNull()).isTrue();
        assertThat(joules(running)).isCloseTo(6, within(1e-9));
        Files.createFile(Path.of(run.record() + ".go"));
        run.ends(3);

        JsonNode document = report(run.record(), "--json").json();
        assertThat(document.path("schema").asString()).isEqualTo("wattle.report/1");
        assertThat(document.path("versions").propertyNames()).containsExactly("wattle", "data");
        JsonNode finished = document.path("runs").path(0);
        assertThat(finished.path("state").asString()).isEqualTo("finished");
        assertThat(finished.path("exit_code").asInt()).isEqualTo(3);
        assertThat(finished.path("run_id").asString()).matches("\\d{8}-\\d{6}-[0-9a-f]{8}");
        assertThat(finished.path("command").path(0).asString()).isEqualTo("sh");
        assertThat(finished.path("labels").path("team").asString()).isEqualTo("nlp");
        assertThat(finished.path("labels").propertyNames()).containsExactly("team", "user");
        assertThat(finished.path("samples").asInt()).isGreaterThan(2);
        assertThat(finished.path("missed_samples").isInt()).isTrue();
        assertThat(joules(finished)).isCloseTo(9, within(1e-9));
        run.json()
                .properties()
                .forEach(each -> {
                    if (!each.getKey().equals("problems")) { // A report has those of the record.
                        assertThat(finished.path(each.getKey()))
                                .as(each.getKey())
                                .isEqualTo(each.getValue());
                    }
                });
        for (String sum : List.of("energy_kwh", "it_energy_kwh", "operational_g", "total_g")) {
            assertThat(document.path("totals").path(sum).asDouble())
                    .isEqualTo(run.json().path(sum).asDouble());
        }
        assertThat(document.path("totals").path("runs").asInt()).isEqualTo(1);

        String whole = TestMachine.read(run.record());
        Path cut = folder.resolve("cut.jsonl");
        Files.writeString(cut, whole.substring(0, whole.lastIndexOf(",[1006000000,")));
        JsonNode recovered = only(cut);
        assertThat(recovered.path("state").asString()).isEqualTo("recovered");
        assertThat(joules(recovered)).isBetween(6 - 1e-9, 9.0);
        assertThat(recovered.path("missed_samples").isNull()).isTrue();
    }

    /// Runs of the home, one that goes on and one whose intensity is not there any more.
    @Test
    void allRunsOfTheHome() throws Exception {
        Path series = folder.resolve("series.csv");
        Files.writeString(series, "timestamp_utc,g_per_kwh\n2020-01-01T00:00:00Z,1\n");
        Path runs = Files.createDirectories(machine.home().resolve("runs"));
        node("20200101-000000-aaaaaaaa").in(runs);
        node("20200102-000000-bbbbbbbb")
                .without("intensity")
                .option("intensity_files", series.toString())
                .in(runs);
        node("20200103-000000-cccccccc").without("intensity").option("zone", "NOWHERE").in(runs);
        Files.delete(series);
        Launched running = machine.wattle("run", "--quiet", "--", "sleep", "60");
        Path home = machine.home().resolve("running");
        Until.holds(
                "a sample in " + home,
                () ->
                        Files.isDirectory(home)
                                && RecordedRuns.in(home).stream()
                                        .anyMatch(it -> TestMachine.read(it).contains("sample")));
        Launched report = machine.wattle("report", "--json").ends(0);
        running.signal("TERM");
        assertThat(report.err())
                .contains("left out: " + runs.resolve("20200102-000000-bbbbbbbb.jsonl"))
                .contains("left out: " + runs.resolve("20200103-000000-cccccccc.jsonl"))
                .contains("series.csv", "NOWHERE");
        assertThat(report.printed().path("runs"))
                .extracting(each -> each.path("state").asString())
                .containsExactly("finished", "running");
        running.ends(143);
    }

    @Test
    void formats() throws Exception {
        Path one = node("one").label("team", "nlp").in(folder);
        Path two = node("two").from(TestRecord.START.plusSeconds(60)).in(folder);

        assertThat(report(one, two).out()).contains("one", "two", "2 runs");

        List<String> rows = report(one, two, "--csv").out().lines().toList();
        assertThat(rows).hasSize(3);
        List<String> names = List.of(rows.getFirst().split(",", -1));
        assertThat(names).contains("run_id", "it_energy_kwh", "operational_g", "accelerator_kwh");
        List<String> cells = List.of(rows.get(1).split(",", -1));
        assertThat(Double.parseDouble(cells.get(names.indexOf("it_energy_kwh"))))
                .isCloseTo(4000 / JOULES_PER_KWH, within(1e-12));
        assertThat(Double.parseDouble(cells.get(names.indexOf("accelerator_kwh"))))
                .isCloseTo(3000 / JOULES_PER_KWH, within(1e-12));

        Path page = folder.resolve("page.html");
        assertThat(report(one, two, "--html", page).exit()).isZero();
        String html = TestMachine.read(page);
        assertThat(html).startsWith("<!DOCTYPE html>").contains("one", "two", "cpu-package-0");
        assertThat(FROM_ELSEWHERE.matcher(html).results().map(MatchResult::group)).isEmpty();
        report(one, "--html", page).refused(Exit.CONFLICT);
        assertThat(report(one, "--html", page, "--force").exit()).isZero();

        List<String> emissions = report(one, two, "--format", "codecarbon").out().lines().toList();
        assertThat(emissions).hasSize(3);
        assertThat(emissions.getFirst().split(",", -1)).hasSize(38);
        Path asFile = folder.resolve("emissions.csv");
        Files.write(asFile, emissions);
        JsonNode again = report(asFile, "--json").json().path("runs").path(0);
        assertThat(again.path("operational_g").asDouble())
                .isCloseTo(only(one).path("operational_g").asDouble(), within(1e-9));
        assertThat(again.path("origin").asString()).isEqualTo("supplied");

        String metrics = report(one, two, "--format", "prometheus").out();
        Promtool.accepts(metrics);
        assertThat(metrics).contains("team=\"nlp\"");

        assertThat(report(one, "--format", "components").out())
                .contains("cpu ", "15.0 %", "accelerator ", "75.0 %");
        assertThat(report(one, "--format", "model-card").out()).contains("co2_eq_emissions");
        report(one, two, "--format", "model-card").refused(Exit.USAGE);
        report(one, "--csv", "--json").refused(Exit.USAGE);
        assertThat(report(one, "--json", "--output", folder.resolve("r.json")).out()).isEmpty();
        assertThat(folder.resolve("r.json")).content().contains("wattle.report/1");
    }

    /// 400 W for as long as any of the ranks looked: from the first start to the last end.
    @Test
    void ranksThatReadOneMachineCountItOnce() {
        List<Object> words = new ArrayList<>(List.of("--merge"));
        for (int rank = 0; rank < 4; rank++) {
            words.add(
                    node("rank-" + rank)
                            .from(TestRecord.START.plusMillis(500L * rank))
                            .label("rank", String.valueOf(rank))
                            .in(folder));
        }
        JsonNode merged = only(words.toArray());
        assertThat(joules(merged)).isCloseTo(400 * (TestRecord.SECONDS + 1.5), within(1e-6));
        assertThat(merged.path("start").asString()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(Instant.parse(merged.path("end").asString()))
                .isEqualTo(TestRecord.START.plusMillis(11_500));
        assertThat(merged.path("operational_g").asDouble())
                .isCloseTo(4600 / JOULES_PER_KWH * 100, within(1e-9));
        assertThat(merged.path("assumptions").toString()).contains("4 records");

        // A second node has meters of its own.
        for (int rank = 0; rank < 4; rank++) {
            words.add(node("other-" + rank).on("node-2").in(folder));
        }
        assertThat(joules(only(words.toArray()))).isCloseTo(4600 + 4000, within(1e-6));
    }

    @Test
    void sharesAddUpAndAcceleratorsThatSeveralWereGivenCountOnce() {
        Path one = node("one").option("scope", "process").in(folder);
        Path two = node("two").option("scope", "process").in(folder);
        double each = joules(only(one));
        assertThat(each).isPositive().isLessThan(4000);
        assertThat(joules(only("--merge", one, two))).isCloseTo(2 * each, within(1e-6));

        Path given =
                node("given").option("scope", "devices").option("cpu_share", "0.25").in(folder);
        Path shared =
                node("shared").option("scope", "devices").option("cpu_share", "0.25").in(folder);
        double cpu = joules(only(given)) - 3000;
        assertThat(cpu).isBetween(0.0, 1000.0);
        assertThat(joules(only("--merge", given, shared))).isCloseTo(3000 + 2 * cpu, within(1e-6));
    }

    @Test
    void runsThatAreNotOneAreRefused() {
        Path one = node("one").in(folder);
        Path[] others = {
            node("dearer").option("intensity", "200").in(folder),
            node("elsewhere").without("intensity").option("zone", "FR").in(folder),
            node("facility").option("pue", "1.5").in(folder),
            node("share").option("scope", "process").in(folder)
        };
        for (Path other : others) {
            Called refused = report("--merge", one, other).refused(Exit.CONFLICT);
            assertThat(refused.err()).contains("cannot be one run");
        }
        // What makes them differ can be given for both.
        assertThat(joules(only("--merge", "--zone", "DE", one, others[1])))
                .isCloseTo(4000, within(1e-6));
        report("--merge", "--label", "nobody", one).refused(Exit.DATA_MISSING);
    }

    @Test
    void anotherPlaceScopePueAndLabel() {
        Path one = node("one").label("team", "nlp").in(folder);
        Path two = node("two").label("team", "vision").label("paid", "").in(folder);
        assertThat(only(one, two, "--label", "team=nlp").path("run_id").asString())
                .isEqualTo("one");
        assertThat(only(one, two, "--label", "paid").path("run_id").asString()).isEqualTo("two");
        assertThat(report(one, two, "--label", "team").out()).contains("2 runs");

        assertThat(only(one).path("operational_g").asDouble())
                .isCloseTo(4000 / JOULES_PER_KWH * 100, within(1e-9));
        JsonNode france = only(one, "--zone", "FR");
        assertThat(france.path("intensity").path("zone").asString()).contains("FR");
        assertThat(france.path("operational_g").asDouble())
                .isCloseTo(
                        4000
                                / JOULES_PER_KWH
                                * france.path("intensity")
                                        .path("energy_weighted_g_per_kwh")
                                        .asDouble(),
                        within(1e-9));
        assertThat(only(one, "--pue", "2").path("operational_g").asDouble())
                .isCloseTo(2 * 4000 / JOULES_PER_KWH * 100, within(1e-9));

        JsonNode process = only(one, "--scope", "process");
        assertThat(process.path("scope").asString()).isEqualTo("process");
        assertThat(joules(process)).isBetween(3000.0, 4000.0);
        report(one, "--zone", "NOWHERE").refused(Exit.INVALID_INPUT);
        report(one, "--zone", "FR", "--intensity-file", one).refused(Exit.USAGE);
    }

    @Test
    void anIntensityFileInsteadOfThePlace() throws IOException {
        Path series = folder.resolve("series.csv");
        Files.writeString(
                series,
                "timestamp_utc,g_per_kwh\n2026-03-01T12:00:00Z,50\n2026-03-01T12:00:05Z,150\n");
        JsonNode run = only(node("one").in(folder), "--intensity-file", series);
        assertThat(run.path("operational_g").asDouble())
                .isCloseTo(2000 / JOULES_PER_KWH * (50 + 150), within(1e-9));
    }

    @Test
    void whatIsNoRecordIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("text.txt"), "hello\n");
        Path json = Files.writeString(folder.resolve("other.json"), "{\"a\":1}\n");
        Path empty = Files.createFile(folder.resolve("empty.jsonl"));
        Path csv =
                Files.writeString(
                        folder.resolve("emissions.csv"),
                        """
                        timestamp,project_name,run_id,duration,emissions,energy_consumed
                        2026-03-01T12:00:00,p,r,3600,0.2,1
                        2026-03-01T13:00:00,p,r,0,0.1,1
                        """);
        report(text).refused(Exit.INVALID_INPUT);
        report(json).refused(Exit.INVALID_INPUT);
        report(empty).refused(Exit.INVALID_INPUT);
        report(folder.resolve("none.jsonl")).refused(Exit.INVALID_INPUT);

        Called read = report(csv, "--json");
        assertThat(read.err()).contains("left out: line 3 has a duration of 0");
        JsonNode run = read.json().path("runs").path(0);
        assertThat(run.path("operational_g").asDouble()).isCloseTo(200, within(1e-9));
        assertThat(run.path("energy_kwh").asDouble()).isCloseTo(1, within(1e-12));
        assertThat(run.path("samples").isNull()).isTrue();
        assertThat(run.path("labels").path("project").asString()).isEqualTo("p");
    }
}
