package wattle.hub.web.claims;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import wattle.grid.Signal;
import wattle.hub.submission.PublishedRuns;
import wattle.hub.web.TestServer;
import wattle.hub.web.claims.ClaimServer.Role;
import wattle.ledger.Selection;
import wattle.ledger.State;
import wattle.ledger.Submission;
import wattle.ledger.claim.Claim;
import wattle.ledger.json.ClaimJson;

class ClaimRoutesTest {

    private static final Claim CLAIM =
            requireNonNull(PublishedRuns.shipped().get("published/patterson-gpt3-175b"));

    private static final Claim OTHER = requireNonNull(PublishedRuns.shipped().get("published/sam"));

    @TempDir private static Path folder;

    private static ClaimServer claims;

    @BeforeAll
    static void start() throws Exception {
        claims = new ClaimServer(folder, TestServer.PLENTY);
        List<Submission> shipped = new ArrayList<>();
        PublishedRuns.shipped()
                .forEach((key, claim) ->
                        shipped.add(new Submission(key, "wattle", State.PUBLISHED, claim)));
        claims.ledger().put(shipped);
    }

    @AfterAll
    static void stop() throws Exception {
        claims.close();
    }

    @Test
    void aClaimComesBackAsItWasSentWithWhatItsInputsGive() throws Exception {
        HttpResponse<byte[]> sent =
                claims.send(Role.ADMIN, "POST", "/v1/claims", Map.of(), ClaimJson.text(CLAIM));
        assertThat(sent.headers().firstValue("ETag")).contains("\"r1\"");
        String place = sent.headers().firstValue("Location").orElseThrow();
        JsonNode claim =
                TestServer.json(claims.send(Role.NOBODY, "GET", place, Map.of(), null))
                        .path("claim");
        assertThat(ClaimJson.read(bytes(claim.path("claim")))).isEqualTo(CLAIM);
        assertThat(claim.path("recomputed").path("co2eq_kg").asDouble()).isEqualTo(553_142.304);
        assertThat(claim.path("recomputed").path("verdict").asString()).isEqualTo("closes");
        assertThat(claim.path("provenance").asString()).isEqualTo("estimated");
        assertThat(
                        claims.send(
                                        Role.NOBODY,
                                        "GET",
                                        place,
                                        Map.of("If-None-Match", "\"r1\""),
                                        null)
                                .statusCode())
                .isEqualTo(304);
    }

