package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class EvaluateCommandTest {

    @TempDir Path folder;

    @Test
    void everyStartOfADayWithOneHourToWait() throws IOException {
        JsonNode rows = evaluate("--slack", "1h", "--starts", "all", "--policy", "flexible-start");

        // 9 1 9 1: a job of an hour saves 8 of 9 from an odd start and nothing from an even one;
        // the
        // last start has no hour left to wait.
        JsonNode row = rows.path(0);
        assertThat(row.path("starts").asInt()).isEqualTo(3);
        assertThat(row.path("skipped").asInt()).isEqualTo(1);
        assertThat(row.path("baseline_g").asDouble()).isEqualTo(19);
        assertThat(row.path("operational_g").asDouble()).isEqualTo(3);
        assertThat(row.path("mean_saving_fraction").asDouble())
                .isCloseTo(2 * (8 / 9.0) / 3, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(row.path("regret_fraction").asDouble()).isZero();
    }

    @Test
    void rowsOfAllZonesAndJobsCanBePutTogether() throws IOException {
        JsonNode each = evaluate("--slack", "1h,100%", "--starts", "all");
        JsonNode all = evaluate("--slack", "1h,100%", "--starts", "all", "--aggregate", "all");

        assertThat(each.size()).isEqualTo(6);
        assertThat(all.size()).isEqualTo(6);
        assertThat(all.path(0).path("zone").asString()).isEqualTo("all");
        assertThat(all.path(0).path("job").asString()).isEqualTo("all");
    }

    @Test
    void startsComeFromAFileToo() throws IOException {
        Path starts = Files.writeString(folder.resolve("starts"), "2026-01-01T02:00:00Z\n");
        JsonNode rows =
                evaluate(
                        "--slack", "1h", "--starts", starts.toString(), "--policy", "pause-resume");

        assertThat(rows.path(0).path("starts").asInt()).isEqualTo(1);
        assertThat(rows.path(0).path("baseline_g").asDouble()).isEqualTo(9);
        assertThat(rows.path(0).path("operational_g").asDouble()).isEqualTo(1);
    }

    @Test
    void wherePastDaysRepeatThemselvesEveryForecastIsAsGoodAsKnowing() throws IOException {
        var text = new StringBuilder("timestamp_utc,g_per_kwh\n");
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        for (int hour = 0; hour < 24 * 40; hour++, at = at.plusSeconds(3600)) {
            text.append(at).append(',').append(hour % 24 < 6 ? 100 : 300).append('\n');
        }
        Files.writeString(folder.resolve("zone.csv"), text);
        for (String forecast : List.of("ours", "typical-day", "persistence", "blend", "oracle")) {
            JsonNode rows =
                    evaluate(
                            "--forecast",
                            forecast,
                            "--from",
                            "2026-02-04T00:00:00Z",
                            "--slack",
                            "23h",
                            "--starts",
                            "all",
                            "--policy",
                            "flexible-start,pause-resume");
            for (JsonNode row : rows) {
                assertThat(row.path("forecast").asString()).isEqualTo(forecast);
                assertThat(row.path("operational_g").asDouble())
                        .as(forecast)
                        .isEqualTo(100.0 * row.path("starts").asInt());
                assertThat(row.path("worse_than_run_now_fraction").asDouble()).isZero();
            }
        }
    }

    @Test
    void anArchiveOfForecastsIsBelievedAndWhatCameIsCounted() throws IOException {
        Path archive =
                Files.writeString(
                        folder.resolve("archive.csv"),
                        """
                        issued_utc,h0,h60
                        2026-01-01T01:00:00Z,1,9
                        2026-01-01T02:00:00Z,1,9
                        """);
        Path starts =
                Files.writeString(
                        folder.resolve("starts"), "2026-01-01T01:00:00Z\n2026-01-01T02:00:00Z\n");
        JsonNode row =
                evaluate(
                                "--slack",
                                "1h",
                                "--starts",
                                starts.toString(),
                                "--policy",
                                "flexible-start",
                                "--forecast",
                                "archive:" + archive)
                        .path(0);

        // The first is right to start at once, in the hour of 1 g; the second pays 9 g for it.
        assertThat(row.path("starts").asInt()).isEqualTo(2);
        assertThat(row.path("operational_g").asDouble()).isEqualTo(10);
        assertThat(row.path("baseline_g").asDouble()).isEqualTo(10);
        assertThat(row.path("regret_fraction").asDouble()).isEqualTo(0.8);
    }

    @Test
    void aThresholdCanBeAShareOfThePast() throws IOException {
        var text = new StringBuilder("timestamp_utc,g_per_kwh\n");
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        for (int hour = 0; hour < 24 * 31; hour++, at = at.plusSeconds(3600)) {
            text.append(at).append(',').append(hour % 24 < 6 ? 100 : 300).append('\n');
        }
        Files.writeString(folder.resolve("zone.csv"), text);
        String[] options = {
            "--slack", "23h", "--starts", "all", "--policy", "threshold", "--threshold"
        };
        for (String forecast : List.of("oracle", "ours")) {
            String[] all = java.util.Arrays.copyOf(options, options.length + 3);
            System.arraycopy(
                    new String[] {"25%", "--forecast", forecast}, 0, all, options.length, 3);
            JsonNode row = evaluate(all).path(0);
            // Two whole days of starts after 28 of past, each of which waits for the first low
            // hour.
            assertThat(row.path("starts").asInt()).isEqualTo(49);
            assertThat(row.path("operational_g").asDouble()).isEqualTo(4900);
            assertThat(row.path("forecast").asString()).isEqualTo(forecast);
        }
        called("--policy", "threshold", "--threshold", "low").refused(Exit.USAGE);
        called("--policy", "threshold", "--threshold", "101%").refused(Exit.USAGE);
    }

    @Test
    void withoutJobsOrWithAnUnknownForecastThereIsAnErrorThatHelps() throws IOException {
        Called.wattle("evaluate").refused(Exit.USAGE);
        assertThat(called("--forecast", "crystal-ball").refused(Exit.USAGE).err())
                .contains("persistence");
        called("--replan", "1h").refused(Exit.USAGE);
        called("--forecast", "ours", "--caution", "-1").refused(Exit.USAGE);
    }

    private JsonNode evaluate(String... options) throws IOException {
        return called(options).json().path("rows");
    }

    private Called called(String... options) throws IOException {
        Path jobs =
                Files.writeString(
                        folder.resolve("jobs.csv"),
                        """
                        job,intervals,interval_seconds,power_watts
                        one,1,3600,1000
                        """);
        Path series = folder.resolve("zone.csv");
        if (Files.notExists(series)) {
            Files.writeString(
                    series,
                    """
                    timestamp_utc,g_per_kwh
                    2026-01-01T00:00:00Z,9
                    2026-01-01T01:00:00Z,1
                    2026-01-01T02:00:00Z,9
                    2026-01-01T03:00:00Z,1
                    """);
        }
        String[] first = {
            "evaluate", "--json", "--jobs", jobs.toString(), "--intensity-file", series.toString()
        };
        String[] all = java.util.Arrays.copyOf(first, first.length + options.length);
        System.arraycopy(options, 0, all, first.length, options.length);
        return Called.wattle(all);
    }
}
