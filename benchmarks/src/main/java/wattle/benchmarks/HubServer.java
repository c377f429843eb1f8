package wattle.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.hub.exchange.Checker;
import wattle.hub.web.Access;
import wattle.hub.web.Limits;
import wattle.hub.web.Server;
import wattle.hub.web.claims.AnalysisRoutes;
import wattle.hub.web.claims.ClaimRoutes;
import wattle.hub.web.codecarbon.CodeCarbonRoutes;
import wattle.hub.web.runs.RunRoutes;
import wattle.ledger.Scope;
import wattle.ledger.sql.Database;
import wattle.ledger.sql.EnergySamples;
import wattle.ledger.sql.LiveRuns;
import wattle.ledger.sql.SqlLedger;
import wattle.report.Versions;

/// A hub on a store, listening on this machine, and what asks it. Any token will do.
final class HubServer implements AutoCloseable {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final Versions VERSIONS = new Versions("0", "0");
    private static final Limits LIMITS = Limits.standard().withRequests(100_000_000, 100_000_000);

    private final @Nullable EmbeddedPostgres postgres;
    private final Database store;
    private final SqlLedger ledger;
    private final RunRoutes runs;
    private final Server server;
    private final HttpClient http = HttpClient.newHttpClient();

    /// @param url of a database; `postgresql` alone is a server of its own, which waits for its
    ///   disk as one in production does
    HubServer(String url) throws Exception {
        postgres = url.equals("postgresql") ? EmbeddedPostgres.builder().start() : null;
        store =
                Database.open(
                        postgres == null
                                ? url
                                : "postgresql://localhost:"
                                        + postgres.getPort()
                                        + "/postgres?user=postgres");
        ledger = new SqlLedger(store, CLOCK);
        var samples = new EnergySamples(store, null);
        runs =
                new RunRoutes(
                        new LiveRuns(store, samples, CLOCK),
                        samples,
                        (location, span, decision, byTheHour) -> {
                            throw new IllegalStateException("nobody asks for intensities");
                        },
                        VERSIONS,
                        CLOCK,
                        LIMITS);
        var checker = new Checker(ledger, CLOCK);
        server =
                Server.start(
                        new Server.Settings(
                                "127.0.0.1",
                                0,
                                LIMITS,
                                token -> new Access.Identity(token, Scope.ADMIN),
                                List.of(),
                                VERSIONS,
                                new PrintWriter(System.err, true, StandardCharsets.UTF_8)),
                        List.of(
                                new ClaimRoutes(ledger, checker, VERSIONS),
                                new AnalysisRoutes(ledger, checker, VERSIONS, CLOCK, LIMITS),
                                runs,
                                new CodeCarbonRoutes(store, CLOCK)));
    }

    Database store() {
        return store;
    }

    SqlLedger ledger() {
        return ledger;
    }

    String kind() {
        return store.url().toString().startsWith("postgresql") ? "postgresql" : "sqlite";
    }

    /// What was answered, whatever the status. Threads may call it at once.
    HttpResponse<byte[]> send(String method, String path, String type, byte[] body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .header("Authorization", "Bearer ada")
                        .header("Content-Type", type)
                        .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    String get(String path) throws IOException, InterruptedException {
        return done(send("GET", path, "application/json", new byte[0]));
    }

    String post(String path, String json) throws IOException, InterruptedException {
        return done(send("POST", path, "application/json", json.getBytes(StandardCharsets.UTF_8)));
    }

    /// The text of an answer that says that all went well.
    static String done(HttpResponse<byte[]> answer) {
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(answer.statusCode() + " " + text);
        }
        return text;
    }

    @Override
    public void close() throws IOException {
        runs.close();
        server.close();
        http.close();
        store.close();
        if (postgres != null) {
            postgres.close();
        }
    }
}
