package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.testing.Property;

/// The server's answers are those of the command line, byte for byte.
class SameAnswersTest {

    @TempDir static Path home;

    private static ServedApi api;

    @BeforeAll
    static void started() {
        api = new ServedApi(home, Clock.systemUTC());
    }

    @AfterAll
    static void stopped() {
        api.close();
    }

    /// The same said twice: as options and as JSON.
    private static final class Said {

        private final List<String> options = new ArrayList<>();
        private final List<String> fields = new ArrayList<>();

        Said(String... command) {
            options.addAll(Arrays.asList(command));
            options.add("--json");
        }

        Said number(String name, String value) {
            options.add("--" + name.replace('_', '-') + "=" + value);
            fields.add("\"" + name + "\":" + value);
            return this;
        }

        Said text(String name, String value) {
            options.add("--" + name.replace('_', '-') + "=" + value);
            fields.add("\"" + name + "\":\"" + value + "\"");
            return this;
        }

        Said both(String option, String field) {
            options.add(option);
            fields.add(field);
            return this;
        }

        void isAnsweredAlike(String path) throws Exception {
            Called called = Called.wattle(options.toArray(String[]::new));
            HttpResponse<String> answer = api.post(path, "{" + String.join(",", fields) + "}");
            if (called.exit() == 0) {
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo(called.out());
                return;
            }
            JsonNode error = JsonMapper.shared().readTree(answer.body()).path("errors").path(0);
            assertThat(called.err()).contains("error " + error.path("code").asString() + ": ");
        }
    }

