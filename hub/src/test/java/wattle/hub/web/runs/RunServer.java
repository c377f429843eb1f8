package wattle.hub.web.runs;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import wattle.hub.web.Access;
import wattle.hub.web.Conformance;
import wattle.hub.web.Limits;
import wattle.hub.web.TestServer;
import wattle.hub.web.carbonaware.LocationIntensity;
import wattle.hub.web.carbonaware.NotKnownException;
import wattle.ledger.LedgerException;
import wattle.ledger.Scope;
import wattle.ledger.sql.Database;
import wattle.ledger.sql.EnergySamples;
import wattle.ledger.sql.LiveRuns;
import wattle.report.Versions;

/// A server of live runs over SQLite. A token is the name of whoever has it.
final class RunServer implements AutoCloseable {

    static final LocationIntensity NOWHERE =
            (location, span, decision, byTheHour) -> {
                throw new NotKnownException(location, new IllegalArgumentException());
            };

    private static final Map<String, Scope> TOKENS =
            Map.of(
                    "ada", Scope.SUBMIT,
                    "bob", Scope.SUBMIT,
                    "reader", Scope.READ,
                    "admin", Scope.ADMIN);

    private static final Access ACCESS =
            token -> {
                Scope scope = TOKENS.get(token);
                return scope == null ? null : new Access.Identity(token, scope);
            };

    static final Conformance DOCUMENT = new Conformance(RunRoutes.DESCRIPTION);

    final Database database;
    final TestServer server;
    final Watching watching;
    private final RunRoutes routes;

    RunServer(Path file) throws LedgerException {
        this(file, NOWHERE, Clock.systemUTC(), null, 1000);
    }

    RunServer(
            Path file,
            LocationIntensity intensity,
            Clock clock,
            @Nullable Duration kept,
            int watchers)
            throws LedgerException {
        this(file, intensity, clock, kept, watchers, TestServer.PLENTY);
    }

    RunServer(
            Path file,
            LocationIntensity intensity,
            Clock clock,
            @Nullable Duration kept,
            int watchers,
            Limits limits)
            throws LedgerException {
        database = Database.open(file.toString());
        var samples = new EnergySamples(database, kept);
        var runs = new LiveRuns(database, samples, clock);
        var versions = new Versions("1.2.3", "2026.01");
        watching =
                new Watching(
                        runs,
                        samples,
                        clock,
                        versions,
                        watchers,
                        Duration.ofMillis(300),
                        Duration.ofMinutes(10));
        routes = new RunRoutes(runs, samples, intensity, versions, clock, limits, watching);
        server = new TestServer(limits, ACCESS, routes);
    }

    int port() {
        return server.request("/").build().uri().getPort();
    }

    HttpResponse<byte[]> get(String who, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = server.request(path);
        if (!who.isEmpty()) {
            request.header("Authorization", "Bearer " + who);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return checked("GET", path, null, server.send(request.build()));
    }

    JsonNode json(String who, String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = get(who, path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + TestServer.text(answer));
        }
        return TestServer.json(answer);
    }

    HttpResponse<byte[]> start(String who, String body) throws IOException, InterruptedException {
        HttpRequest request =
                server.request("/v1/runs")
                        .header("Authorization", "Bearer " + who)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return checked("POST", "/v1/runs", body, server.send(request));
    }

    HttpResponse<byte[]> chunk(String who, String run, long offset, byte[] bytes, int from, int to)
            throws IOException, InterruptedException {
        String path = "/v1/runs/" + run + "/chunks?offset=" + offset;
        HttpRequest request =
                server.request(path)
                        .header("Authorization", "Bearer " + who)
                        .header("Content-Type", "application/x-ndjson")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(bytes, from, to - from))
                        .build();
        return checked("POST", path, null, server.send(request));
    }

    /// Every answer is held against the document.
    static HttpResponse<byte[]> checked(
            String method, String path, @Nullable String body, HttpResponse<byte[]> answer) {
        DOCUMENT.check(method, path, body, answer);
        return answer;
    }

    @Override
    public void close() {
        routes.close();
        server.close();
        database.close();
    }
}
