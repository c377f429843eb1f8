package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.report.intensity.TextChart;
import wattle.testing.SharedData;

class GridShowCommandTest {

    @TempDir Path folder;

    private Path file(String... rows) throws IOException {
        Path file = folder.resolve("series.csv");
        Files.writeString(file, "timestamp_utc,g_per_kwh\n" + String.join("\n", rows) + "\n");
        return file;
    }

    private Path dayWithGap() throws IOException {
        return file(
                "2026-03-01T00:00:00Z,100",
                "2026-03-01T01:00:00Z,0",
                "2026-03-01T02:00:00Z,400",
                "2026-03-01T05:00:00Z,300");
    }

    @Test
    void aFileIsSummedUpAndItsGapIsSaid() throws IOException {
        String path = dayWithGap().toString();
        var json = Called.wattle("grid", "show", path, "--json").json();
        var summary = json.path("summary");

        assertThat(json.path("schema").asString()).isEqualTo("wattle.intensity/1");
        assertThat(json.path("signal").asString()).isEqualTo("unstated");
        assertThat(json.path("zone").isNull()).isTrue();
        assertThat(json.path("values").size()).isEqualTo(4);
        assertThat(json.path("values").path(2).path("end").asString())
                .isEqualTo("2026-03-01T03:00:00Z");
        assertThat(summary.path("mean_g_per_kwh").asDouble()).isEqualTo(200);
        assertThat(summary.path("max_at").asString()).isEqualTo("2026-03-01T02:00:00Z");
        assertThat(summary.path("min_at").asString()).isEqualTo("2026-03-01T01:00:00Z");
        assertThat(summary.path("zeros").asInt()).isEqualTo(1);
        assertThat(summary.path("gaps").asInt()).isEqualTo(1);
        assertThat(summary.path("coverage").asDouble()).isCloseTo(4 / 6.0, within(1e-12));
        assertThat(Called.wattle("grid", "show", path).out())
                .contains("signal unstated, factor unstated, quality unstated")
                .contains("lowest                   0 g/kWh at 2026-03-01 01:00")
                .contains("1 gap of 2.00 hours");
    }

    @Test
    void thePartThatWasAskedForIsShown() throws IOException {
        String path = dayWithGap().toString();

        var json =
                Called.wattle(
                                "grid",
                                "show",
                                path,
                                "--json",
                                "--from",
                                "2026-03-01T01:30:00Z",
                                "--to",
                                "2026-03-01T04:00:00Z")
                        .json();
        assertThat(json.path("start").asString()).isEqualTo("2026-03-01T01:30:00Z");
        assertThat(json.path("end").asString()).isEqualTo("2026-03-01T03:00:00Z");
        assertThat(json.path("summary").path("mean_g_per_kwh").asDouble())
                .isCloseTo(400 / 1.5, within(1e-9));
        Called.wattle(
                        "grid",
                        "show",
                        path,
                        "--from",
                        "2026-03-01T03:00:00Z",
                        "--to",
                        "2026-03-01T05:00:00Z")
                .refused(Exit.DATA_MISSING);
        Called.wattle(
                        "grid",
                        "show",
                        path,
                        "--from",
                        "2026-03-01T03:00:00Z",
                        "--to",
                        "2026-03-01T03:00:00Z")
                .refused(Exit.USAGE);
    }

    @Test
    void aTypicalDayIsShownWithItsYearsAndPercentiles() {
        var json =
                Called.wattle(
                                "grid",
                                "show",
                                "DE",
                                "--json",
                                "--from",
                                "2026-07-01T00:00:00Z",
                                "--to",
                                "2026-07-02T00:00:00Z")
                        .json();

        assertThat(json.path("quality").asString()).isEqualTo("typical-day");
        assertThat(json.path("zone").asString()).isEqualTo("electricitymaps:DE");
        assertThat(json.path("factor").asString()).isEqualTo("lifecycle-co2e");
        assertThat(json.path("source").asString()).contains("2021 to 2024");
        assertThat(json.path("values").size()).isEqualTo(24);
        for (var each : json.path("values")) {
            assertThat(each.path("g_per_kwh").asDouble())
                    .isBetween(
                            each.path("p10_g_per_kwh").asDouble(),
                            each.path("p90_g_per_kwh").asDouble());
        }
        assertThat(Called.wattle("grid", "show", "DE").out())
                .contains("Germany, typical day")
                .contains("hour of the day (UTC)")
                .contains("a typical day is no measurement");
    }

    @Test
    void aCloudRegionAndAFactorChooseTheTypicalDay() {
        var json =
                Called.wattle(
                                "grid",
                                "show",
                                "aws",
                                "us-east-1",
                                "--json",
                                "--factor",
                                "direct-co2e")
                        .json();
        assertThat(json.path("zone").asString()).isEqualTo("eia:PJM");
        assertThat(json.path("values").size()).isEqualTo(8760);
        Called.wattle("grid", "show", "DE", "--signal", "marginal", "--quality", "typical-day")
                .refused(Exit.DATA_MISSING);
    }

