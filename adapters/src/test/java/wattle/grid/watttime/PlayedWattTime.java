package wattle.grid.watttime;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import wattle.grid.http.PlayedServer;
import wattle.unit.http.JsonClient;

/// Plays WattTime by its OpenAPI document, with numbers of its own: tokens that end, both ends of a
/// range inclusive, at most 32 days of history and 24 hours of archived forecasts, refusals as
/// `error`, `message`, `docs`. A refusal repeats what was sent, as no server should.
final class PlayedWattTime implements ResponseDefinitionTransformerV2 {

    static final Instant NOW = Instant.parse("2026-03-20T00:02:00Z");
    static final String USER = "wattle-tester";
    static final String PASSWORD = "hunter22!hunter22";
    static final String BASIC =
            Base64.getEncoder()
                    .encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    /// What is published, in lb/MWh, by the start of its hour.
    final TreeMap<Instant, Double> values = new TreeMap<>();

    final Map<String, Instant> tokens = new HashMap<>();
    final MovingClock clock = new MovingClock();
    Duration tokensLast = Duration.ofMinutes(30);
    String model = "2026-01-15";
    int logins;

    /// Forecasts are issued every five minutes until here, each for hours of constant steps.
    Instant lastIssued = NOW.minusSeconds(120);

    static final class MovingClock implements InstantSource {

        Instant now = NOW;

        @Override
        public Instant instant() {
            return now;
        }
    }

    static WireMockExtension server(PlayedWattTime played) {
        return PlayedServer.of(played);
    }

    /// Forgets all stubs, and answers as WattTime does.
    void play(WireMockExtension server) {
        server.resetAll();
        server.stubFor(
                any(anyUrl()).atPriority(10).willReturn(aResponse().withTransformers(getName())));
        tokens.clear();
        logins = 0;
        clock.now = NOW;
        tokensLast = Duration.ofMinutes(30);
        model = "2026-01-15";
    }

    JsonClient client() {
        return PlayedServer.client(clock);
    }

    WattTime account(WireMockExtension server, JsonClient client) {
        return new WattTime(URI.create(server.baseUrl()), USER, PASSWORD, client);
    }

    @Override
    public String getName() {
        return "watttime";
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        Request request = event.getRequest();
        String path = URI.create(request.getUrl()).getPath();
        String authorization = String.valueOf(request.getHeader("Authorization"));
        if (path.equals("/login")) {
            return login(authorization);
        }
        String token = authorization.replace("Bearer ", "");
        Instant ends = tokens.get(token);
        if (ends == null || !clock.now.isBefore(ends)) {
            return refusal(401, "INVALID_TOKEN", "token " + token + " of " + PASSWORD + " ended");
        }
        return switch (path) {
            case "/v3/region-from-loc" -> region(request);
            case "/v3/my-access" -> access();
            default -> data(path, request);
        };
    }

    private ResponseDefinition login(String authorization) {
        logins++;
        if (!authorization.equals("Basic " + BASIC)) {
            return refusal(403, "INVALID_LOGIN", "no: " + authorization);
        }
        String token = "secret-token-" + logins;
        tokens.put(token, clock.now.plus(tokensLast));
        return json(200, "{\"token\":\"" + token + "\"}");
    }

    private static ResponseDefinition region(Request request) {
        double latitude = Double.parseDouble(request.queryParameter("latitude").firstValue());
        return latitude < 0
                ? refusal(404, "COORDINATES_NOT_FOUND", "Coordinates not found")
                : json(
                        200,
                        """
                        {"region":"ISONE_WCMA","region_full_name":"ISONE Western/Central",
                         "signal_type":"%s"}
                        """
                                .formatted(request.queryParameter("signal_type").firstValue()));
    }

    private static ResponseDefinition access() {
        return json(
                200,
                """
                {"signal_types":[{"signal_type":"co2_moer","regions":[
                  {"region":"CAISO_NORTH","region_full_name":"California ISO Northern",
                   "parent":"CAISO","data_point_period_seconds":300,"endpoints":[
                     {"endpoint":"v3/forecast","models":[{"model":"2023-08-24"}]},
                     {"endpoint":"v3/historical","models":[{"model":"2023-08-24"}]}]}]},
                 {"signal_type":"health_damage","regions":[]}]}
                """);
    }

