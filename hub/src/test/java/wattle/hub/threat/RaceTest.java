package wattle.hub.threat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.hub.web.TestServer;
import wattle.hub.web.claims.ClaimServer;
import wattle.hub.web.claims.ClaimServer.Role;
import wattle.ledger.json.ClaimJson;
import wattle.testing.ledger.RandomClaims;

/// The same request many times, and many requests at the same time.
class RaceTest {

    private static final int AT_ONCE = 16;

    @TempDir private Path folder;

    /// What many got who asked at once.
    private static <T> List<T> atOnce(Callable<T> request) throws Exception {
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> sent =
                    senders.invokeAll(IntStream.range(0, AT_ONCE).mapToObj(_ -> request).toList());
            List<T> got = new ArrayList<>();
            for (Future<T> each : sent) {
                got.add(each.get());
            }
            return got;
        }
    }

    @Test
    void whatIsSentManyTimesAtOnceIsThereOnce() throws Exception {
        String text = ClaimJson.text(RandomClaims.named("once"));
        Map<String, String> key = Map.of("Idempotency-Key", "run-7");
        try (var claims = new ClaimServer(folder, TestServer.PLENTY)) {
            List<String> ids =
                    atOnce(() -> {
                        var answer = claims.send(Role.SUBMIT, "POST", "/v1/claims", key, text);
                        assertThat(answer.statusCode()).isEqualTo(201);
                        return TestServer.json(answer).path("claim").path("id").asString();
                    });
            assertThat(ids).containsOnly(ids.getFirst());
            assertThat(claims.ledger().head().size()).isEqualTo(1);
        }
    }

    @Test
    void ofManyWhoChangeARevisionAtOnceOneDoes() throws Exception {
        try (var claims = new ClaimServer(folder, TestServer.PLENTY)) {
            String id = claims.sent(Role.ADMIN, RandomClaims.named("before"));
            String text = ClaimJson.text(RandomClaims.named("after"));
            List<Integer> said =
                    atOnce(() ->
                            claims.send(
                                            Role.ADMIN,
                                            "PUT",
                                            "/v1/claims/" + id + "?reason=race",
                                            Map.of("If-Match", "\"r1\""),
                                            text)
                                    .statusCode());
            assertThat(said).containsOnlyOnce(200);
            assertThat(said).filteredOn(each -> each != 200).hasSize(AT_ONCE - 1).containsOnly(412);
            assertThat(claims.ledger().head().size()).isEqualTo(2);
        }
    }
}