    @Test
    void aPlaceWithoutATypicalDayShowsItsYears() {
        var all = Called.wattle("grid", "show", "FR", "--json").json();
        var one = Called.wattle("grid", "show", "FR", "--json", "--year", "2024").json();

        assertThat(all.path("quality").asString()).isEqualTo("yearly");
        assertThat(all.path("start").asString()).isEqualTo("1990-01-01T00:00:00Z");
        assertThat(all.path("values").size()).isEqualTo(36);
        assertThat(one.path("values").size()).isEqualTo(1);
        assertThat(one.path("start").asString()).isEqualTo("2024-01-01T00:00:00Z");
        assertThat(Called.wattle("grid", "show", "FR").out()).contains("2020").contains("yearly");
        assertThat(Called.wattle("grid", "show", "FR", "--year", "2030").out())
                .contains("no figure for 2030");
        assertThat(
                        Called.wattle("grid", "show", "DE", "--quality", "yearly", "--json")
                                .json()
                                .path("zone")
                                .asString())
                .isEqualTo("country:DEU");
    }

    @Test
    void theTableCanBeReadAgain() throws IOException {
        Called csv =
                Called.wattle(
                        "grid",
                        "show",
                        "DE",
                        "--csv",
                        "--from",
                        "2026-07-01T00:00:00Z",
                        "--to",
                        "2026-07-03T00:00:00Z");
        Path copy = folder.resolve("copy.csv");
        Files.writeString(copy, csv.out());

        var json = Called.wattle("grid", "show", copy.toString(), "--json").json();
        assertThat(json.path("values").size()).isEqualTo(48);
        assertThat(json.path("start").asString()).isEqualTo("2026-07-01T00:00:00Z");
    }

    @Test
    void thePageIsWrittenAndNotOver() throws IOException {
        Path page = folder.resolve("page.html");
        String[] args = {"grid", "show", "DE", "--html", page.toString()};

        Called written = Called.wattle(args);
        assertThat(written.exit()).as(written.err()).isZero();
        assertThat(written.out()).isEmpty();
        assertThat(Files.readString(page)).startsWith("<!DOCTYPE html>").contains("Germany");
        Called.wattle(args).refused(Exit.CONFLICT);
        assertThat(Called.wattle("grid", "show", "DE", "--html", page.toString(), "--force").exit())
                .isZero();
    }

    @Test
    void whatCannotBeShownIsRefused() throws IOException {
        Called.wattle("grid", "show").refused(Exit.USAGE);
        Called.wattle("grid", "show", "Nowhereland").refused(Exit.INVALID_INPUT);
        assertThat(Called.wattle("grid", "show", "Georgia").refused(Exit.INVALID_INPUT).err())
                .contains("country:GEO")
                .contains("subdivision:US-GA");
        Called.wattle("grid", "show", folder.resolve("none.csv").toString())
                .refused(Exit.INVALID_INPUT);
        Called.wattle("grid", "show", "eia:AVA").refused(Exit.DATA_MISSING);
        Called.wattle("grid", "show", "DE", "--json", "--csv").refused(Exit.USAGE);
        Called.wattle("grid", "show", dayWithGap().toString(), "--year", "2024")
                .refused(Exit.USAGE);
        Called.wattle("grid", "show", "FR", "--year", "2024", "--from", "2024-01-01T00:00:00Z")
                .refused(Exit.USAGE);
    }

    @Test
    void everySharedSeriesIsSummedUp() {
        for (String name : List.of("DE.average", "US-CAISO-PGE.marginal")) {
            Path file = SharedData.needed("intensity/" + name + ".csv.gz");
            var json = Called.wattle("grid", "show", file.toString(), "--json").json();
            assertThat(json.path("summary").path("intervals").asInt()).isGreaterThan(35_000);
            assertThat(Instant.parse(json.path("start").asString())).isNotNull();
        }
    }

    @Test
    void theTerminalDecidesHowItIsDrawn() {
        assertThat(Terminal.ink(Map.of("LANG", "en_GB.UTF-8"))).isEqualTo(TextChart.Ink.BLOCKS);
        assertThat(Terminal.ink(Map.of("LANG", "C.utf8", "TERM", "xterm")))
                .isEqualTo(TextChart.Ink.BLOCKS);
        assertThat(Terminal.ink(Map.of("LANG", "en_GB.UTF-8", "TERM", "dumb")))
                .isEqualTo(TextChart.Ink.ASCII);
        assertThat(Terminal.ink(Map.of("LANG", "en_GB.UTF-8", "LC_ALL", "C")))
                .isEqualTo(TextChart.Ink.ASCII);
        assertThat(Terminal.ink(Map.of())).isEqualTo(TextChart.Ink.ASCII);
        assertThat(Terminal.width(Map.of("COLUMNS", "120"))).isEqualTo(120);
        assertThat(Terminal.width(Map.of("COLUMNS", "7"))).isEqualTo(40);
        assertThat(Terminal.width(Map.of("COLUMNS", "9999"))).isEqualTo(200);
    }
}
