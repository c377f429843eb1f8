package wattle.grid.electricitymaps;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.QueryParameter;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The service as its reference and its recorded answers of 2026-08-22 describe it, over numbers
/// that are made up. Names, order and kinds of the fields are those of the real answers.
final class PlayedElectricityMaps implements ResponseDefinitionTransformerV2 {

    static final String TOKEN = "em-t0k3n-4711";
    static final Instant NOW = Instant.parse("2026-08-22T17:34:24.390Z");

    private static final Map<String, Duration> STEPS =
            Map.of(
                    "hourly", Duration.ofHours(1),
                    "15_minutes", Duration.ofMinutes(15),
                    "5_minutes", Duration.ofMinutes(5));

    /// From when on values are estimated.
    Instant estimatedFrom = Instant.MAX;

    final Set<Instant> missing = new HashSet<>();
    final Set<Instant> empty = new HashSet<>();

    /// What differs from [#value].
    final Map<Instant, Double> revised = new HashMap<>();

    final Set<String> rights = new HashSet<>();
    Set<String> horizons = Set.of("6", "24", "48", "72");

    /// Whether `end` counts in, which the reference denies.
    boolean endCounts;

    /// Between any two answers.
    Runnable between = () -> {};

    Duration forecastAge = Duration.ofMillis(-2);
    UnaryOperator<String> spoilt = UnaryOperator.identity();
    @Nullable ResponseDefinitionBuilder refusal;
    final List<URI> asked = new ArrayList<>();

    void reset() {
        estimatedFrom = Instant.MAX;
        missing.clear();
        empty.clear();
        revised.clear();
        rights.clear();
        rights.addAll(Set.of("history", "past-range", "forecast"));
        horizons = Set.of("6", "24", "48", "72");
        endCounts = false;
        between = () -> {};
        forecastAge = Duration.ofMillis(-2);
        spoilt = UnaryOperator.identity();
        refusal = null;
        asked.clear();
    }

    /// A value for each five minutes, in g/kWh.
    double value(Instant at, String factor) {
        double value = revised.getOrDefault(at, 40.0 + at.getEpochSecond() / 300 % 397);
        return factor.equals("direct") ? value / 4 : value;
    }

    @Override
    public String getName() {
        return "electricity-maps";
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        Request request = event.getRequest();
        URI uri = URI.create(request.getUrl());
        asked.add(uri);
        ResponseDefinition answer =
                refusal != null ? refusal.build() : answer(request, uri.getPath()).build();
        between.run();
        return answer;
    }

    private ResponseDefinitionBuilder answer(Request request, String path) {
        boolean signedIn = TOKEN.equals(request.getHeader("auth-token"));
        if (path.endsWith("/zones")) {
            return json(200, zones(signedIn));
        }
        if (!signedIn) {
            return json(401, "{\"error\":\"Invalid auth-token\"}");
        }
        String zone = query(request, "zone");
        if (!zone.equals("FR") && !zone.equals("DE")) {
            return json(404, "{\"error\":\"Zone '" + zone + "' does not exist\"}");
        }
        String endpoint = path.substring(path.lastIndexOf('/') + 1);
        if (!rights.contains(endpoint)) {
            return json(
                    401,
                    "{\"error\":\"Request unauthorized for zoneKey="
                            + zone
                            + ",requestType="
                            + endpoint
                            + ",dataType=carbon-intensity.\",\"message\":\"You do not have access to"
                            + " this specific endpoint for this specific zone.\"}");
        }
        Duration step = STEPS.get(query(request, "temporalGranularity"));
        if (step == null) {
            return json(400, "{\"error\":\"Invalid temporalGranularity\"}");
        }
        return switch (endpoint) {
            case "history" -> {
                Instant last = floor(NOW, step);
                yield series(
                        request, "history", last.plus(step).minus(Duration.ofDays(1)), last, step);
            }
            case "past-range" -> range(request, step);
            case "forecast" -> forecast(request, step);
            default -> json(404, "{\"error\":\"Not found\"}");
        };
    }

