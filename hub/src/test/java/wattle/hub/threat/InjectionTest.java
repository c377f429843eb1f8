package wattle.hub.threat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.hub.web.TestServer;
import wattle.hub.web.claims.ClaimServer;
import wattle.hub.web.claims.ClaimServer.Role;
import wattle.ledger.Selection;
import wattle.ledger.State;
import wattle.ledger.Submission;
import wattle.testing.ledger.RandomClaims;

/// SQL, paths and XML where a name or a value is expected.
class InjectionTest {

    private static final List<String> PAYLOADS =
            List.of(
                    "' OR '1'='1",
                    "x'; DROP TABLE claim; --",
                    "%' OR 1=1 --",
                    "_",
                    "%",
                    "\\",
                    "../../../../etc/passwd",
                    "..%2f..%2fetc%2fpasswd",
                    "file:///etc/passwd",
                    "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
                    "rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcA==");

    @TempDir private Path folder;

    @Test
    void aValueIsNeverAStatementOrAPath() throws Exception {
        try (var claims = new ClaimServer(folder, TestServer.PLENTY)) {
            claims.ledger()
                    .put(
                            List.of(
                                    new Submission(
                                            "a/b",
                                            "test",
                                            State.PUBLISHED,
                                            RandomClaims.named("plain"))));
            for (String payload : PAYLOADS) {
                String value = URLEncoder.encode(payload, StandardCharsets.UTF_8);
                for (String name :
                        List.of("source", "model", "task", "dataset", "country", "energy_source")) {
                    var answer =
                            claims.send(
                                    Role.NOBODY,
                                    "GET",
                                    "/v1/claims?" + name + "=" + value,
                                    Map.of(),
                                    null);
                    assertThat(answer.statusCode()).as(name + " " + payload).isEqualTo(200);
                    assertThat(TestServer.json(answer).path("claims").size())
                            .as(name + " " + payload)
                            .isZero();
                }
                assertThat(
                                claims.send(
                                                Role.NOBODY,
                                                "GET",
                                                "/v1/claims/" + value.replace("+", "%20"),
                                                Map.of(),
                                                null)
                                        .statusCode())
                        .as(payload)
                        .isIn(400, 404);
            }
            assertThat(claims.ledger().count(Selection.ALL)).isEqualTo(1);
        }
    }
}
