package wattle.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.report.Versions;

/// Holds requests and their answers against the OpenAPI document, by a validator of others, and
/// remembers which of the described answers were given. Threads may share it.
public final class Conformance {

    private final JsonNode document;
    private final Map<String, JsonSchema> validators = new ConcurrentHashMap<>();
    private final Set<String> seen = new ConcurrentSkipListSet<>();

    /// What is described: a method on a path.
    public record Operation(String method, String path, JsonNode body) {

        /// Such as `GET /v1/claims`.
        @Override
        public String toString() {
            return method.toUpperCase(Locale.ROOT) + " " + path;
        }
    }

    public Conformance(Described... groups) {
        String text = Server.openApi(List.of(groups), new Versions("1.2.3", "2026.01"));
        document = JsonMapper.shared().readTree(text);
    }

    public List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                all.add(new Operation(method.getKey(), path.getKey(), method.getValue()));
            }
        }
        return all;
    }

    /// The answer is one that is described for what was asked, its body as its schema says, and
    /// what was taken is what the document says is taken.
    ///
    /// @param path with its query
    /// @param body that was sent as JSON; null for none, or one that is not JSON
    public void check(
            String method, String path, @Nullable String body, HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        Operation operation = found(method, path.replaceFirst("\\?.*", ""));
        if (operation == null) {
            assertThat(status).as(method + " " + path + " is not described").isIn(404, 405);
            assertThat(problems(schema("Problem"), text(answer))).isEmpty();
            return;
        }
        String what = operation + " " + status;
        JsonNode described = resolved(operation.body().path("responses").path("" + status));
        assertThat(described.isMissingNode()).as(what + " is described: " + text(answer)).isFalse();
        for (Map.Entry<String, JsonNode> header : described.path("headers").properties()) {
            if (resolved(header.getValue()).path("required").asBoolean(false)) {
                assertThat(answer.headers().firstValue(header.getKey())).as(what).isPresent();
            }
        }
        assertThat(answer.headers().firstValue("RateLimit-Remaining")).as(what).isPresent();
        content(what, described, answer);
        if (status / 100 == 2) {
            taken(what, operation, path, body);
        }
        seen.add(what);
    }

    private void content(String what, JsonNode described, HttpResponse<byte[]> answer) {
        if (described.path("content").isMissingNode()) {
            assertThat(answer.body()).as(what).isEmpty();
            return;
        }
        String type = answer.headers().firstValue("Content-Type").orElse("none");
        JsonNode content = described.path("content").path(type.split(";", -1)[0]);
        assertThat(content.isMissingNode()).as(what + ": " + type + " is described").isFalse();
        if (type.contains("json")) {
            assertThat(problems(content.path("schema"), text(answer)))
                    .as(what + ": " + text(answer))
                    .isEmpty();
        }
    }

    private void taken(String what, Operation operation, String path, @Nullable String body) {
        Set<String> parameters = new TreeSet<>();
        for (JsonNode parameter : parameters(operation)) {
            if (parameter.path("in").asString().equals("query")) {
                parameters.add(parameter.path("name").asString());
            }
        }
        if (path.contains("?")) {
            for (String each : path.replaceFirst("[^?]*\\?", "").split("&", -1)) {
                assertThat(parameters).as(what).contains(each.replaceFirst("=.*", ""));
            }
        }
        JsonNode wanted = operation.body().path("requestBody").path("content");
        if (body != null) {
            JsonNode schema = wanted.path("application/json").path("schema");
            assertThat(schema.isMissingNode()).as(what + " takes a body").isFalse();
            assertThat(problems(schema, body)).as(what + " takes " + body).isEmpty();
        }
    }

    /// What answers there.
    public Operation operation(String method, String path) {
        return Objects.requireNonNull(found(method, path), method + " " + path);
    }

    /// Fixed names before parameters, as the server looks for them; null where nothing is
    /// described.
    private @Nullable Operation found(String method, String path) {
        Operation found = null;
        for (Operation each : operations()) {
            boolean fits = path.matches(each.path().replaceAll("\\{[^}]*}", "[^/]*"));
            if (fits
                    && each.method().equalsIgnoreCase(method)
                    && (found == null || each.path().indexOf('{') < 0)) {
                found = each;
            }
        }
        return found;
    }

    /// Those of an operation, each as it is described.
    List<JsonNode> parameters(Operation operation) {
        List<JsonNode> parameters = new ArrayList<>();
        operation.body().path("parameters").forEach(each -> parameters.add(resolved(each)));
        return parameters;
    }

    /// The example of each body that is taken is one by its schema, and every parameter that a path
    /// has is described.
    public void checkItself() {
        List<String> ids = new ArrayList<>();
        for (Operation each : operations()) {
            ids.add(each.body().path("operationId").asString());
            JsonNode body =
                    each.body().path("requestBody").path("content").path("application/json");
            if (body.has("example")) {
                assertThat(problems(body.path("schema"), body.path("example").toString()))
                        .as(each.toString())
                        .isEmpty();
            }
            Set<String> named = new TreeSet<>();
            for (JsonNode parameter : parameters(each)) {
                if (parameter.path("in").asString().equals("path")) {
                    named.add("{" + parameter.path("name").asString() + "}");
                }
            }
            Set<String> inPath = new TreeSet<>(List.of(each.path().split("/", -1)));
            inPath.removeIf(word -> !word.startsWith("{"));
            assertThat(named).as(each.toString()).isEqualTo(inPath);
        }
        assertThat(ids).doesNotHaveDuplicates().doesNotContain("");
        assertThat(openSchemas()).isEmpty();
    }

    /// What is described and was not seen, such as `GET /v1/claims 500`.
    public Set<String> unseen() {
        Set<String> unseen = new TreeSet<>();
        for (Operation each : operations()) {
            for (String status : each.body().path("responses").propertyNames()) {
                unseen.add(each + " " + status);
            }
        }
        unseen.removeAll(seen);
        return unseen;
    }

    /// What is wrong with it. References are to the document's parts.
    public List<String> problems(JsonNode schema, String json) {
        return validators
                .computeIfAbsent(schema.toString(), this::validator)
                .validate(
                        json,
                        InputFormat.JSON,
                        context -> context.getExecutionConfig().setFormatAssertionsEnabled(true))
                .stream()
                .map(Object::toString)
                .toList();
    }

    private JsonSchema validator(String schema) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(
                        "{\"allOf\":["
                                + schema
                                + "],\"components\":{\"schemas\":"
                                + document.path("components").path("schemas")
                                + "}}");
    }

    /// The schema of a name.
    public JsonNode schema(String name) {
        JsonNode schema = document.path("components").path("schemas").path(name);
        assertThat(schema.isObject()).as(name).isTrue();
        return schema;
    }

    /// Names of schemas that leave open what else an object may have.
    public Set<String> openSchemas() {
        Set<String> open = new TreeSet<>();
        document.path("components")
                .path("schemas")
                .properties()
                .forEach(each -> open(each.getKey(), each.getValue(), open));
        for (Operation each : operations()) {
            open(each.toString(), each.body(), open);
        }
        return open;
    }

    private static void open(String name, JsonNode node, Set<String> open) {
        boolean isObject =
                node.path("properties").isObject()
                        && (node.path("type").asString("").equals("object")
                                || node.path("type").isArray());
        if (isObject && node.path("additionalProperties").isMissingNode()) {
            open.add(name);
        }
        node.properties().forEach(each -> open(name + "/" + each.getKey(), each.getValue(), open));
        if (node.isArray()) {
            node.forEach(each -> open(name, each, open));
        }
    }

    private JsonNode resolved(JsonNode node) {
        String to = node.path("$ref").asString("");
        return to.isEmpty() ? node : document.at(to.substring(1));
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
