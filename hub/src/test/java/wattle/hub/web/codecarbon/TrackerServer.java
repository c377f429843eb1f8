package wattle.hub.web.codecarbon;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import wattle.hub.web.Limits;
import wattle.hub.web.Routes;
import wattle.hub.web.TestServer;
import wattle.hub.web.carbonaware.CarbonAwareRoutes;
import wattle.ledger.LedgerException;
import wattle.ledger.sql.Database;

/// A server of these routes, beside the Carbon Aware SDK's, on a store in a file.
final class TrackerServer implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");

    private final java.net.http.HttpClient http = java.net.http.HttpClient.newHttpClient();
    private final Database store;
    private final TestServer server;

    TrackerServer(Path file) throws LedgerException {
        this(file, TestServer.PLENTY);
    }

    TrackerServer(Path file, Limits limits) throws LedgerException {
        store = Database.open(file.toString());
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        List<Routes> routes = new ArrayList<>();
        routes.add(
                new CarbonAwareRoutes(
                        (location, span, decision, byTheHour) -> {
                            throw new IllegalStateException("nobody asks for carbon intensities");
                        },
                        clock));
        routes.add(new CodeCarbonRoutes(store, clock));
        server = new TestServer(limits, Tokens.ACCESS, routes.toArray(Routes[]::new));
    }

    Client client(@org.jspecify.annotations.Nullable String token) {
        return new Client(http, server.request("/").build().uri().getPort(), token);
    }

    List<String> routes() {
        return server.routes();
    }

    TestServer server() {
        return server;
    }

    Database store() {
        return store;
    }

    String log() {
        return server.log();
    }

    @Override
    public void close() {
        server.close();
        store.close();
        http.close();
    }
}
