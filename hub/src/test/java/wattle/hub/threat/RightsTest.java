package wattle.hub.threat;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wattle.hub.submission.PublishedRuns;
import wattle.hub.web.TestServer;
import wattle.hub.web.claims.ClaimServer;
import wattle.hub.web.claims.ClaimServer.Role;
import wattle.ledger.claim.Claim;
import wattle.ledger.json.ClaimJson;

/// Who may do what with whose claim.
class RightsTest {

    private static final Claim CLAIM =
            requireNonNull(PublishedRuns.shipped().get("published/patterson-gpt3-175b"));

    private static final Claim OTHER = requireNonNull(PublishedRuns.shipped().get("published/sam"));

    @TempDir private static Path folder;

    private static ClaimServer claims;

    @BeforeAll
    static void start() throws Exception {
        claims = new ClaimServer(folder, TestServer.PLENTY);
    }

    @AfterAll
    static void stop() throws Exception {
        claims.close();
    }

    /// Every cell of roles × objects × verbs. `own` is held and was sent by SUBMIT; `published` is
    /// another's.
    @ParameterizedTest
    @CsvSource({
        // role,   see published, see held, list held, add, revise own, revise published, withdraw
        // own, withdraw published, review
        "NOBODY, 200, 404, 403, 401, 401, 401, 401, 401, 401",
        "READ,   200, 404, 403, 403, 403, 403, 403, 403, 403",
        "SUBMIT, 200, 200, 403, 201, 200, 403, 200, 403, 403",
        "OTHER,  200, 404, 403, 201, 404, 403, 404, 403, 403",
        "ADMIN,  200, 200, 200, 201, 200, 200, 200, 200, 200"
    })
    void whoMayDoWhat(
            Role role,
            int seePublished,
            int seeHeld,
            int listHeld,
            int add,
            int reviseOwn,
            int revisePublished,
            int withdrawOwn,
            int withdrawPublished,
            int review)
            throws Exception {
        String own = "/v1/claims/" + claims.sent(Role.SUBMIT, CLAIM);
        String published = "/v1/claims/" + claims.sent(Role.ADMIN, CLAIM);
        String text = ClaimJson.text(OTHER);
        assertThat(status(role, "GET", published, null))
                .as("see published")
                .isEqualTo(seePublished);
        assertThat(status(role, "GET", own, null)).as("see held").isEqualTo(seeHeld);
        assertThat(status(role, "GET", "/v1/claims?state=held", null)).isEqualTo(listHeld);
        assertThat(status(role, "POST", "/v1/claims", text)).as("add").isEqualTo(add);
        assertThat(status(role, "PUT", own + "?reason=x", text)).as("revise").isEqualTo(reviseOwn);
        assertThat(status(role, "PUT", published + "?reason=x", text))
                .as("revise another's")
                .isEqualTo(revisePublished);
        String again = "/v1/claims/" + claims.sent(Role.SUBMIT, CLAIM);
        String another = "/v1/claims/" + claims.sent(Role.ADMIN, CLAIM);
        assertThat(
                        status(
                                role,
                                "POST",
                                another + "/state",
                                "{\"state\":\"held\",\"reason\":\"x\"}"))
                .as("review")
                .isEqualTo(review);
        assertThat(status(role, "DELETE", again + "?reason=x", null))
                .as("withdraw")
                .isEqualTo(withdrawOwn);
        String third = "/v1/claims/" + claims.sent(Role.ADMIN, CLAIM);
        assertThat(status(role, "DELETE", third + "?reason=x", null))
                .as("withdraw another's")
                .isEqualTo(withdrawPublished);
    }

    /// Who decides on a claim does not become whose it is; and nobody publishes by revising.
    @Test
    void aSenderKeepsAReviewedClaimAndIsReviewedAgain() throws Exception {
        String own = "/v1/claims/" + claims.sent(Role.SUBMIT, CLAIM);
        String publish = "{\"state\":\"published\",\"reason\":\"looks right\"}";
        assertThat(status(Role.ADMIN, "POST", own + "/state", publish)).isEqualTo(200);
        assertThat(status(Role.NOBODY, "GET", own, null)).isEqualTo(200);
        Map<String, String> second = Map.of("If-Match", "\"r2\"");
        String other = ClaimJson.text(OTHER);
        assertThat(claims.send(Role.OTHER, "PUT", own + "?reason=x", second, other).statusCode())
                .isEqualTo(403);
        HttpResponse<byte[]> revised =
                claims.send(Role.SUBMIT, "PUT", own + "?reason=x", second, other);
        assertThat(revised.statusCode()).isEqualTo(200);
        assertThat(TestServer.json(revised).path("claim").path("state").asString())
                .isEqualTo("held");
        assertThat(status(Role.NOBODY, "GET", own, null)).isEqualTo(404);
        Map<String, String> third = Map.of("If-Match", "\"r3\"");
        assertThat(claims.send(Role.SUBMIT, "DELETE", own + "?reason=x", third, null).statusCode())
                .isEqualTo(200);
    }

    private static int status(Role role, String method, String path, @Nullable String body)
            throws Exception {
        return claims.send(role, method, path, Map.of("If-Match", "\"r1\""), body).statusCode();
    }
}
