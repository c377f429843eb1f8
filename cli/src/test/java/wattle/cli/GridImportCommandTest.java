package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class GridImportCommandTest {

    private static final String MOER =
            """
            timestamp,MOER,MOER version,frequency
            2026-03-01T00:00:00+00:00,1000.0,3.0,300
            2026-03-01T00:05:00+00:00,0.0,3.0,300
            2026-03-01T00:15:00+00:00,2000.0,3.0,300
            """;

    @TempDir Path folder;

    private String file(String name, String content) throws Exception {
        return Files.writeString(folder.resolve(name), content, StandardCharsets.UTF_8).toString();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void aSeriesAndItsLabelsAreWritten() throws Exception {
        Called called =
                Called.wattle(
                        "grid",
                        "import",
                        file("raw.csv", MOER),
                        "--zone=CAISO_NORTH",
                        "--output=" + path("clean.csv"));
        assertThat(called.exit()).as(called.err()).isZero();
        assertThat(folder.resolve("clean.csv"))
                .hasContent(
                        """
                        timestamp_utc,g_per_kwh
                        2026-03-01T00:00:00Z,453.59237
                        2026-03-01T00:05:00Z,0.0
                        2026-03-01T00:15:00Z,907.18474
                        """);
        assertThat(folder.resolve("regions.csv"))
                .hasContent(
                        """
                        region,zone,signal,factor,quality,source,licence
                        clean,CAISO_NORTH,marginal,direct-co2,unstated,WattTime MOER history,WattTime terms of use
                        """);
        assertThat(called.out().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "zone CAISO_NORTH",
                        "labels marginal, direct-co2, unstated",
                        "shape watttime-history",
                        "rows 3 from 1 file",
                        "intervals 3",
                        "span 2026-03-01T00:00:00Z to 2026-03-01T00:20:00Z",
                        "step 5m",
                        "gaps 1, 5m together");
        assertThat(called.err()).contains("lb/MWh x 0.45359237 was converted to g/kWh");
    }

    @Test
    void whatIsWrittenIsJoinedWithEnergy() throws Exception {
        Called.wattle(
                "grid",
                "import",
                file("raw.csv", MOER),
                "--zone=CAISO_NORTH",
                "--output=" + path("clean.csv"));
        String energy =
                file(
                        "energy.csv",
                        """
                        interval_start_utc,energy_joules
                        2026-03-01T00:00:00Z,3600000
                        2026-03-01T00:05:00Z,3600000
                        """);
        JsonNode footprint =
                Called.wattle(
                                "account",
                                "--energy=" + energy,
                                "--intensity-file=" + path("clean.csv"),
                                "--pue=1",
                                "--json")
                        .json();
        assertThat(footprint.path("operational_g").asDouble()).isEqualTo(453.59237);
        JsonNode intensity = footprint.path("intensity");
        assertThat(intensity.path("zone").asString()).isEqualTo("file:CAISO_NORTH");
        assertThat(intensity.path("signal").asString()).isEqualTo("marginal");
        assertThat(intensity.path("source").asString()).isEqualTo("WattTime MOER history");
    }

    @Test
    void theDocumentSaysWhatWasDone() throws Exception {
        JsonNode json =
                Called.wattle(
                                "grid",
                                "import",
                                file("a.csv", MOER),
                                file("b.csv", MOER),
                                "--zone=CAISO_NORTH",
                                "--source=me",
                                "--licence=mine",
                                "--output=" + path("clean.csv"),
                                "--json")
                        .json();
        assertThat(json.path("schema").asString()).isEqualTo("wattle.import/1");
        assertThat(json.path("rows_read").asInt()).isEqualTo(6);
        assertThat(json.path("rows_repeated").asInt()).isEqualTo(3);
        assertThat(json.path("intervals").asInt()).isEqualTo(3);
        assertThat(json.path("start").asString()).isEqualTo("2026-03-01T00:00:00Z");
        assertThat(json.path("end").asString()).isEqualTo("2026-03-01T00:20:00Z");
        assertThat(json.path("steps_seconds").get(0).asDouble()).isEqualTo(300);
        assertThat(json.path("gaps").asInt()).isEqualTo(1);
        assertThat(json.path("missing_seconds").asDouble()).isEqualTo(300);
        assertThat(json.path("source").asString()).isEqualTo("me");
        assertThat(json.path("licence").asString()).isEqualTo("mine");
        assertThat(json.path("files").get(1).path("shape").asString())
                .isEqualTo("watttime-history");
        assertThat(json.path("files").get(1).path("unit").asString()).isEqualTo("lb/MWh");
        assertThat(json.path("files").get(1).path("times_mark").asString()).isEqualTo("start");
        assertThat(json.path("versions").propertyNames()).contains("wattle", "data");
    }

    @Test
    void withoutAnOutputTheSeriesIsTheResult() throws Exception {
        Called called = Called.wattle("grid", "import", file("raw.csv", MOER), "--zone=X");
        assertThat(called.exit()).isZero();
        assertThat(called.out()).startsWith("timestamp_utc,g_per_kwh\n2026-03-01T00:00:00Z,453.");
        assertThat(folder.resolve("regions.csv")).doesNotExist();
        Called.wattle("grid", "import", path("raw.csv"), "--zone=X", "--json").refused(Exit.USAGE);
    }

    @Test
    void aSeriesThatIsThereIsKeptUnlessForced() throws Exception {
        String raw = file("raw.csv", MOER);
        String output = "--output=" + path("clean.csv");
        Called.wattle("grid", "import", raw, "--zone=A", output);
        String before = Files.readString(folder.resolve("clean.csv"));
        Called.wattle("grid", "import", raw, "--zone=A", output).refused(Exit.CONFLICT);
        assertThat(
                        Called.wattle("grid", "import", raw, "--zone=B", output)
                                .refused(Exit.CONFLICT)
                                .err())
                .contains("regions.csv", "--force");
        assertThat(folder.resolve("clean.csv")).hasContent(before);
        assertThat(Called.wattle("grid", "import", raw, "--zone=B", output, "--force").exit())
                .isZero();
        assertThat(Files.readString(folder.resolve("regions.csv")))
                .contains("\nclean,B,")
                .doesNotContain("clean,A,");
    }

    @Test
    void theZoneIsThatOfTheRows() throws Exception {
        String raw =
                file(
                        "BR-SP_2022.csv",
                        """
                        Datetime (UTC),Zone Id,Carbon Intensity gCO₂eq/kWh (LCA)
                        2022-01-15 13:00:00,BR-CS,114.29
                        2022-01-15 14:00:00,BR-CS,112.73
                        """);
        String output = "--output=" + path("clean.csv");
        assertThat(
                        Called.wattle("grid", "import", raw, "--zone=BR-SP", output)
                                .refused(Exit.INVALID_INPUT)
                                .err())
                .contains("BR-CS", "--rows-of");
        assertThat(Called.wattle("grid", "import", raw, "--zone=BR-SP", "--rows-of=BR-CS").exit())
                .isZero();
        assertThat(Called.wattle("grid", "import", raw, output).exit()).isZero();
        assertThat(Files.readString(folder.resolve("regions.csv"))).contains("clean,BR-CS,average");

        assertThat(Called.wattle("grid", "import", file("raw.csv", MOER)).refused(Exit.USAGE).err())
                .contains("--zone");
        assertThat(
                        Called.wattle("grid", "import", path("clean.csv"), "--zone=FR")
                                .refused(Exit.INVALID_INPUT)
                                .err())
                .contains("zone BR-CS, not FR");
    }

    @Test
    void wordsThatNobodyKnowsAreRefused() throws Exception {
        String raw = file("raw.csv", MOER);
        assertThat(
                        Called.wattle("grid", "import", raw, "--zone=X", "--unit=stone/kWh")
                                .refused(Exit.USAGE)
                                .err())
                .contains("lb/MWh");
        Called.wattle("grid", "import", raw, "--zone=X", "--time-zone=Mars/Utopia")
                .refused(Exit.USAGE);
        Called.wattle("grid", "import", raw, "--zone=X", "--signal=loud").refused(Exit.USAGE);
        Called.wattle("grid", "import", raw, "--zone=X", "--signal=average")
                .refused(Exit.INVALID_INPUT);
        Called.wattle("grid", "import", path("nowhere.csv"), "--zone=X")
                .refused(Exit.INVALID_INPUT);
        Called.wattle("grid", "import").refused(Exit.USAGE);
        assertThat(
                        Called.wattle(
                                        "grid",
                                        "import",
                                        raw,
                                        file(
                                                "plain.csv",
                                                "timestamp_utc,g_per_kwh\n2026-01-01T00:00:00Z,1\n"),
                                        "--zone=X")
                                .refused(Exit.INVALID_INPUT)
                                .err())
                .contains("not one series", "one by one");
    }
}
