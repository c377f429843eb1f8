package wattle.hub.web;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.report.Versions;

/// A server on a free port of this machine, and a client of it.
public final class TestServer implements AutoCloseable {

    /// So many that no test meets them unless it wants to.
    public static final Limits PLENTY =
            new Limits(
                    1_000_000,
                    1_000_000,
                    64 * 1024,
                    8,
                    1,
                    Duration.ofMillis(200),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(30));

    private final HttpClient client = HttpClient.newHttpClient();
    private final StringWriter log = new StringWriter();
    private final Server server;

    public TestServer(Limits limits, Access access, Routes... routes) {
        this(limits, access, List.of(), routes);
    }

    TestServer(Limits limits, Access access, List<Readiness> parts, Routes... routes) {
        server =
                Server.start(
                        new Server.Settings(
                                "127.0.0.1",
                                0,
                                limits,
                                access,
                                parts,
                                new Versions("1.2.3", "2026.01"),
                                new PrintWriter(log)),
                        List.of(routes));
    }

    Server server() {
        return server;
    }

    /// As [Server#routes].
    public List<String> routes() {
        return server.routes();
    }

    /// What went to the log.
    public String log() {
        return log.toString();
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(60));
    }

    public HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    public HttpResponse<byte[]> get(String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        return send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    public HttpResponse<byte[]> post(String path, String json, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json));
        return send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    public static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    public static JsonNode json(HttpResponse<byte[]> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    @Override
    public void close() {
        server.close();
        client.close();
    }
}
