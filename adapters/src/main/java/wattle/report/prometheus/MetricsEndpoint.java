package wattle.report.prometheus;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import wattle.report.PrometheusText;
import wattle.report.Readout;
import wattle.report.Versions;

/// An address where Prometheus asks for the metrics of a run: `GET /metrics` and nothing else.
/// Plain HTTP without a password, so on this machine only unless an address is given.
///
/// All of its threads are daemons, at most two answer at a time and at most eight wait: it can
/// neither hold up the run's end nor take much from it.
public final class MetricsEndpoint implements AutoCloseable {

    private static final String PATH = "/metrics";
    private static final int ANSWERING = 2;
    private static final int WAITING = 8;

    private final HttpServer server;
    private final ThreadPoolExecutor answering;

    private MetricsEndpoint(HttpServer server, ThreadPoolExecutor answering) {
        this.server = server;
        this.answering = answering;
    }

    /// An endpoint on this machine's loopback address.
    ///
    /// @param port 0 for any that is free
    /// @throws IOException if the port is taken or may not be used
    public static MetricsEndpoint open(int port, Supplier<Readout> readouts, Versions versions)
            throws IOException {
        return open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), readouts, versions);
    }

    /// @param readouts gives the latest moment; called by the endpoint's own threads
    /// @throws IOException if the address is taken or may not be used
    public static MetricsEndpoint open(
            InetSocketAddress address, Supplier<Readout> readouts, Versions versions)
            throws IOException {
        HttpServer server = HttpServer.create(address, WAITING);
        var answering =
                new ThreadPoolExecutor(
                        ANSWERING,
                        ANSWERING,
                        10,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(WAITING),
                        task -> Thread.ofPlatform().daemon().name("metrics").unstarted(task));
        answering.allowCoreThreadTimeOut(true);
        server.setExecutor(answering);
        server.createContext("/", exchange -> answer(exchange, readouts, versions));
        startAsDaemon(server);
        return new MetricsEndpoint(server, answering);
    }

    /// The server's own thread is a daemon where the one that starts it is.
    private static void startAsDaemon(HttpServer server) throws IOException {
        Thread starting = Thread.ofPlatform().daemon().name("metrics-start").start(server::start);
        try {
            starting.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            server.stop(0);
            throw new IOException("interrupted while the metrics' port was opened", interrupted);
        }
    }

    /// Where it listens.
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private static void answer(HttpExchange exchange, Supplier<Readout> readouts, Versions versions)
            throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(PATH)) {
                send(exchange, 404, "Metrics are at " + PATH + "\n");
            } else if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET");
                send(exchange, 405, "GET only\n");
            } else {
                metrics(exchange, readouts, versions);
            }
        }
    }

    private static void metrics(
            HttpExchange exchange, Supplier<Readout> readouts, Versions versions)
            throws IOException {
        String text;
        try {
            text = PrometheusText.of(readouts.get(), versions);
        } catch (RuntimeException failed) {
            send(exchange, 500, "there is no reading: " + failed.getMessage() + "\n");
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", PrometheusText.CONTENT_TYPE);
        send(exchange, 200, text);
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        if (!exchange.getResponseHeaders().containsKey("Content-Type")) {
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        }
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    /// Frees the port; an answer under way is cut off.
    @Override
    public void close() {
        server.stop(0);
        answering.shutdownNow();
    }
}
