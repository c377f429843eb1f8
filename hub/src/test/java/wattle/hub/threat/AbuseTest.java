package wattle.hub.threat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.hub.web.TestServer;
import wattle.hub.web.claims.ClaimServer;
import wattle.hub.web.claims.ClaimServer.Role;

/// Somebody who asks without end, beside somebody who does not.
class AbuseTest {

    private static final int MANY = 400;

    @TempDir private Path folder;

    @Test
    void whoAsksWithoutEndIsHeldUpAndNobodyElseIs() throws Exception {
        try (var claims = new ClaimServer(folder, TestServer.PLENTY.withRequests(100, 100))) {
            int refused = 0;
            for (int i = 0; i < MANY; i++) {
                var greedy = claims.send(Role.SUBMIT, "GET", "/v1/claims", Map.of(), null);
                if (greedy.statusCode() == 429) {
                    refused++;
                    assertThat(greedy.headers().firstValueAsLong("Retry-After").orElse(0))
                            .isPositive();
                    assertThat(greedy.headers().firstValue("RateLimit-Remaining")).hasValue("0");
                }
                if (i % 10 == 0) {
                    var modest = claims.send(Role.OTHER, "GET", "/v1/claims", Map.of(), null);
                    assertThat(modest.statusCode()).isEqualTo(200);
                    assertThat(modest.headers().firstValue("RateLimit-Limit")).hasValue("100");
                }
            }
            assertThat(refused).isPositive();
        }
    }
}