    private ResponseDefinition data(String path, Request request) {
        String region = request.queryParameter("region").firstValue();
        String signal = request.queryParameter("signal_type").firstValue();
        if (region.equals("NOWHERE")) {
            return refusal(400, "INVALID_REGION", "The region NOWHERE is not known");
        }
        if (!region.equals("CAISO_NORTH")) {
            return refusal(
                    403,
                    "INVALID_SCOPE",
                    "not for " + request.getHeader("Authorization") + " with " + PASSWORD);
        }
        return switch (path) {
            case "/v3/historical" -> historical(request, signal);
            case "/v3/forecast" ->
                    json(
                            200,
                            "{\"data\":"
                                    + forecast(lastIssued, request)
                                    + ",\"meta\":"
                                    + meta(
                                            signal,
                                            model,
                                            ",\"generated_at_period_seconds\":300,\"generated_at\":\""
                                                    + lastIssued
                                                    + "\"")
                                    + "}");
            case "/v3/forecast/historical" -> archived(request, signal);
            default -> refusal(404, "NOT_FOUND", path);
        };
    }

    private ResponseDefinition historical(Request request, String signal) {
        Instant start = instant(request, "start");
        Instant end = instant(request, "end");
        if (Duration.between(start, end).compareTo(Duration.ofDays(32)) > 0) {
            return refusal(400, "INVALID_QUERY_PARAMS", "more than 32 days");
        }
        boolean marked = request.queryParameter("include_imputed_marker").isPresent();
        var data = new StringBuilder();
        values.subMap(start, true, end, true)
                .forEach((at, value) ->
                        data.append(data.isEmpty() ? "" : ",")
                                .append("{\"point_time\":\"")
                                .append(at.toString().replace("Z", "+00:00"))
                                .append("\",\"value\":")
                                .append(value)
                                .append(marked ? ",\"imputed_data_used\":" + imputed(at) : "")
                                .append('}'));
        String used =
                request.queryParameter("model").isPresent()
                        ? request.queryParameter("model").firstValue()
                        : model;
        return json(200, "{\"data\":[" + data + "],\"meta\":" + meta(signal, used, "") + "}");
    }

    /// Every hundredth hour.
    static boolean imputed(Instant at) {
        return at.getEpochSecond() / 3600 % 100 == 0;
    }

    private ResponseDefinition archived(Request request, String signal) {
        Instant start = instant(request, "start");
        Instant end = instant(request, "end");
        if (Duration.between(start, end).compareTo(Duration.ofHours(24)) > 0) {
            return refusal(400, "INVALID_QUERY_PARAMS", "more than 24 hours");
        }
        var data = new StringBuilder();
        for (Instant issued = firstIssued(start);
                !issued.isAfter(end) && !issued.isAfter(lastIssued);
                issued = issued.plusSeconds(300)) {
            data.append(data.isEmpty() ? "" : ",")
                    .append("{\"generated_at\":\"")
                    .append(issued)
                    .append("\",\"forecast\":")
                    .append(forecast(issued, request))
                    .append('}');
        }
        return json(200, "{\"data\":[" + data + "],\"meta\":" + meta(signal, model, "") + "}");
    }

    /// The archive begins on 2026-03-01.
    private static Instant firstIssued(Instant start) {
        Instant first = Instant.parse("2026-03-01T00:00:00Z");
        long seconds = start.isBefore(first) ? first.getEpochSecond() : start.getEpochSecond();
        return Instant.ofEpochSecond(Math.ceilDiv(seconds, 300) * 300);
    }

    /// Hourly values that tell when they were issued: the minute of the day, and the hours ahead.
    private static String forecast(Instant issued, Request request) {
        int hours = Integer.parseInt(request.queryParameter("horizon_hours").firstValue());
        var data = new StringBuilder();
        for (int hour = 0; hour <= hours; hour++) {
            data.append(data.isEmpty() ? "" : ",")
                    .append("{\"point_time\":\"")
                    .append(issued.plusSeconds(3600L * hour))
                    .append("\",\"value\":")
                    .append(forecastValue(issued, hour))
                    .append('}');
        }
        return "[" + data + "]";
    }

    static double forecastValue(Instant issued, int hoursAhead) {
        return issued.getEpochSecond() / 60 % 1440 + 10_000.0 * (hoursAhead + 1);
    }

    private static String meta(String signal, String model, String more) {
        return """
        {"data_point_period_seconds":3600,"region":"CAISO_NORTH","signal_type":"%s",\
        "model":{"date":"%s","type":"binned_regression"},"units":"lbs_co2_per_mwh",\
        "warnings":[]%s}\
        """
                .formatted(signal, model, more);
    }

    private static Instant instant(Request request, String name) {
        return OffsetDateTime.parse(request.queryParameter(name).firstValue()).toInstant();
    }

    static ResponseDefinition refusal(int status, String error, String message) {
        return json(
                status,
                """
                {"error":"%s","message":"%s","docs":"https://docs.watttime.org/"}
                """
                        .formatted(error, message));
    }

    private static ResponseDefinition json(int status, String body) {
        return ResponseDefinitionBuilder.responseDefinition()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body)
                .build();
    }

    static List<String> secrets() {
        return List.of(PASSWORD, BASIC, "secret-token-");
    }
}
