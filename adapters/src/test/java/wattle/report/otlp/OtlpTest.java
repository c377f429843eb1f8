package wattle.report.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.report.ExampleRuns;

/// Against a collector that answers as it is told to and keeps what it gets.
class OtlpTest {

    private static final OtlpResource RESOURCE =
            new OtlpResource("node-1", "run-1", ExampleRuns.START, ExampleRuns.VERSIONS);

    private final List<String> bodies = new ArrayList<>();
    private final List<String> paths = new ArrayList<>();
    private final List<Headers> headers = new ArrayList<>();
    private final Queue<Integer> statuses = new ArrayDeque<>();
    private String answer = "{}";
    private HttpServer collector;

    @BeforeEach
    void start() throws IOException {
        collector =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        paths.add(exchange.getRequestURI().toString());
                        headers.add(exchange.getRequestHeaders());
                        bodies.add(
                                new String(
                                        exchange.getRequestBody().readAllBytes(),
                                        StandardCharsets.UTF_8));
                        byte[] text = answer.getBytes(StandardCharsets.UTF_8);
                        Integer status = statuses.poll();
                        exchange.sendResponseHeaders(status == null ? 200 : status, text.length);
                        exchange.getResponseBody().write(text);
                    }
                });
        collector.start();
    }

    @AfterEach
    void stop() {
        collector.stop(0);
    }

    private String address() {
        return "http://127.0.0.1:" + collector.getAddress().getPort();
    }

    private Optional<String> push(Map<String, String> environment) {
        try (var push =
                new OtlpPush(
                        OtlpTarget.of(address(), environment), RESOURCE, Duration.ofMillis(1))) {
            return push.push(ExampleRuns.readout());
        }
    }

    @Test
    void aMomentIsAnExportRequestInTheJsonMappingOfProtobuf() {
        assertThat(push(Map.of())).isEmpty();
        assertThat(paths).containsExactly("/v1/metrics");
        assertThat(headers.getFirst().getFirst("Content-Type")).isEqualTo("application/json");
        JsonNode request = JsonMapper.shared().readTree(bodies.getFirst());
        keys(request, "resourceMetrics");
        JsonNode ofResource = request.path("resourceMetrics").path(0);
        keys(ofResource, "resource", "scopeMetrics");
        assertThat(attributes(ofResource.path("resource")))
                .containsEntry("service.name", "wattle")
                .containsEntry("service.version", "1.2.3")
                .containsEntry("service.instance.id", "run-1")
                .containsEntry("host.name", "node-1")
                .containsEntry("wattle.label.project", "demo");
        JsonNode ofScope = ofResource.path("scopeMetrics").path(0);
        keys(ofScope, "scope", "metrics");
        keys(ofScope.path("scope"), "name", "version");
        for (JsonNode metric : ofScope.path("metrics")) {
            valid(metric);
        }

        JsonNode energy = metric(ofScope, "hw.energy");
        assertThat(energy.path("unit").asString()).isEqualTo("J");
        JsonNode points = energy.path("sum").path("dataPoints");
        assertThat(points).hasSize(2);
        assertThat(attributes(points.path(0)))
                .isEqualTo(
                        Map.of(
                                "hw.id",
                                "gpu-0",
                                "hw.type",
                                "gpu",
                                "hw.name",
                                "Example X100",
                                "wattle.origin",
                                "measured"));
        assertThat(points.path(0).path("asDouble").asDouble()).isEqualTo(22_500);
        assertThat(instant(points.path(0), "startTimeUnixNano")).isEqualTo(ExampleRuns.START);
        assertThat(instant(points.path(0), "timeUnixNano"))
                .isEqualTo(ExampleRuns.START.plusSeconds(90));
        assertThat(attributes(points.path(1))).containsEntry("hw.name", "cpu");
        // The CPU's power is not known just now.
        assertThat(metric(ofScope, "hw.power").path("gauge").path("dataPoints")).hasSize(1);
        assertThat(metric(ofScope, "hw.power").path("unit").asString()).isEqualTo("W");
        JsonNode emissions = metric(ofScope, "wattle.emissions");
        assertThat(emissions.path("unit").asString()).isEqualTo("g");
        assertThat(emissions.path("sum").path("dataPoints").path(0).path("asDouble").asDouble())
                .isEqualTo(1.05);
    }

    /// The fields of `Metric` in OTLP's metrics.proto, as far as they are used.
    private static void valid(JsonNode metric) {
        boolean counter = metric.has("sum");
        keys(metric, "name", "unit", "description", counter ? "sum" : "gauge");
        JsonNode data = metric.path(counter ? "sum" : "gauge");
        if (counter) {
            keys(data, "aggregationTemporality", "isMonotonic", "dataPoints");
            assertThat(data.path("aggregationTemporality").isInt()).isTrue();
            assertThat(data.path("aggregationTemporality").asInt()).isEqualTo(2);
            assertThat(data.path("isMonotonic").asBoolean()).isTrue();
        } else {
            keys(data, "dataPoints");
        }
        assertThat(data.path("dataPoints")).isNotEmpty();
        for (JsonNode point : data.path("dataPoints")) {
            assertThat(new TreeSet<>(point.propertyNames()))
                    .isSubsetOf(
                            "attributes", "startTimeUnixNano", "timeUnixNano", "asDouble", "asInt");
            assertThat(point.path("timeUnixNano").isString()).isTrue();
            assertThat(point.has("startTimeUnixNano")).isEqualTo(counter);
            assertThat(point.path("asDouble").isNumber() ^ point.path("asInt").isString()).isTrue();
        }
    }

    private static void keys(JsonNode object, String... names) {
        assertThat(new TreeSet<>(object.propertyNames())).isEqualTo(new TreeSet<>(Set.of(names)));
    }

    private static Map<String, String> attributes(JsonNode of) {
        var attributes = new java.util.TreeMap<String, String>();
        for (JsonNode each : of.path("attributes")) {
            keys(each, "key", "value");
            attributes.put(
                    each.path("key").asString(), each.path("value").path("stringValue").asString());
        }
        return attributes;
    }

    private static JsonNode metric(JsonNode ofScope, String name) {
        for (JsonNode each : ofScope.path("metrics")) {
            if (each.path("name").asString().equals(name)) {
                return each;
            }
        }
        throw new AssertionError(name + " is not there");
    }

    private static Instant instant(JsonNode point, String name) {
        return Instant.EPOCH.plusNanos(Long.parseLong(point.path(name).asString()));
    }

    @Test
    void headersOfTheEnvironmentAreSentAndNeverPrinted() {
        statuses.add(401);
        answer = "who is secret-token-1?";
        Optional<String> problem =
                push(
                        Map.of(
                                "OTEL_EXPORTER_OTLP_HEADERS",
                                "Authorization=Bearer%20secret-token-1, x-team=vision"));
        assertThat(headers.getFirst().getFirst("Authorization")).isEqualTo("Bearer secret-token-1");
        assertThat(headers.getFirst().getFirst("x-team")).isEqualTo("vision");
        assertThat(problem)
                .hasValueSatisfying(said ->
                        assertThat(said)
                                .contains("/v1/metrics: 401 who is ***?")
                                .doesNotContain("secret-token-1"));
        assertThat(bodies).hasSize(1);
    }

    @Test
    void aRefusalThatPassesIsTriedOnceMore() {
        statuses.add(503);
        assertThat(push(Map.of())).isEmpty();
        assertThat(bodies).hasSize(2);
        statuses.addAll(List.of(429, 429, 200));
        assertThat(push(Map.of())).hasValueSatisfying(said -> assertThat(said).contains("429"));
        assertThat(bodies).hasSize(4);
    }

    @Test
    void partOfThePointsRejectedIsAProblem() {
        answer = "{\"partialSuccess\":{\"rejectedDataPoints\":\"3\",\"errorMessage\":\"too old\"}}";
        assertThat(push(Map.of()))
                .hasValueSatisfying(
                        said -> assertThat(said).contains("3 points were rejected", "too old"));
        answer = "{\"partialSuccess\":{\"rejectedDataPoints\":\"0\"}}";
        assertThat(push(Map.of())).isEmpty();
        answer = "not JSON, rejectedDataPoints";
        assertThat(push(Map.of())).isEmpty();
    }

    @Test
    void nobodyThereIsAProblemAndNoException() {
        collector.stop(0);
        assertThat(push(Map.of("OTEL_EXPORTER_OTLP_TIMEOUT", "2000")))
                .hasValueSatisfying(said -> assertThat(said).contains("no connection"));
    }

    @Test
    void aCollectorThatNeverAnswersEndsTheWait() throws IOException {
        try (var silent = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var push =
                        new OtlpPush(
                                OtlpTarget.of(
                                        "http://127.0.0.1:" + silent.getLocalPort(),
                                        Map.of("OTEL_EXPORTER_OTLP_TIMEOUT", "200")),
                                RESOURCE)) {
            assertThat(push.push(ExampleRuns.readout()))
                    .hasValueSatisfying(said ->
                            assertThat(said).containsAnyOf("no answer within", "timed out"));
        }
    }

    @Test
    void whereMetricsGoFollowsOpenTelemetrysVariables() {
        assertThat(OtlpTarget.of(null, Map.of())).hasToString("http://localhost:4318/v1/metrics");
        assertThat(OtlpTarget.of("", Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://c:4318/")))
                .hasToString("http://c:4318/v1/metrics");
        assertThat(
                        OtlpTarget.of(
                                null,
                                Map.of(
                                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                                        "http://c:4318/base",
                                        "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
                                        "https://u:pw@d/own?key=secret")))
                .hasToString("https://d/own");
        assertThat(OtlpTarget.of("https://e/otlp/v1/metrics", Map.of()))
                .hasToString("https://e/otlp/v1/metrics");
        assertThatThrownBy(() -> OtlpTarget.of("ftp://user:pw@x", Map.of()))
                .hasMessageContaining("http:// or https://")
                .hasMessageNotContaining("pw");
        assertThatThrownBy(() -> OtlpTarget.of("http://user:p w@x", Map.of()))
                .hasMessageNotContaining("p w")
                .hasNoCause();
        assertThatThrownBy(
                        () -> OtlpTarget.of(null, Map.of("OTEL_EXPORTER_OTLP_HEADERS", "secret")))
                .hasMessageContaining("key=value")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> OtlpTarget.of(null, Map.of("OTEL_EXPORTER_OTLP_TIMEOUT", "soon")))
                .hasMessageContaining("milliseconds");
    }

    @Test
    void aHeaderThatHttpDoesNotAllowIsAProblemThatDoesNotQuoteIt() {
        assertThat(push(Map.of("OTEL_EXPORTER_OTLP_HEADERS", "x-key=secret%0Avalue")))
                .hasValueSatisfying(
                        said -> assertThat(said).contains("a header").doesNotContain("secret"));
    }
}
