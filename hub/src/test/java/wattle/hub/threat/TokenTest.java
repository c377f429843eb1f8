package wattle.hub.threat;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.hub.exchange.Checker;
import wattle.hub.submission.PublishedRuns;
import wattle.hub.web.TestServer;
import wattle.hub.web.TokenAccess;
import wattle.hub.web.claims.ClaimRoutes;
import wattle.ledger.Scope;
import wattle.ledger.json.ClaimJson;
import wattle.ledger.sql.Database;
import wattle.ledger.sql.SqlLedger;
import wattle.ledger.sql.Tokens;
import wattle.report.Versions;
import wattle.testing.SetClock;

/// Tokens that leak, are guessed, have expired or were revoked.
class TokenTest {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir private Path folder;

    @Test
    void aTokenIsGoodForItsScopeUntilItsEndAndNotAfterItWasRevoked() throws Exception {
        var clock = new SetClock(START);
        try (var database = Database.open(folder.resolve("hub.db").toString())) {
            var ledger = new SqlLedger(database, clock);
            var tokens = new Tokens(database, clock);
            String read = tokens.create("r", Scope.READ, null).reveal();
            String submit =
                    tokens.create("s", Scope.SUBMIT, START.plus(Duration.ofHours(2))).reveal();
            String admin = tokens.create("a", Scope.ADMIN, null).reveal();
            List<String> seen = new ArrayList<>();
            try (var server =
                    new TestServer(
                            TestServer.PLENTY,
                            new TokenAccess(tokens),
                            new ClaimRoutes(
                                    ledger, new Checker(ledger, clock), new Versions("1", "1")))) {
                assertThat(post(server, read, seen)).isEqualTo(403);
                assertThat(post(server, submit, seen)).isEqualTo(201);
                assertThat(post(server, admin, seen)).isEqualTo(201);
                String other = submit.endsWith("x") ? "y" : "x";
                assertThat(post(server, submit.substring(0, submit.length() - 1) + other, seen))
                        .isEqualTo(401);
                assertThat(post(server, "wattle_", seen)).isEqualTo(401);
                assertThat(post(server, "' OR 1=1 --", seen)).isEqualTo(401);
                clock.goOn(Duration.ofHours(2));
                assertThat(post(server, submit, seen)).isEqualTo(401);
                tokens.revoke(admin.substring(7, 15));
                assertThat(post(server, admin, seen)).isEqualTo(401);
                seen.add(server.log());
            }
            for (String each : List.of(read, submit, admin)) {
                assertThat(seen).noneMatch(text -> text.contains(each));
                for (String file : List.of("hub.db", "hub.db-wal")) {
                    Path stored = folder.resolve(file);
                    if (Files.exists(stored)) {
                        assertThat(
                                        new String(
                                                Files.readAllBytes(stored),
                                                java.nio.charset.StandardCharsets.ISO_8859_1))
                                .doesNotContain(each)
                                .doesNotContain(each.substring(16));
                    }
                }
            }
        }
    }

    private static int post(TestServer server, String token, List<String> seen) throws Exception {
        HttpResponse<byte[]> answer =
                server.send(
                        server.request("/v1/claims")
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/json")
                                .POST(
                                        java.net.http.HttpRequest.BodyPublishers.ofString(
                                                ClaimJson.text(
                                                        requireNonNull(
                                                                PublishedRuns.shipped()
                                                                        .get("published/sam")))))
                                .build());
        seen.add(TestServer.text(answer) + answer.headers().map());
        return answer.statusCode();
    }
}