    private static String number(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> Integer.toString(random.nextInt(1000));
            case 1 -> String.format(Locale.ROOT, "%.3f", 100 * random.nextDouble());
            case 2 -> Double.toString(random.nextDouble());
            case 3 -> random.nextInt(50) + "e" + (random.nextInt(7) - 3);
            default -> "-" + random.nextInt(3);
        };
    }

    private static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    @Test
    void ofEstimates() throws Exception {
        Property.forAll(
                30,
                random -> {
                    var said = new Said("estimate");
                    if (random.nextInt(4) == 0) {
                        said.number("energy_kwh", number(random));
                    } else {
                        said.text(
                                "accelerator",
                                one(
                                        random,
                                        List.of("A100", "H100:8", "V100:4", "TPU v3", "nonsense")));
                        said.number(
                                random.nextBoolean() ? "hours" : "device_hours", number(random));
                    }
                    switch (random.nextInt(4)) {
                        case 0 ->
                                said.text("zone", one(random, List.of("FR", "DE", "US-CA", "FRX")));
                        case 1 ->
                                said.text("provider", "gcp")
                                        .text(
                                                "region",
                                                one(random, List.of("europe-west4", "us-west1")));
                        case 2 -> said.number("intensity", number(random));
                        default -> said.number("pue", "1." + random.nextInt(100));
                    }
                    if (random.nextInt(3) == 0) {
                        said.number("year", Integer.toString(2015 + random.nextInt(12)));
                    }
                    if (random.nextInt(3) == 0) {
                        said.both("--no-embodied", "\"no_embodied\":true");
                    }
                    if (random.nextInt(3) == 0) {
                        said.number("offset_percent", number(random)).text("per", "image é");
                    }
                    if (random.nextInt(4) == 0) {
                        said.text("from", one(random, List.of("2025-02-01", "2025", "soon")));
                        said.text("to", "2025-12-01T00:00:00Z");
                    }
                    if (random.nextInt(4) == 0) {
                        said.number("lifespan_years", number(random));
                        said.number("resource_share", "0.5");
                    }
                    said.isAnsweredAlike("/v1/estimate");
                });
    }

    @Test
    void ofAccounts(@TempDir Path folder) throws Exception {
        Property.forAll(
                8,
                random -> {
                    int hours = 1 + random.nextInt(48);
                    int known = Math.max(1, hours - (random.nextInt(5) == 0 ? 1 : 0));
                    Path energy = folder.resolve("energy.csv");
                    Path intensity = folder.resolve("intensity.csv");
                    String joules = series("interval_start_utc,energy_joules", hours, 1e7, random);
                    String grams = series("timestamp_utc,g_per_kwh", known, 900, random);
                    Files.writeString(energy, joules);
                    Files.writeString(intensity, grams);
                    var said =
                            new Said("account")
                                    .both("--energy=" + energy, "\"energy\":" + csv(joules));
                    switch (random.nextInt(3)) {
                        case 0 -> said.text("zone", one(random, List.of("DE", "FR", "GB")));
                        case 1 -> said.number("intensity", number(random));
                        default ->
                                said.both(
                                        "--intensity-file=" + intensity,
                                        "\"intensity\":" + csv(grams));
                    }
                    said.text("gaps", one(random, List.of("fail", "leave-out", "hold:2h")));
                    said.isAnsweredAlike("/v1/account");
                });
    }

    @Test
    void ofPlans(@TempDir Path folder) throws Exception {
        Property.forAll(
                8,
                random -> {
                    String grams = series("timestamp_utc,g_per_kwh", 100, 900, random);
                    Path file = folder.resolve("MINE.csv");
                    Files.writeString(file, grams);
                    var said = new Said("plan");
                    if (random.nextBoolean()) {
                        said.text("zone", one(random, List.of("DE", "GB", "US-CA", "FR")));
                    } else {
                        said.both(
                                "--intensity-file=" + file,
                                "\"intensity\":{\"name\":\"MINE\"," + csv(grams).substring(1));
                    }
                    said.text("duration", 1 + random.nextInt(30) + "h")
                            .number("power_watts", number(random))
                            .text("at", "2026-03-01T0" + random.nextInt(10) + ":00:00Z")
                            .text("slack", one(random, List.of("6h", "25%", "100%", "0", "x")))
                            .text(
                                    "policy",
                                    one(random, List.of("all", "flexible-start", "pause-resume")));
                    if (random.nextInt(3) == 0) {
                        said.number("max_pauses", Integer.toString(random.nextInt(4) - 1));
                    }
                    said.isAnsweredAlike("/v1/plan");
                });
    }

    @Test
    void ofEvaluationsAndForecasts(@TempDir Path folder) throws Exception {
        Property.forAll(
                3,
                random -> {
                    String grams = series("timestamp_utc,g_per_kwh", 24 * 20, 900, random);
                    Path file = folder.resolve("MINE.csv");
                    Path jobs = folder.resolve("jobs.csv");
                    Files.writeString(file, grams);
                    Files.writeString(
                            jobs, "job,intervals,interval_seconds,power_watts\na,3,3600,500\n");
                    String series = "\"intensity\":{\"name\":\"MINE\"," + csv(grams).substring(1);
                    new Said("evaluate")
                            .both("--intensity-file=" + file, series)
                            .both(
                                    "--jobs=" + jobs,
                                    "\"jobs\":[{\"job\":\"a\",\"intervals\":3,\"interval_seconds\":3600,"
                                            + "\"power_watts\":500}]")
                            .text("starts", one(random, List.of("all", "5-per-month")))
                            .text("slack", "6h,50%")
                            .text(
                                    "forecast",
                                    one(random, List.of("oracle", "persistence", "typical-day")))
                            .isAnsweredAlike("/v1/evaluate");
                    new Said("grid", "forecast")
                            .both("--intensity-file=" + file, series)
                            .text("horizon", 1 + random.nextInt(72) + "h")
                            .isAnsweredAlike("/v1/grid/forecast");
                });
    }

    @Test
    void ofTheGrid() throws Exception {
        for (String words :
                List.of(
                        "grid zones france",
                        "grid zones zzz",
                        "grid find aws us-east-1",
                        "grid find 48.86,2.35",
                        "grid find -33.9,18.4",
                        "grid find springfield-nowhere",
                        "grid show DE --year=2024",
                        "grid show FR --from=2024-01-01T00:00:00Z",
                        "grid show GB --quality=typical-day --to=2026-03-01T00:00:00Z",
                        "grid show FR --quality=typical-day")) {
            List<String> line = new ArrayList<>(List.of(words.split(" ", -1)));
            List<String> query = new ArrayList<>();
            List<String> place = new ArrayList<>();
            for (String each : line.subList(2, line.size())) {
                if (each.startsWith("--")) {
                    query.add(each.substring(2));
                } else {
                    place.add(each);
                }
            }
            query.add(
                    (line.get(1).equals("zones") ? "text=" : "place=") + String.join("%20", place));
            line.add("--json");
            Called called = Called.wattle(line.toArray(String[]::new));
            HttpResponse<String> answer =
                    api.get("/v1/grid/" + line.get(1) + "?" + String.join("&", query));
            if (called.exit() == 0) {
                assertThat(answer.body()).as(words).isEqualTo(called.out());
            } else {
                assertThat(answer.statusCode()).as(words).isIn(404, 422);
                assertThat(called.err())
                        .contains(
                                JsonMapper.shared()
                                        .readTree(answer.body())
                                        .path("errors")
                                        .path(0)
                                        .path("code")
                                        .asString());
            }
        }
    }

    private static String series(String header, int hours, double most, Random random) {
        var text = new StringBuilder(header).append('\n');
        Instant start = Instant.parse("2026-03-01T00:00:00Z");
        for (int i = 0; i < hours; i++) {
            text.append(start.plusSeconds(3600L * i))
                    .append(',')
                    .append(most * random.nextDouble())
                    .append('\n');
        }
        return text.toString();
    }

    private static String csv(String text) {
        return "{\"csv\":\"" + text.replace("\n", "\\n") + "\"}";
    }
}
