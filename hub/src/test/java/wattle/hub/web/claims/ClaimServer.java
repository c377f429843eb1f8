package wattle.hub.web.claims;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wattle.hub.exchange.Checker;
import wattle.hub.web.Access;
import wattle.hub.web.Conformance;
import wattle.hub.web.Limits;
import wattle.hub.web.TestServer;
import wattle.ledger.Ledger;
import wattle.ledger.LedgerException;
import wattle.ledger.Scope;
import wattle.ledger.claim.Claim;
import wattle.ledger.json.ClaimJson;
import wattle.ledger.sql.Database;
import wattle.ledger.sql.SqlLedger;
import wattle.report.Versions;

/// A server of claims over SQLite, with a token for each role.
public final class ClaimServer implements AutoCloseable {

    /// Who asks: the token is the name.
    public enum Role {
        NOBODY,
        READ,
        SUBMIT,
        OTHER,
        ADMIN;

        private @Nullable Scope scope() {
            return switch (this) {
                case NOBODY -> null;
                case READ -> Scope.READ;
                case SUBMIT, OTHER -> Scope.SUBMIT;
                case ADMIN -> Scope.ADMIN;
            };
        }
    }

    private static final Access ACCESS =
            token -> {
                for (Role each : Role.values()) {
                    if (each.name().equals(token) && each != Role.NOBODY) {
                        return new Access.Identity(token, each.scope());
                    }
                }
                return null;
            };

    static final Conformance DOCUMENT =
            new Conformance(
                    ClaimRoutes.DESCRIPTION, AnalysisRoutes.DESCRIPTION, LogRoutes.DESCRIPTION);

    private final Database database;
    private final Ledger ledger;
    private final TestServer server;

    public ClaimServer(Path folder, Limits limits) throws LedgerException {
        database = Database.open(folder.resolve("hub.db").toString());
        ledger = new SqlLedger(database, Clock.systemUTC());
        var checker = new Checker(ledger, Clock.systemUTC());
        var versions = new Versions("1.2.3", "2026.01");
        server =
                new TestServer(
                        limits,
                        ACCESS,
                        new ClaimRoutes(ledger, checker, versions),
                        new AnalysisRoutes(ledger, checker, versions, Clock.systemUTC(), limits),
                        new LogRoutes(ledger, limits));
    }

    Database database() {
        return database;
    }

    public Ledger ledger() {
        return ledger;
    }

    public TestServer server() {
        return server;
    }

    /// Every answer is held against the document.
    public HttpResponse<byte[]> send(
            Role role,
            String method,
            String path,
            Map<String, String> headers,
            @Nullable String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                server.request(path)
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        if (role != Role.NOBODY) {
            request.header("Authorization", "Bearer " + role.name());
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::setHeader);
        HttpResponse<byte[]> answer = server.send(request.build());
        DOCUMENT.check(method, path, body, answer);
        return answer;
    }

    /// A claim that was sent; its id.
    public String sent(Role role, Claim claim) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                send(role, "POST", "/v1/claims", Map.of(), ClaimJson.text(claim));
        if (answer.statusCode() != 201) {
            throw new AssertionError(answer.statusCode() + " " + TestServer.text(answer));
        }
        return TestServer.json(answer).path("claim").path("id").asString();
    }

    @Override
    public void close() throws LedgerException {
        server.close();
        ledger.close();
        database.close();
    }
}
