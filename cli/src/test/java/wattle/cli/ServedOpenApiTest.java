package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The OpenAPI document and the server say the same of what needs no database: every route stands
/// in it, and everything in it is answered as it says, refusals included.
class ServedOpenApiTest {

    @TempDir static Path home;

    private static final Map<String, JsonSchema> VALIDATORS = new ConcurrentHashMap<>();

    private static ServedApi api;
    private static JsonNode document;

    @BeforeAll
    static void started() throws Exception {
        api = new ServedApi(home, Clock.systemUTC());
        document = JsonMapper.shared().readTree(api.get("/openapi.json").body());
    }

    @AfterAll
    static void stopped() {
        api.close();
    }

    private record Operation(String method, String path, JsonNode body) {

        @Override
        public String toString() {
            return method.toUpperCase(java.util.Locale.ROOT) + " " + path;
        }
    }

    private static List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                all.add(new Operation(method.getKey(), path.getKey(), method.getValue()));
            }
        }
        return all;
    }

    @Test
    void theCommandPrintsItWithWhatNeedsADatabase() {
        JsonNode printed = Called.wattle("serve", "--openapi").json();
        assertThat(printed.path("openapi").asString()).startsWith("3.1");
        for (Map.Entry<String, JsonNode> each : document.path("paths").properties()) {
            assertThat(printed.path("paths").path(each.getKey())).isEqualTo(each.getValue());
        }
    }

    @Test
    void everyRouteIsDescribedAndEveryDescriptionIsARoute() {
        assertThat(operations().stream().map(Operation::toString).toList())
                .containsExactlyInAnyOrderElementsOf(api.routes());
        List<String> ids = new ArrayList<>();
        operations().forEach(each -> ids.add(each.body().path("operationId").asString()));
        assertThat(ids).doesNotHaveDuplicates().doesNotContain("");
    }

    /// The example of each operation gets the answer that is described.
    @TestFactory
    Stream<DynamicTest> everyOperationAnswersAsItIsDescribed() {
        return operations().stream()
                .map(each ->
                        DynamicTest.dynamicTest(
                                each.toString(), () -> assertAnswers(each, request(each), 200)));
    }

    /// A field or parameter that nobody knows is refused in the shape that is described.
    @TestFactory
    Stream<DynamicTest> everyOperationThatTakesSomethingRefusesAsItIsDescribed() {
        return operations().stream()
                .filter(each -> each.body().has("requestBody") || each.body().has("parameters"))
                .map(each ->
                        DynamicTest.dynamicTest(
                                each.toString(),
                                () -> {
                                    boolean sdk = each.path().startsWith("/emissions");
                                    assertAnswers(each, wrong(each, sdk), sdk ? 400 : 422);
                                    assertAnswers(
                                            each,
                                            request(each).setHeader("Accept", "text/html"),
                                            406);
                                    if (each.method().equals("post")) {
                                        assertAnswers(each, body(each, "{"), 400);
                                        // Refused by its length alone, before it is sent.
                                        assertAnswers(
                                                each,
                                                body(each, " ".repeat(9_000_000))
                                                        .expectContinue(true),
                                                413);
                                        assertAnswers(
                                                each,
                                                body(each, "{}")
                                                        .setHeader("Content-Type", "text/plain"),
                                                415);
                                    }
                                }));
    }

    private static HttpRequest.Builder request(Operation operation) {
        JsonNode example =
                operation
                        .body()
                        .path("requestBody")
                        .path("content")
                        .path("application/json")
                        .path("example");
        if (operation.method().equals("post")) {
            assertThat(example.isMissingNode()).isFalse();
            String schema = schemaOfBody(operation);
            assertThat(problems(schema, example.toString())).isEmpty();
            return body(operation, example.toString());
        }
        var query = new StringBuilder();
        for (JsonNode each : operation.body().path("parameters")) {
            JsonNode value = each.path("example");
            assertThat(value.isMissingNode() && each.path("required").asBoolean()).isFalse();
            for (JsonNode one : value.isArray() ? value : List.of(value)) {
                if (!one.isMissingNode()) {
                    query.append(query.isEmpty() ? '?' : '&')
                            .append(each.path("name").asString())
                            .append('=')
                            .append(URLEncoder.encode(one.asString(), StandardCharsets.UTF_8));
                }
            }
        }
        return api.request(operation.path() + query);
    }

    private static HttpRequest.Builder wrong(Operation operation, boolean sdk) {
        if (operation.method().equals("post")) {
            return body(operation, sdk ? "[{\"unheard\": 1}]" : "{\"unheard\": 1}");
        }
        return api.request(operation.path() + "?unheard=1");
    }

    private static HttpRequest.Builder body(Operation operation, String json) {
        return api.request(operation.path())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
    }

    private static void assertAnswers(Operation operation, HttpRequest.Builder request, int status)
            throws Exception {
        HttpResponse<String> answer = api.send(request.build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode described = resolved(operation.body().path("responses").path("" + status));
        assertThat(described.isMissingNode()).as(status + " is described").isFalse();
        String type = answer.headers().firstValue("Content-Type").orElseThrow();
        String media = type.split(";", -1)[0];
        JsonNode content = described.path("content").path(media);
        assertThat(content.isMissingNode()).as(media + " is described").isFalse();
        if (!media.equals("text/plain")) {
            assertThat(problems(content.path("schema").toString(), answer.body())).isEmpty();
        }
        for (String header : List.of("x-content-type-options", "ratelimit-remaining")) {
            assertThat(answer.headers().firstValue(header)).isPresent();
        }
    }

    private static JsonNode resolved(JsonNode node) {
        String to = node.path("$ref").asString("");
        return to.isEmpty() ? node : document.at(to.substring(1));
    }

    private static String schemaOfBody(Operation operation) {
        return operation
                .body()
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema")
                .toString();
    }

    /// What is wrong with it, by a validator of others. Its references are to the document's parts.
    private static Set<?> problems(String schema, String json) {
        return VALIDATORS
                .computeIfAbsent(schema, ServedOpenApiTest::validator)
                .validate(
                        json,
                        com.networknt.schema.InputFormat.JSON,
                        context -> context.getExecutionConfig().setFormatAssertionsEnabled(true));
    }

    private static JsonSchema validator(String schema) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(
                        "{\"allOf\":["
                                + schema
                                + "],\"components\":{\"schemas\":"
                                + document.path("components").path("schemas")
                                + "}}");
    }

    @Test
    void theValidatorRefusesWhatIsWrong() {
        String footprint = "{\"$ref\":\"#/components/schemas/Footprint\"}";
        assertThat(problems(footprint, "{}")).isNotEmpty();
        assertThat(problems("{\"type\":\"integer\"}", "1.5")).isNotEmpty();
        assertThat(problems("{\"type\":\"string\",\"format\":\"date-time\"}", "\"x\""))
                .isNotEmpty();
    }
}