    private static byte[] bytes(JsonNode node) {
        return node.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void aChangeNeedsTheRevisionThatWasReadAndAReason() throws Exception {
        String place = "/v1/claims/" + claims.sent(Role.ADMIN, CLAIM);
        String text = ClaimJson.text(OTHER);
        assertThat(claims.send(Role.ADMIN, "PUT", place + "?reason=x", Map.of(), text).statusCode())
                .isEqualTo(428);
        Map<String, String> first = Map.of("If-Match", "\"r1\"");
        assertThat(claims.send(Role.ADMIN, "PUT", place, first, text).statusCode()).isEqualTo(422);
        HttpResponse<byte[]> changed =
                claims.send(Role.ADMIN, "PUT", place + "?reason=a%20typo", first, text);
        assertThat(changed.statusCode()).isEqualTo(200);
        HttpResponse<byte[]> late =
                claims.send(Role.ADMIN, "DELETE", place + "?reason=x", first, null);
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(late.headers().firstValue("ETag")).contains("\"r2\"");
        JsonNode history =
                TestServer.json(claims.send(Role.NOBODY, "GET", place, Map.of(), null))
                        .path("history");
        assertThat(history.size()).isEqualTo(2);
        assertThat(history.path(1).path("reason").asString()).isEqualTo("a typo");
    }

    @Test
    void whatIsWithdrawnLeavesATombstone() throws Exception {
        String place = "/v1/claims/" + claims.sent(Role.ADMIN, CLAIM);
        claims.send(
                Role.ADMIN, "DELETE", place + "?reason=wrong", Map.of("If-Match", "\"r1\""), null);
        HttpResponse<byte[]> answer = claims.send(Role.NOBODY, "GET", place, Map.of(), null);
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode claim = TestServer.json(answer).path("claim");
        assertThat(claim.path("state").asString()).isEqualTo("withdrawn");
        assertThat(claim.path("claim").isNull()).isTrue();
        assertThat(claim.path("reason").asString()).isEqualTo("wrong");
        assertThat(
                        claims.send(
                                        Role.ADMIN,
                                        "PUT",
                                        place + "?reason=x",
                                        Map.of("If-Match", "\"r2\""),
                                        ClaimJson.text(CLAIM))
                                .statusCode())
                .isEqualTo(409);
    }

    /// Sixteen at once, with one key.
    @Test
    void oneIdempotencyKeyIsOneClaim() throws Exception {
        Map<String, String> key = Map.of("Idempotency-Key", "once");
        String text = ClaimJson.text(CLAIM);
        List<Callable<HttpResponse<byte[]>>> posts = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            posts.add(() -> claims.send(Role.SUBMIT, "POST", "/v1/claims", key, text));
        }
        Set<String> ids = new HashSet<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<HttpResponse<byte[]>> each : threads.invokeAll(posts)) {
                assertThat(each.get().statusCode()).isEqualTo(201);
                ids.add(TestServer.json(each.get()).path("claim").path("id").asString());
            }
        }
        assertThat(ids).hasSize(1);
        assertThat(
                        claims.send(Role.SUBMIT, "POST", "/v1/claims", key, ClaimJson.text(OTHER))
                                .statusCode())
                .isEqualTo(422);
    }

    /// Page by page, each claim once, whatever the size of the page.
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100})
    void pagesAreTheWhole(int limit) throws Exception {
        List<String> keys = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page =
                    TestServer.json(
                            claims.send(
                                    Role.NOBODY,
                                    "GET",
                                    "/v1/claims?source=published&limit=" + limit + cursor,
                                    Map.of(),
                                    null));
            page.path("claims").forEach(each -> keys.add(each.path("key").asString()));
            cursor =
                    page.path("next").isNull()
                            ? null
                            : "&cursor="
                                    + java.net.URLEncoder.encode(
                                            page.path("next").asString(),
                                            java.nio.charset.StandardCharsets.UTF_8);
        } while (cursor != null);
        assertThat(keys)
                .containsExactlyElementsOf(PublishedRuns.shipped().keySet())
                .hasSize((int) claims.ledger().count(Selection.ofSource("published")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?colour=red",
                "?limit=0",
                "?limit=101",
                "?limit=1e3",
                "?cursor=nonsense",
                "?stage=birth",
                "?from_year=2025&to_year=2020",
                "?model=a&model=b"
            })
    void aQueryThatMeansNothingIsRefused(String query) throws Exception {
        HttpResponse<byte[]> answer =
                claims.send(Role.NOBODY, "GET", "/v1/claims" + query, Map.of(), null);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(TestServer.json(answer).path("errors").path(0).path("parameter").asString())
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"subject\":{\"model\":\"X\"},\"colour\":1}|/colour",
                "{\"subject\":{}}|/subject",
                "{\"subject\":{\"model\":\"X\",\"parameters\":1e999999999}}|/subject/parameters",
                "{\"subject\":{\"model\":\"X\"},\"inputs\":{\"pue\":0.5}}|/inputs",
                "[]|''",
                "{\"subject\":{\"model\":\"X\"},\"evidence\":{\"audit\":{\"party\":\"A\",\"scope\":\"B\",\"date\":\"2025-01-01\",\"report_sha256\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"conflict\":\"none\"}}}|/evidence"
            })
    void whatIsNoClaimIsRefusedWithItsPlace(String body, String pointer) throws Exception {
        HttpResponse<byte[]> answer =
                claims.send(Role.SUBMIT, "POST", "/v1/claims", Map.of(), body);
        assertThat(answer.statusCode()).as(TestServer.text(answer)).isEqualTo(422);
        assertThat(TestServer.json(answer).path("errors").path(0).path("pointer").asString())
                .startsWith(pointer);
    }

    @Test
    void whatManyClaimsSayIsWhatTheLedgerHas() throws Exception {
        HttpResponse<byte[]> answer =
                claims.send(Role.NOBODY, "GET", "/v1/analyses?source=published", Map.of(), null);
        JsonNode analysis = TestServer.json(answer);
        assertThat(analysis.path("schema").asString()).isEqualTo("wattle.analysis/1");
        assertThat(analysis.path("models").asInt()).isEqualTo(PublishedRuns.shipped().size());
        assertThat(answer.headers().firstValue("Repr-Digest").orElseThrow())
                .startsWith("sha-256=:");
        assertThat(
                        claims.send(Role.ADMIN, "GET", "/v1/analyses?state=held", Map.of(), null)
                                .statusCode())
                .isEqualTo(422);
        long onTpus =
                PublishedRuns.shipped().values().stream()
                        .filter(each ->
                                each.inputs().accelerator() != null
                                        && each.inputs().accelerator().contains("TPU")
                                        && each.inputs().signal() == Signal.AVERAGE)
                        .count();
        String narrow = "?source=published&hardware=tpu&signal=average";
        assertThat(
                        TestServer.json(
                                        claims.send(
                                                Role.NOBODY,
                                                "GET",
                                                "/v1/analyses" + narrow,
                                                Map.of(),
                                                null))
                                .path("models")
                                .asLong())
                .isPositive()
                .isEqualTo(onTpus);
        assertThat(
                        TestServer.text(
                                        claims.send(
                                                Role.NOBODY,
                                                "GET",
                                                "/v1/exports/claims.csv" + narrow,
                                                Map.of(),
                                                null))
                                .lines())
                .hasSize(1 + (int) onTpus);
        assertThat(
                        claims.send(Role.NOBODY, "GET", "/v1/claims?hardware=tpu", Map.of(), null)
                                .statusCode())
                .isEqualTo(422);
        JsonNode log = TestServer.json(claims.send(Role.NOBODY, "GET", "/v1/log", Map.of(), null));
        assertThat(log.path("root_sha256").asString()).isEqualTo(claims.ledger().head().rootHash());
    }
}
