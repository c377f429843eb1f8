package wattle.hub.web.codecarbon;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import wattle.hub.web.Conformance;
import wattle.hub.web.Conformance.Operation;
import wattle.hub.web.Provoked;
import wattle.hub.web.TestServer;

/// Every answer that the OpenAPI document describes is given, valid by its schema.
class AnswersTest {

    private static final String ADMIN = "Bearer " + Tokens.ADMINISTERS;

    /// What is answered without a look at the store.
    private static final String STORELESS = "/auth/check|/telemetry|/organizations/[^/]*/add-user";

    private static final Instant AT = Instant.parse("2026-03-01T00:00:00Z");

    private final Conformance document = new Conformance(CodeCarbonRoutes.DESCRIPTION);

    @TempDir Path folder;

    @Test
    void everyAnswerThatIsDescribedIsGiven() throws Exception {
        document.checkItself();
        Map<String, String> nobody = new LinkedHashMap<>();
        try (var hub = new TrackerServer(folder.resolve("hub.db"))) {
            Map<String, String> ids = filled(hub);
            new Provoked(document, hub.server(), ids, ADMIN).refusals();
            ids.keySet().forEach(name -> nobody.put(name, UUID.randomUUID().toString()));
            Map<String, String> nonsense = new LinkedHashMap<>(ids);
            nonsense.replaceAll((name, id) -> "7");
            conflict(hub, ids.getOrDefault("run_id", ""));
            for (Operation each : document.operations()) {
                ask(hub, each, nobody, 404);
                ask(hub, each, nonsense, 422);
                if (!each.method().equals("delete")) {
                    ask(hub, each, ids, each.method().equals("post") ? 201 : 200);
                }
            }
            ask(hub, document.operation("GET", "/projects"), Map.of("query", ""), 422);
            for (String each : new String[] {"/projects/a/api-tokens/b", "/projects/a"}) {
                ask(hub, document.operation("DELETE", each), ids, 204);
            }
            hub.store().close();
            for (Operation each : document.operations()) {
                if (!each.path().matches(STORELESS)) {
                    ask(hub, each, ids, 500);
                }
            }
        }
        try (var hub =
                new TrackerServer(
                        folder.resolve("other.db"), TestServer.PLENTY.withRequests(1, 1))) {
            hub.server().get("/runs", "Authorization", ADMIN);
            for (Operation each : document.operations()) {
                ask(hub, each, nobody, 429);
            }
        }
        assertThat(document.unseen())
                .filteredOn(each -> !each.matches("GET /(health/|metrics|openapi).*"))
                .filteredOn(each -> !each.matches("[A-Z]+ (" + STORELESS + ") 500"))
                .isEmpty();
    }

    /// Ids of something of every kind.
    private static Map<String, String> filled(TrackerServer hub) throws Exception {
        var lab = Lab.in(hub);
        Client admin = hub.client(Tokens.ADMINISTERS);
        Map<String, String> ids = new LinkedHashMap<>();
        String run = admin.run(lab.experiment());
        ids.put("organization_id", lab.organization());
        ids.put("project_id", lab.project());
        ids.put("experiment_id", lab.experiment());
        ids.put("run_id", run);
        ids.put(
                "emission_id",
                admin.post("/emissions", Client.emission(run, AT, "1e-3")).asString());
        JsonNode tokens = admin.get("/projects/" + lab.project() + "/api-tokens");
        ids.put("token_id", tokens.path(0).path("id").asString());
        return ids;
    }

    private void conflict(TrackerServer hub, String run) throws Exception {
        ask(
                hub,
                document.operation("POST", "/emissions"),
                Map.of("body", Client.emission(run, AT, "2")),
                409);
    }

    /// Asks if the status is described. What is taken is made of the ids.
    private void ask(TrackerServer hub, Operation operation, Map<String, String> ids, int status)
            throws Exception {
        if (!operation.body().path("responses").has("" + status)
                || operation.path().matches("/(health/.*|metrics|openapi.json)")) {
            return;
        }
        String path = operation.path();
        for (var each : ids.entrySet()) {
            path = path.replace("{" + each.getKey() + "}", each.getValue());
        }
        path = path.replaceAll("[{}]", "");
        if (path.equals("/projects") && operation.method().equals("get")) {
            path += ids.getOrDefault("query", "?organization=" + ids.get("organization_id"));
        } else if (path.endsWith("/sums")) {
            path += "?start_date=2026-01-01&end_date=2026-12-31T00:00:00Z";
        }
        String body = ids.containsKey("body") ? ids.get("body") : body(operation, ids);
        HttpRequest.Builder request =
                hub.server()
                        .request(path)
                        .header("Authorization", ADMIN)
                        .method(
                                operation.method().toUpperCase(Locale.ROOT),
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        HttpResponse<byte[]> answer = hub.server().send(request.build());
        assertThat(answer.statusCode())
                .as(operation + ": " + TestServer.text(answer))
                .isEqualTo(status);
        document.check(operation.method(), path, body.isEmpty() ? null : body, answer);
    }

    private static String body(Operation operation, Map<String, String> ids) {
        String project = ids.getOrDefault("project_id", "");
        String organization = ids.getOrDefault("organization_id", "");
        return switch (operation.toString()) {
            case "POST /runs" -> Client.run(AT, ids.getOrDefault("experiment_id", ""));
            case "POST /emissions" ->
                    Client.emission(ids.getOrDefault("run_id", ""), AT.plusSeconds(120), "0.5");
            case "POST /experiments" ->
                    "{\"project_id\": \"" + project + "\", \"name\": \"A\", \"description\": \"\"}";
            case "POST /organizations" ->
                    organization.equals("7") ? "[]" : "{\"name\": \"A\", \"description\": \"\"}";
            case "POST /projects" ->
                    "{\"name\": \"A\", \"description\": \"\", \"organization_id\": \""
                            + organization
                            + "\"}";
            case "POST /organizations/{organization_id}/add-user" ->
                    organization.equals("7") ? "{}" : "{\"email\": \"a@example.org\"}";
            case "POST /projects/{project_id}/api-tokens" -> "{\"name\": \"A\", \"access\": 3}";
            case "POST /telemetry" -> organization.equals("7") ? "[]" : "{}";
            case "PATCH /projects/{project_id}" -> "{\"public\": true}";
            case "PATCH /organizations/{organization_id}" -> "{\"name\": \"B\"}";
            default -> "";
        };
    }
}
