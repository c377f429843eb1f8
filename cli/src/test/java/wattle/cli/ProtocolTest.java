package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import wattle.testing.SharedData;

class ProtocolTest {

    @TempDir Path folder;

    @Test
    void elevenJobsAndEightSlacksOverAFolderOfSeries() throws IOException {
        JsonNode rows =
                called(series(), "--policy", "flexible-start,lowest-intervals", "--json")
                        .json()
                        .path("rows");

        assertThat(rows.size()).isEqualTo(2 * 11 * 8 * 2);
        JsonNode first = rows.path(0);
        assertThat(first.path("zone").asString()).isEqualTo("day");
        assertThat(first.path("job").asString()).isEqualTo("bert-finetune");
        assertThat(first.path("slack").asString()).isEqualTo("6h");
        // Five starts of January and what is left of February, at midnights and in between.
        assertThat(first.path("starts").asInt() + first.path("skipped").asInt()).isEqualTo(10);
    }

    @Test
    void savingsOfASquareWaveHaveAClosedForm() throws IOException {
        // Twelve hours at 300, twelve at 100, from midnight on; DenseNet fits into the low half.
        Path series = series();
        Path starts = Files.writeString(folder.resolve("starts"), "2020-01-03T00:00:00Z\n");
        JsonNode rows =
                called(series, "--starts", starts.toString(), "--slack", "12h,24h", "--json")
                        .json()
                        .path("rows");
        for (JsonNode row : rows) {
            if (row.path("zone").asString().equals("day")
                    && row.path("job").asString().equals("densenet-121")) {
                assertThat(row.path("mean_saving_fraction").asDouble())
                        .isCloseTo(2 / 3.0, within(1e-12));
                assertThat(row.path("baseline_g").asDouble()).isCloseTo(0.02 * 300, within(1e-9));
                assertThat(row.path("pauses_per_hour").asDouble()).isZero();
                // One wait in 12 h 20 min or 24 h 20 min.
                double hours = row.path("slack").asString().equals("12h") ? 37 / 3.0 : 73 / 3.0;
                assertThat(row.path("pauses_and_waits_per_hour").asDouble())
                        .isCloseTo(1 / hours, within(1e-12));
            }
        }
    }

    @Test
    void jobsOfOneLengthDifferByTheirEnergyOnly() throws IOException {
        JsonNode rows = called(series(), "--json").json().path("rows");
        double small = Double.NaN;
        for (JsonNode row : rows) {
            boolean sought =
                    row.path("slack").asString().equals("24h")
                            && row.path("policy").asString().equals("lowest-intervals")
                            && row.path("zone").asString().equals("day");
            if (sought && row.path("job").asString().equals("vit-tiny")) {
                small = row.path("operational_g").asDouble();
            }
            if (sought && row.path("job").asString().equals("vit-small")) {
                assertThat(row.path("operational_g").asDouble())
                        .isCloseTo(small * 2.2 / 1.7, within(1e-6));
            }
        }
        assertThat(small).isPositive();
    }

    @Test
    void tablesStandBesideThePapersAndSignalsApart() throws IOException {
        String said = output(called(series()));

        assertThat(said)
                .contains("A: average, lifecycle-co2e, zones: 1")
                .contains("B: marginal, direct-co2, zones: 1")
                .contains("Up to 24h later (table 13 of the paper)")
                .containsPattern("densenet-201 +25\\.9 +27\\.1 +0\\.08 ");
    }

    @Test
    void zonesOfDifferentSignalsAreNotPutTogether() throws IOException {
        JsonNode rows =
                called(series(), "--aggregate", "zone", "--slack", "6h", "--json")
                        .json()
                        .path("rows");

        assertThat(rows.size()).isEqualTo(2 * 11 * 3);
        assertThat(rows.path(0).path("zone").asString()).isEqualTo("all average lifecycle-co2e");
    }

