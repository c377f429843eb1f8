package wattle.hub.web;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.jspecify.annotations.Nullable;
import wattle.report.Versions;

/// The HTTP server, with what every request goes through. Each request has a virtual thread of its
/// own.
///
/// ```java
/// try (var server = Server.start(settings, List.of(new CalculationRoutes(…)))) {
///     server.port();
/// }
/// ```
public final class Server implements AutoCloseable {

    /// A client that says nothing for so long is cut off.
    private static final Duration IDLE = Duration.ofSeconds(30);

    /// One that says less than this is cut off, in bytes a second.
    private static final int SLOWEST = 256;

    private static final int MOST_CONNECTIONS = 2000;

    private final Javalin javalin;
    private final List<String> routes;

    /// What a server is told.
    ///
    /// @param host the address or name to listen at, such as `127.0.0.1`
    /// @param port 0 for any that is free
    /// @param access who knows the tokens
    /// @param parts that have to be ready before the server is
    /// @param versions that answers are made with
    /// @param log where faults of ours go, one after the other
    public record Settings(
            String host,
            int port,
            Limits limits,
            Access access,
            List<Readiness> parts,
            Versions versions,
            PrintWriter log) {

        public Settings {
            parts = List.copyOf(parts);
        }
    }

    private Server(Javalin javalin, List<String> routes) {
        this.javalin = javalin;
        this.routes = List.copyOf(routes);
    }

    /// Listens when this returns.
    ///
    /// @throws CannotServeException if nobody may listen there, or somebody does
    public static Server start(Settings settings, List<Routes> groups) {
        var metrics = new Metrics();
        List<Routes> all = new ArrayList<>(groups);
        all.add(
                new Operations(
                        metrics,
                        settings.versions(),
                        settings.parts(),
                        new Once(() -> OpenApi.of(all, settings.versions().wattle()))));
        var router = new Router();
        all.forEach(each -> each.addTo(router));
        var gate = new Gate(access(settings, all), settings.limits(), System::nanoTime);
        var refusals = new Refusals(all, settings.log());
        Javalin javalin =
                Javalin.create(config -> {
                    serve(config);
                    listen(config, settings);
                    watch(config, metrics);
                    refusals.addTo(config.routes);
                    config.routes.before(context -> {
                        metrics.begun();
                        gate.pass(context);
                    });
                    for (Router.Route each : router.routes()) {
                        config.routes.addEndpoint(endpoint(each, refusals));
                    }
                });
        try {
            javalin.start();
        } catch (RuntimeException refused) {
            throw new CannotServeException(settings.host(), settings.port(), refused);
        }
        return new Server(
                javalin,
                router.routes().stream().map(each -> each.method() + " " + each.path()).toList());
    }

    /// The OpenAPI document of these groups and of what every server has.
    public static String openApi(List<? extends Described> groups, Versions versions) {
        List<Described> all = new ArrayList<>(groups);
        all.add(new Operations(new Metrics(), versions, List.of(), () -> ""));
        return OpenApi.of(all, versions.wattle());
    }

    /// The server's own first, then that of each group.
    private static Access access(Settings settings, List<Routes> groups) {
        List<Access> all = new ArrayList<>();
        all.add(settings.access());
        groups.forEach(each -> all.add(each.access()));
        return token -> {
            for (Access each : all) {
                Access.Identity identity = each.identify(token);
                if (identity != null) {
                    return identity;
                }
            }
            return null;
        };
    }

    private static Endpoint endpoint(Router.Route route, Refusals refusals) {
        return new Endpoint(
                route.method(),
                route.path(),
                context -> {
                    if (route.scope() != null) {
                        Gate.require(context, route.scope());
                    }
                    try {
                        route.handler().handle(context);
                    } catch (Error fault) {
                        refusals.fault(context, fault);
                    }
                });
    }

    private static void serve(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.prefer405over404 = true;
        config.http.generateEtags = false;
        config.http.compressionStrategy = CompressionStrategy.GZIP;
        config.http.defaultContentType = Problem.CONTENT_TYPE;
    }

    private static void listen(JavalinConfig config, Settings settings) {
        config.jetty.modifyServer(server -> {
            server.setStopTimeout(settings.limits().stop().toMillis());
            server.setHandler(new GracefulHandler(new MinimumDataRateHandler(SLOWEST, 0)));
            server.setErrorHandler(new Refusals.OfJetty());
        });
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setSendXPoweredBy(false);
        });
        config.jetty.addConnector((server, http) -> connector(server, http, settings));
    }

    private static Connector connector(
            org.eclipse.jetty.server.Server server, HttpConfiguration http, Settings settings) {
        var connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE.toMillis());
        connector.setAcceptQueueSize(MOST_CONNECTIONS); // Or the 51st of many at once is cut off.
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
        return connector;
    }

    private static void watch(JavalinConfig config, Metrics metrics) {
        config.requestLogger.http((context, millis) ->
                metrics.ended(
                        context.method().name(),
                        routeOf(context),
                        context.statusCode(),
                        Duration.ofNanos((long) (millis * 1e6))));
    }

    /// As it was added; the same for all that met none.
    private static String routeOf(Context context) {
        Endpoint met = context.endpoints().lastHttpEndpoint();
        return met == null ? "none" : met.path;
    }

    public int port() {
        return javalin.port();
    }

    /// Method and path of every route, such as `GET /metrics`.
    public List<String> routes() {
        return routes;
    }

    /// Takes no more requests, and returns when those that were begun have been answered or their
    /// time is up.
    @Override
    public void close() {
        javalin.stop();
    }

    /// Asks once.
    private static final class Once implements Supplier<String> {

        private final Supplier<String> source;
        private @Nullable String answer;

        Once(Supplier<String> source) {
            this.source = source;
        }

        @Override
        public synchronized String get() {
            if (answer == null) {
                answer = source.get();
            }
            return answer;
        }
    }
}