    private ResponseDefinitionBuilder range(Request request, Duration step) {
        Instant start = Instant.parse(query(request, "start"));
        Instant end = Instant.parse(query(request, "end"));
        if (Duration.between(start, end).compareTo(Duration.ofDays(10)) > 0) {
            return json(400, "{\"error\":\"The time range is limited to 10 days\"}");
        }
        Instant last = endCounts ? end : end.minusNanos(1);
        return series(request, "data", floor(start, step), last.isBefore(NOW) ? last : NOW, step);
    }

    private ResponseDefinitionBuilder series(
            Request request, String name, Instant from, Instant last, Duration step) {
        List<String> rows = new ArrayList<>();
        String zone = query(request, "zone");
        String factor = query(request, "emissionFactorType");
        for (Instant at = from; !at.isAfter(last); at = at.plus(step)) {
            boolean estimated = !at.isBefore(estimatedFrom);
            if (missing.contains(at)
                    || (estimated && "true".equals(query(request, "disableEstimations")))) {
                continue;
            }
            rows.add(
                    "{\"zone\":\"%s\",\"carbonIntensity\":%s,\"datetime\":\"%s\",\"updatedAt\":\"%s\",\"createdAt\":\"%s\",\"emissionFactorType\":\"%s\"%s,\"isEstimated\":%b,\"estimationMethod\":%s}"
                            .formatted(
                                    zone,
                                    empty.contains(at) ? "null" : number(value(at, factor)),
                                    at,
                                    NOW.plusSeconds(asked.size()),
                                    at.minus(Duration.ofDays(3)),
                                    factor,
                                    request.getUrl().startsWith("/v4")
                                            ? ",\"flowTraced\":true"
                                            : "",
                                    estimated,
                                    estimated ? "\"FORECASTS_HIERARCHY\"" : "null"));
        }
        return json(
                200,
                "{\"zone\":\"%s\",\"%s\":[%s],\"temporalGranularity\":\"%s\"}"
                        .formatted(
                                zone,
                                name,
                                String.join(",", rows),
                                query(request, "temporalGranularity")));
    }

    private ResponseDefinitionBuilder forecast(Request request, Duration step) {
        String horizon = query(request, "horizonHours");
        if (!horizons.contains(horizon)) {
            return json(400, "{\"error\":\"Invalid horizonHours\"}");
        }
        Instant from = floor(NOW, step);
        Instant last = from.plus(Duration.ofHours(Long.parseLong(horizon)));
        List<String> rows = new ArrayList<>();
        for (Instant at = from; !at.isAfter(last); at = at.plus(step)) {
            rows.add(
                    "{\"carbonIntensity\":"
                            + number(value(at, query(request, "emissionFactorType")))
                            + ",\"datetime\":\""
                            + at
                            + "\"}");
        }
        return json(
                200,
                "{\"zone\":\"%s\",\"forecast\":[%s],\"updatedAt\":\"%s\",\"temporalGranularity\":\"%s\"}"
                        .formatted(
                                query(request, "zone"),
                                String.join(",", rows),
                                NOW.minus(forecastAge),
                                query(request, "temporalGranularity")));
    }

    private static String zones(boolean signedIn) {
        String access =
                signedIn
                        ? ",\"access\":[\"carbon-intensity/latest\",\"carbon-intensity/history\"]"
                        : "";
        return "{\"FR\":{\"zoneName\":\"France\",\"zoneKey\":\"FR\",\"countryCode\":\"FR\",\"zoneParentKey\":null,\"subZoneKeys\":[],\"isCommerciallyAvailable\":true,\"tier\":\"TIER_A\""
                + access
                + "},\"DK-DK2\":{\"zoneName\":\"East Denmark\",\"countryName\":\"Denmark\""
                + (signedIn ? ",\"access\":[\"*\"]" : "")
                + "}}";
    }

    private static Instant floor(Instant at, Duration step) {
        long seconds = step.toSeconds();
        return Instant.ofEpochSecond(at.getEpochSecond() / seconds * seconds);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private ResponseDefinitionBuilder json(int status, String body) {
        return ResponseDefinitionBuilder.responseDefinition()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(spoilt.apply(body));
    }

    static String query(Request request, String name) {
        QueryParameter parameter = request.queryParameter(name);
        return parameter.isPresent() ? parameter.firstValue() : "";
    }
}
