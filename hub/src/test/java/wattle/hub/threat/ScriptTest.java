package wattle.hub.threat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.hub.web.TestServer;
import wattle.hub.web.claims.ClaimServer;
import wattle.hub.web.claims.ClaimServer.Role;
import wattle.ledger.json.ClaimJson;
import wattle.testing.Payloads;
import wattle.testing.ledger.RandomClaims;

/// Scripts in texts: no answer is one that a browser runs, whatever is in it.
class ScriptTest {

    @TempDir private Path folder;

    @Test
    void aTextStaysATextInEveryAnswer() throws Exception {
        try (var claims = new ClaimServer(folder, TestServer.PLENTY)) {
            for (String payload : Payloads.SCRIPTS) {
                String id = claims.sent(Role.ADMIN, RandomClaims.named(payload));
                HttpResponse<byte[]> one =
                        claims.send(Role.NOBODY, "GET", "/v1/claims/" + id, Map.of(), null);
                assertThat(
                                TestServer.json(one)
                                        .path("claim")
                                        .path("claim")
                                        .path("subject")
                                        .path("model")
                                        .asString())
                        .isEqualTo(payload);
            }
            for (String path :
                    List.of(
                            "/v1/claims",
                            "/v1/claims/%3Cscript%3E",
                            "/v1/claims?model=%3Cscript%3E&colour=%3Cscript%3E",
                            "/v1/analyses",
                            "/v1/exports/claims.csv",
                            "/v1/exports/claims.json",
                            "/%3Cscript%3E")) {
                HttpResponse<byte[]> answer = claims.send(Role.NOBODY, "GET", path, Map.of(), null);
                assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                        .as(path)
                        .doesNotContain("html")
                        .matches("(application/(problem\\+)?json|text/csv).*");
                assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                        .contains("nosniff");
                assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                        .contains("default-src 'none'");
                assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
            }
        }
    }

    @Test
    void whatIsSentComesBackToTheLetter() {
        for (String payload : Payloads.SCRIPTS) {
            var claim = RandomClaims.named(payload);
            assertThat(ClaimJson.read(ClaimJson.bytes(claim))).isEqualTo(claim);
        }
    }
}
