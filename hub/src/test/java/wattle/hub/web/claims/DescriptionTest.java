package wattle.hub.web.claims;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.hub.submission.PublishedRuns;
import wattle.hub.web.Conformance;
import wattle.hub.web.Provoked;
import wattle.hub.web.TestServer;
import wattle.hub.web.claims.ClaimServer.Role;
import wattle.ledger.State;
import wattle.ledger.Submission;
import wattle.ledger.claim.Claim;
import wattle.ledger.json.ClaimJson;

/// The OpenAPI document and the server say the same of claims, of what is made of many, and of the
/// log: every route stands in the document, and every answer that stands there is given, valid by
/// its schema.
class DescriptionTest {

    private static final Claim CLAIM =
            requireNonNull(PublishedRuns.shipped().get("published/patterson-gpt3-175b"));
    private static final Claim OTHER = requireNonNull(PublishedRuns.shipped().get("published/sam"));
    private static final Map<String, String> FIRST = Map.of("If-Match", "\"r1\"");

    private final Conformance document =
            new Conformance(
                    ClaimRoutes.DESCRIPTION, AnalysisRoutes.DESCRIPTION, LogRoutes.DESCRIPTION);

    @TempDir Path folder;

    @Test
    void everyRouteIsDescribedAndEveryDescriptionIsARoute() throws Exception {
        try (var hub = new ClaimServer(folder, TestServer.PLENTY)) {
            assertThat(document.operations().stream().map(Object::toString))
                    .containsExactlyInAnyOrderElementsOf(hub.server().routes());
        }
        document.checkItself();
    }

    @Test
    void theValidatorRefusesWhatIsWrong() {
        String text = ClaimJson.text(CLAIM);
        assertThat(document.problems(document.schema("Claim"), text)).isEmpty();
        for (String wrong :
                List.of(
                        text.replaceFirst("\\{", "{\"colour\":1,"),
                        text.replace("\"model\"", "\"modell\""),
                        text.replace("\"kWh\"", "\"kwh\"").replace("\"MWh\"", "\"mwh\""),
                        text.replaceAll("\"pue\":[0-9.]+", "\"pue\":0.9"),
                        "[]")) {
            assertThat(document.problems(document.schema("Claim"), wrong)).as(wrong).isNotEmpty();
        }
        assertThat(document.problems(document.schema("CheckedClaim"), "{}")).isNotEmpty();
    }

    /// Every claim that ships, and every shape of one that can be made, is one by the schema.
    @Test
    void everyClaimIsOneByTheSchema() {
        for (Claim each : PublishedRuns.shipped().values()) {
            assertThat(document.problems(document.schema("Claim"), ClaimJson.text(each))).isEmpty();
        }
        var random = new wattle.testing.ledger.RandomClaims(new java.util.Random(7));
        for (int i = 0; i < 300; i++) {
            String text = ClaimJson.text(random.next());
            assertThat(document.problems(document.schema("Claim"), text)).as(text).isEmpty();
        }
    }

    @Test
    void everyAnswerThatIsDescribedIsGiven() throws Exception {
        try (var hub = new ClaimServer(folder, TestServer.PLENTY)) {
            List<Submission> shipped = new ArrayList<>();
            PublishedRuns.shipped()
                    .forEach((key, claim) ->
                            shipped.add(new Submission(key, "import", State.PUBLISHED, claim)));
            hub.ledger().put(shipped);
            String published = hub.sent(Role.ADMIN, CLAIM);
            var provoked =
                    new Provoked(
                            document, hub.server(), Map.of("claim", published), "Bearer ADMIN");
            provoked.refusals();
            reading(hub, published);
            changing(hub);
            hub.database().close();
            provoked.all(503);
        }
        try (var hub = new ClaimServer(folder, TestServer.PLENTY.withRequests(1, 1))) {
            var provoked =
                    new Provoked(document, hub.server(), Map.of("claim", "x"), "Bearer ADMIN");
            hub.server().get("/v1/log", "Authorization", "Bearer ADMIN");
            provoked.all(429);
        }
        // A fault of ours is none that can be had for asking: ServerTest makes one.
        assertThat(document.unseen())
                .filteredOn(each -> !each.endsWith(" 500"))
                .filteredOn(each -> !each.matches("GET /(health/|metrics|openapi).*"))
                .isEmpty();
    }

    private HttpResponse<byte[]> expect(
            int status,
            ClaimServer hub,
            Role role,
            String request,
            Map<String, String> headers,
            @Nullable String body)
            throws Exception {
        String method = request.substring(0, request.indexOf(' '));
        String path = request.substring(request.indexOf(' ') + 1);
        HttpResponse<byte[]> answer = hub.send(role, method, path, headers, body);
        assertThat(answer.statusCode())
                .as(request + ": " + TestServer.text(answer))
                .isEqualTo(status);
        document.check(method, path, body, answer);
        return answer;
    }

