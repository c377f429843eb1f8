package wattle.hub.threat;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.hub.submission.PublishedRuns;
import wattle.hub.web.TestServer;
import wattle.hub.web.claims.ClaimServer;
import wattle.hub.web.claims.ClaimServer.Role;
import wattle.ledger.Selection;
import wattle.ledger.json.ClaimJson;

/// Floods: what new submitters send is public only after a review, and there is an end to how much
/// they send.
class SpamTest {

    @TempDir private Path folder;

    @Test
    void nothingThatWasSentIsPublicBeforeItWasReviewedAndThereIsAnEndToIt() throws Exception {
        String text = ClaimJson.text(requireNonNull(PublishedRuns.shipped().get("published/sam")));
        try (var claims = new ClaimServer(folder, TestServer.PLENTY.withRequests(50, 100))) {
            int taken = 0;
            int refused = 0;
            for (int i = 0; i < 150; i++) {
                switch (claims.send(Role.SUBMIT, "POST", "/v1/claims", Map.of(), text)
                        .statusCode()) {
                    case 201 -> taken++;
                    case 429 -> refused++;
                    default -> throw new AssertionError("neither taken nor refused");
                }
            }
            assertThat(taken).isGreaterThanOrEqualTo(100);
            assertThat(refused).isGreaterThan(0);
            assertThat(claims.ledger().count(Selection.ALL)).isZero();
        }
    }
}
