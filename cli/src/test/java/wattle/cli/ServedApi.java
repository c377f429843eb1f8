package wattle.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import wattle.hub.web.Access;
import wattle.hub.web.Limits;
import wattle.hub.web.Routes;
import wattle.hub.web.Server;

/// The API as `wattle serve` has it, or other routes, in this process, with a client.
final class ServedApi implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final StringWriter log = new StringWriter();
    private final Server server;

    ServedApi(Path home, Clock clock) {
        this(ServeCommand.stateless(new Home(home), clock, limits()));
    }

    ServedApi(List<Routes> routes) {
        server =
                Server.start(
                        new Server.Settings(
                                "127.0.0.1",
                                0,
                                limits(),
                                Access.NOBODY,
                                List.of(),
                                Versions.current(),
                                new PrintWriter(log)),
                        routes);
    }

    /// So many requests that no test meets the limit.
    static Limits limits() {
        return Limits.standard().withRequests(1_000_000, 1_000_000);
    }

    List<String> routes() {
        return server.routes();
    }

    String log() {
        return log.toString();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).build());
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(90));
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        server.close();
        client.close();
    }
}