    private HttpResponse<byte[]> get(int status, ClaimServer hub, Role role, String path)
            throws Exception {
        return expect(status, hub, role, "GET " + path, Map.of(), null);
    }

    private void reading(ClaimServer hub, String published) throws Exception {
        String missing = "00000000-0000-7000-8000-000000000000";
        for (String path :
                List.of(
                        "/v1/claims?source=published&limit=100",
                        "/v1/claims/" + published,
                        "/v1/analyses?source=published",
                        "/v1/exports/claims.csv?stage=pre-training&state=published&hardware=a100&signal=average",
                        "/v1/exports/claims-spreadsheet.csv",
                        "/v1/exports/claims.json?from_year=2020&to_year=2025",
                        "/v1/dumps/claims.zip?provenance=estimated",
                        "/v1/log",
                        "/v1/log/entries?from=3&to=9",
                        "/v1/log/inclusion?claim=" + published,
                        "/v1/log/consistency?first=3")) {
            String tag =
                    get(200, hub, Role.NOBODY, path).headers().firstValue("ETag").orElseThrow();
            if (path.contains(".zip")) {
                tag = "*"; // It says when it was made: no two are the same.
            }
            expect(304, hub, Role.NOBODY, "GET " + path, Map.of("If-None-Match", tag), null);
            if (!path.startsWith("/v1/claims/")) {
                char more = path.indexOf('?') < 0 ? '?' : '&';
                get(422, hub, Role.NOBODY, path + more + "colour=red");
            }
        }
        get(404, hub, Role.NOBODY, "/v1/claims/" + missing);
        get(404, hub, Role.NOBODY, "/v1/log/inclusion?claim=" + missing);
        get(403, hub, Role.SUBMIT, "/v1/claims?state=held");
        get(200, hub, Role.ADMIN, "/v1/claims?state=held");
        get(200, hub, Role.NOBODY, "/v1/claims?state=withdrawn");
    }

    private void changing(ClaimServer hub) throws Exception {
        String text = ClaimJson.text(OTHER);
        expect(201, hub, Role.SUBMIT, "POST /v1/claims", Map.of("Idempotency-Key", "a"), text);
        expect(201, hub, Role.SUBMIT, "POST /v1/claims", Map.of("Idempotency-Key", "a"), text);
        expect(422, hub, Role.SUBMIT, "POST /v1/claims", Map.of("Idempotency-Key", "a"), "{}");
        expect(401, hub, Role.NOBODY, "POST /v1/claims", Map.of(), text);
        expect(403, hub, Role.READ, "POST /v1/claims", Map.of(), text);
        String state = "{\"state\":\"held\",\"reason\":\"doubt\"}";
        for (String request : List.of("PUT ", "DELETE ", "POST ")) {
            boolean isReview = request.equals("POST ");
            String body =
                    switch (request) {
                        case "PUT " -> text;
                        case "POST " -> state;
                        default -> null;
                    };
            String id = hub.sent(Role.ADMIN, CLAIM);
            String end = isReview ? "/state" : "?reason=a%20typo";
            String path = request + "/v1/claims/" + id + end;
            expect(401, hub, Role.NOBODY, path, FIRST, body);
            expect(403, hub, Role.SUBMIT, path, FIRST, body);
            expect(428, hub, Role.ADMIN, path, Map.of(), body);
            expect(412, hub, Role.ADMIN, path, Map.of("If-Match", "*"), body);
            HttpResponse<byte[]> late =
                    expect(412, hub, Role.ADMIN, path, Map.of("If-Match", "\"r7\""), body);
            assertThat(late.headers().firstValue("ETag")).contains("\"r1\"");
            expect(200, hub, Role.ADMIN, path, FIRST, body);
            String none = path.replace(id, "00000000-0000-7000-8000-000000000000");
            expect(404, hub, Role.ADMIN, none, FIRST, body);
            String wrong = isReview ? path : path.replace("?reason=a%20typo", "");
            String other = hub.sent(Role.ADMIN, CLAIM);
            expect(
                    422,
                    hub,
                    Role.ADMIN,
                    wrong.replace(id, other),
                    FIRST,
                    isReview ? "{\"state\":\"withdrawn\",\"reason\":\"x\"}" : body);
            expect(
                    200,
                    hub,
                    Role.ADMIN,
                    "DELETE /v1/claims/" + other + "?reason=wrong",
                    FIRST,
                    null);
            HttpResponse<byte[]> gone =
                    expect(
                            409,
                            hub,
                            Role.ADMIN,
                            path.replace(id, other),
                            Map.of("If-Match", "\"r2\""),
                            body);
            assertThat(TestServer.text(gone)).contains("stays so");
            get(200, hub, Role.NOBODY, "/v1/claims/" + other);
        }
    }
}
