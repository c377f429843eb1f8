package wattle.hub.web.carbonaware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import wattle.grid.Factor;
import wattle.grid.GridZone;
import wattle.grid.IntensitySeries;
import wattle.grid.Labels;
import wattle.grid.Layer;
import wattle.grid.LayeredIntensity;
import wattle.grid.Quality;
import wattle.grid.Rung;
import wattle.grid.Signal;
import wattle.hub.web.Access;
import wattle.hub.web.TestServer;
import wattle.series.HeldSeries;
import wattle.series.Timeline;
import wattle.testing.Property;
import wattle.unit.Source;

/// Names and types are those of the SDK's published OpenAPI document, written out here.
class CarbonAwareRoutesTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-03-01T06:10:00Z");

    /// By the hour from [#START] on.
    private static final double[] EAST = {
        400, 300, 200, 100, 150, 250, 350, 300, 300, 120, 100, 500, 90, 80, 300, 200, 100, 150, 250,
        350, 300, 300, 120, 100, 500, 90, 80, 300, 200, 100, 150, 250, 350, 300, 300, 120, 100, 500
    };

    private static final double[] WEST = {
        450, 350, 250, 150, 100, 250, 350, 300, 300, 120, 100, 500
    };

    private static final TestServer SERVER =
            new TestServer(
                    TestServer.PLENTY,
                    Access.NOBODY,
                    new CarbonAwareRoutes(
                            (location, span, decision, byTheHour) ->
                                    switch (location) {
                                        case "eastus" -> known("EAST", EAST, Factor.DIRECT_CO2);
                                        case "westus" -> known("WEST", WEST, Factor.DIRECT_CO2);
                                        case "north" -> known("NORTH", WEST, Factor.LIFECYCLE_CO2E);
                                        default ->
                                                throw new NotKnownException(
                                                        location + " is not known",
                                                        new IllegalArgumentException());
                                    },
                            Clock.fixed(NOW, ZoneOffset.UTC)));

    @BeforeAll
    static void started() {
        assertThat(SERVER.log()).isEmpty();
    }

    @AfterAll
    static void stopped() {
        SERVER.close();
    }

    private static LayeredIntensity known(String zone, double[] values, Factor factor) {
        var series =
                new IntensitySeries(
                        new GridZone("test", zone),
                        new Labels(Signal.AVERAGE, factor),
                        Quality.TYPICAL_DAY,
                        new Source("made up", null),
                        new HeldSeries(
                                Timeline.regular(START, Duration.ofHours(1), values.length),
                                values));
        return new LayeredIntensity(
                List.of(Layer.of(Rung.TYPICAL_DAY, series)), (one, other) -> false);
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).as(TestServer.text(answer)).isEqualTo(200);
        return TestServer.json(answer);
    }

    private static JsonNode refused(HttpResponse<byte[]> answer, String parameter) {
        assertThat(answer.statusCode()).as(TestServer.text(answer)).isEqualTo(400);
        JsonNode problem = TestServer.json(answer);
        assertThat(problem.propertyNames()).contains("title", "status", "detail", "errors");
        assertThat(problem.path("errors").path(parameter).path(0).isString())
                .as(problem.toString())
                .isTrue();
        return problem;
    }

    @Test
    void theValuesOfATimeAreEmissionsData() throws Exception {
        JsonNode all =
                json(
                        SERVER.get(
                                "/emissions/bylocations?location=eastus&location=westus"
                                        + "&time=2026-03-01T00:30:00Z&toTime=2026-03-01T02:00:00Z"));
        assertThat(all.size()).isEqualTo(4);
        JsonNode first = all.path(0);
        assertThat(first.propertyNames())
                .containsExactlyInAnyOrder("location", "time", "rating", "duration");
        assertThat(first.path("location").asString()).isEqualTo("eastus");
        assertThat(first.path("time").asString()).isEqualTo("2026-03-01T00:00:00Z");
        assertThat(first.path("rating").asDouble()).isEqualTo(400);
        assertThat(first.path("duration").asString()).isEqualTo("01:00:00");
        assertThat(all.path(3).path("location").asString()).isEqualTo("westus");
    }

    @Test
    void withoutATimeItIsNow() throws Exception {
        var answer = SERVER.get("/emissions/bylocation?location=eastus");
        assertThat(json(answer).path(0).path("rating").asDouble()).isEqualTo(350);
        assertThat(answer.headers().firstValue("Wattle-Intensity"))
                .hasValue("average direct-co2; quality=typical-day");
    }

    @Test
    void namesAreTakenInAnyCaseAndPlusSignsAsTheyArrive() throws Exception {
        JsonNode all =
                json(
                        SERVER.get(
                                "/emissions/bylocation?Location=eastus&TIME=2026-03-01T02:00:00+01:00"));
        assertThat(all.path(0).path("rating").asDouble()).isEqualTo(300);
        assertThat(
                        json(SERVER.get("/emissions/bylocation?location=eastus&time=2026-03-01"))
                                .path(0)
                                .path("rating")
                                .asDouble())
                .isEqualTo(400);
    }

    @Test
    void theBestAreAllWithTheLowestValue() throws Exception {
        JsonNode best =
                json(
                        SERVER.get(
                                "/emissions/bylocations/best?location=eastus&location=westus"
                                        + "&time=2026-03-01&toTime=2026-03-01T05:00:00Z"));
        assertThat(best.size()).isEqualTo(2);
        assertThat(best.path(0).path("time").asString()).isEqualTo("2026-03-01T03:00:00Z");
        assertThat(best.path(1).path("location").asString()).isEqualTo("westus");
        refused(
                SERVER.get(
                        "/emissions/bylocations/best?location=eastus&location=north"
                                + "&time=2026-03-01&toTime=2026-03-01T05:00:00Z"),
                "location");
    }

    @Test
    void aForecastHasItsWindowsAndTheBestOfThem() throws Exception {
        JsonNode forecast =
                json(SERVER.get(
                                "/emissions/forecasts/current?location=eastus"
                                        + "&dataStartAt=2026-03-01T07:00:00Z"
                                        + "&dataEndAt=2026-03-01T13:00:00Z&windowSize=120"))
                        .path(0);
        assertThat(forecast.propertyNames())
                .containsExactlyInAnyOrder(
                        "generatedAt",
                        "requestedAt",
                        "location",
                        "dataStartAt",
                        "dataEndAt",
                        "windowSize",
                        "optimalDataPoints",
                        "forecastData");
        assertThat(forecast.path("windowSize").isInt()).isTrue();
        assertThat(forecast.path("requestedAt").asString()).isEqualTo("2026-03-01T06:10:00Z");
        List<Double> values = new ArrayList<>();
        forecast.path("forecastData").forEach(each -> values.add(each.path("value").asDouble()));
        assertThat(values).containsExactly(300.0, 210.0, 110.0, 300.0, 295.0);
        JsonNode best = forecast.path("optimalDataPoints").path(0);
        assertThat(best.propertyNames())
                .containsExactlyInAnyOrder("location", "timestamp", "duration", "value");
        assertThat(best.path("timestamp").asString()).isEqualTo("2026-03-01T09:00:00Z");
        assertThat(best.path("duration").asInt()).isEqualTo(120);
    }

    @Test
    void windowsAreMeansOverTimeWhereverTheyBegin() throws Exception {
        Property.forAll(
                40,
                random -> {
                    Instant from = START.plusSeconds(60L * random.nextInt(20 * 60));
                    Instant to = from.plusSeconds(3600 + 60L * random.nextInt(12 * 60));
                    int window = 1 + random.nextInt((int) Duration.between(from, to).toMinutes());
                    JsonNode data =
                            json(SERVER.post(
                                            "/emissions/forecasts/batch",
                                            "[{\"requestedAt\":\"2026-03-01T00:00:00Z\",\"location\":\"eastus\",\"dataStartAt\":\""
                                                    + from
                                                    + "\",\"dataEndAt\":\""
                                                    + to
                                                    + "\",\"windowSize\":"
                                                    + window
                                                    + "}]"))
                                    .path(0)
                                    .path("forecastData");
                    int count = 0;
                    for (Instant at = from;
                            !at.plusSeconds(60L * window).isAfter(to);
                            at = at.plusSeconds(3600)) {
                        double sum = 0;
                        for (int minute = 0; minute < window; minute++) {
                            long since = Duration.between(START, at).toMinutes() + minute;
                            sum += EAST[(int) (since / 60)];
                        }
                        JsonNode point = data.path(count++);
                        assertThat(point.path("timestamp").asString()).isEqualTo(at.toString());
                        assertThat(point.path("value").asDouble())
                                .isCloseTo(sum / window, within(1e-9));
                    }
                    assertThat(data.size()).isEqualTo(count).isPositive();
                });
    }

    @Test
    void theAverageIsWeightedByTime() throws Exception {
        JsonNode average =
                json(
                        SERVER.get(
                                "/emissions/average-carbon-intensity?location=eastus"
                                        + "&startTime=2026-03-01T00:30:00Z"
                                        + "&endTime=2026-03-01T02:00:00Z"));
        assertThat(average.propertyNames())
                .containsExactlyInAnyOrder("location", "startTime", "endTime", "carbonIntensity");
        assertThat(average.path("carbonIntensity").asDouble())
                .isCloseTo((400 * 0.5 + 300) / 1.5, within(1e-9));
        JsonNode batch =
                json(
                        SERVER.post(
                                "/emissions/average-carbon-intensity/batch",
                                """
                                [{"location": "eastus", "startTime": "2026-03-01T00:30:00Z",
                                  "endTime": "2026-03-01T02:00:00+00:00"},
                                 {"location": "westus", "startTime": "2026-03-01T04:00:00Z",
                                  "endTime": "2026-03-01T05:00:00Z", "energyKwh": 2.5}]
                                """));
        assertThat(batch.path(0)).isEqualTo(average);
        assertThat(batch.path(1).path("grams").asDouble()).isEqualTo(250);
    }

    @Test
    void gramsComeToThoseWhoGiveAnEnergy() throws Exception {
        JsonNode one = json(SERVER.get("/emissions/bylocation?location=eastus&energyKwh=0.5"));
        assertThat(one.path(0).path("grams").asDouble()).isEqualTo(175);
        JsonNode forecast =
                json(
                        SERVER.get(
                                "/emissions/forecasts/current?location=eastus&energyKwh=2"
                                        + "&dataEndAt=2026-03-01T08:10:00Z"));
        JsonNode data = forecast.path(0).path("forecastData").path(0);
        assertThat(data.path("grams").asDouble())
                .isEqualTo(2 * data.path("value").asDouble())
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "location|bylocation",
                "location|bylocation?location=",
                "location|bylocation?location=nowhere",
                "location|bylocation?location=eastus&location=westus",
                "toTime|bylocation?location=eastus&time=2027-01-01",
                "toTime|bylocation?location=eastus&time=2026-03-01&toTime=2026-03-04",
                "time|bylocation?location=eastus&toTime=2026-03-01",
                "time|bylocation?location=eastus&time=2026-03-01T00:00:00",
                "time|bylocation?location=eastus&time=tomorrow",
                "time|bylocation?location=eastus&time=%2B999999999-01-01T00:00:00Z",
                "time|bylocation?location=eastus&time=2026-03-02&toTime=2026-03-01",
                "startTime|bylocation?location=eastus&startTime=2026-03-02",
                "energyKwh|bylocation?location=eastus&energyKwh=-1",
                "energyKwh|bylocation?location=eastus&energyKwh=NaN",
                "energyKwh|bylocation?location=eastus&energyKwh=1e999999999",
                "windowSize|forecasts/current?location=eastus&windowSize=x",
                "windowSize|forecasts/current?location=eastus&windowSize=2000",
                "dataEndAt|forecasts/current?location=westus",
                "dataStartAt|forecasts/current?location=eastus&dataEndAt=2026-03-01",
                "endTime|average-carbon-intensity?location=eastus&startTime=2026-03-01",
                "startTime|average-carbon-intensity?location=eastus&endTime=2026-03-01"
            })
    void whatTheSdkIgnoresIsRefusedByName(String both) throws Exception {
        int bar = both.indexOf('|');
        refused(SERVER.get("/emissions/" + both.substring(bar + 1)), both.substring(0, bar));
    }

    @Test
    void batchesAreBoundedAndOfObjects() throws Exception {
        for (String path : List.of("forecasts", "average-carbon-intensity")) {
            String batch = "/emissions/" + path + "/batch";
            refused(SERVER.post(batch, "{}"), "body");
            refused(SERVER.post(batch, "[]"), "body");
            refused(SERVER.post(batch, "[1]"), "body");
            refused(SERVER.post(batch, "[" + "{},".repeat(100) + "{}]"), "body");
            refused(SERVER.post(batch, "[{\"place\": \"eastus\"}]"), "place");
            assertThat(SERVER.post(batch, "[").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void timeSpansAreWrittenAsDotNetDoes() {
        Map.of(
                        Duration.ofMinutes(5), "00:05:00",
                        Duration.ofHours(24), "1.00:00:00",
                        Duration.ofSeconds(90_061), "1.01:01:01")
                .forEach(
                        (duration, text) -> assertThat(SdkJson.timeSpan(duration)).isEqualTo(text));
    }
}