    @Test
    void aPageIsWrittenThatNeedsNothingElse() throws Exception {
        Path page = folder.resolve("page.html");
        assertThat(output(called(series(), "--html", page.toString()))).contains("table 13");
        String text = Files.readString(page);

        assertThat(text)
                .contains("Figure 1")
                .contains("Figure 2")
                .contains("Figure 3: savings by zone, 6B transformer")
                .contains("Figure 4")
                .contains("Table 3")
                .contains("default-src &#39;none&#39;")
                .contains("&lt;b&gt;")
                .doesNotContain("<b>")
                .doesNotContain("<script");
        javax.xml.parsers.DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new org.xml.sax.InputSource(new java.io.StringReader(text)));
    }

    /// The balancing area of the paper's West US, of which its text says "up to 80 %".
    @Test
    void onTheSeriesOfTheStudyTheShapeIsThatOfThePaper() {
        Path series = SharedData.needed("intensity/US-CAISO-NORTH.marginal.csv.gz");
        Map<String, Double> saved = new LinkedHashMap<>();
        for (JsonNode row : called(series, "--json").json().path("rows")) {
            saved.put(
                    row.path("job").asString()
                            + " "
                            + row.path("slack").asString()
                            + " "
                            + row.path("policy").asString(),
                    row.path("mean_saving_fraction").asDouble());
        }

        assertThat(saved).hasSize(11 * 8 * 3);
        assertThat(saved.get("densenet-201 24h flexible-start")).isBetween(0.55, 0.65);
        assertThat(saved.get("transformer-6b 24h flexible-start")).isBetween(0.0, 0.015);
        assertThat(saved.get("densenet-201 100% lowest-intervals")).isBetween(0.0, 0.1);
        assertThat(saved.get("transformer-6b 100% lowest-intervals")).isBetween(0.25, 0.35);
        saved.forEach((key, value) -> {
            if (key.endsWith(" flexible-start")) {
                String pausing = key.replace("flexible-start", "lowest-intervals");
                assertThat(saved.get(pausing)).isGreaterThanOrEqualTo(value - 1e-12);
            }
            if (key.contains(" 6h ")) {
                assertThat(saved.get(key.replace(" 6h ", " 12h "))).isGreaterThanOrEqualTo(value);
                assertThat(saved.get(key.replace(" 6h ", " 24h "))).isGreaterThanOrEqualTo(value);
            }
        });
    }

    @Test
    void aProtocolHasItsOwnJobs() throws IOException {
        assertThat(called(series(), "--jobs", "some.csv").refused(Exit.USAGE).err())
                .contains("--jobs");
        assertThat(called(series(), "--protocol", "another").refused(Exit.USAGE).err())
                .isNotEmpty();
        assertThat(Called.wattle("evaluate", "--html", "x").refused(Exit.USAGE).err())
                .contains("--protocol");
    }

    private static String output(Called called) {
        assertThat(called.exit()).as(called.err()).isZero();
        return called.out();
    }

    private Called called(Path series, String... options) {
        String[] first = {
            "evaluate", "--protocol", "dodge-2022", "--intensity-file", series.toString()
        };
        String[] all = java.util.Arrays.copyOf(first, first.length + options.length);
        System.arraycopy(options, 0, all, first.length, options.length);
        return Called.wattle(all);
    }

    /// Two series of two months and a `regions.csv` that says what they are.
    private Path series() throws IOException {
        Path series = folder.resolve("series");
        if (Files.exists(series)) {
            return series;
        }
        Files.createDirectory(series);
        Files.writeString(
                series.resolve("regions.csv"),
                """
                region,zone,signal,factor,licence
                day,day,average,lifecycle-co2e,none
                night,<b>,marginal,direct-co2,none
                """);
        for (String name : new String[] {"day", "night"}) {
            var text = new StringBuilder("timestamp_utc,g_per_kwh\n");
            Instant at = Instant.parse("2020-01-01T00:00:00Z");
            for (int hour = 0; hour < 60 * 24; hour++) {
                boolean low = hour % 24 >= 12;
                text.append(at.plusSeconds(3600L * hour))
                        .append(low == name.equals("day") ? ",100\n" : ",300\n");
            }
            Files.writeString(series.resolve(name + ".csv"), text);
        }
        return series;
    }
}
