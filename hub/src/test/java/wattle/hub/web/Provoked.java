package wattle.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Refusals that can be had of any operation that describes them.
public final class Provoked {

    private static final int TOO_LONG = 5 << 20;

    private final Conformance document;
    private final TestServer server;
    private final Map<String, String> ids;
    private final String token;

    /// @param ids that stand for the parameters of paths
    /// @param token that may do everything, as `Authorization` has it
    public Provoked(
            Conformance document, TestServer server, Map<String, String> ids, String token) {
        this.document = document;
        this.server = server;
        this.ids = ids;
        this.token = token;
    }

    /// The path of an operation, of something that is there.
    public String path(Conformance.Operation operation) {
        String path = operation.path();
        for (Map.Entry<String, String> each : ids.entrySet()) {
            path = path.replace("{" + each.getKey() + "}", each.getValue());
        }
        assertThat(path).doesNotContain("{");
        return path;
    }

    /// Of all operations: a client that wants something else, a token that is none, a body that is
    /// no JSON, is too long or is said to be something else.
    public void refusals() throws IOException, InterruptedException {
        for (Conformance.Operation each : document.operations()) {
            if (describes(each, 401) || describes(each, 403)) {
                int status = describes(each, 401) ? 401 : 403;
                ask(each, request(each, "{}").setHeader("Authorization", "Bearer none"), status);
            }
            if (describes(each, 406)) {
                ask(each, request(each, "{}").setHeader("Accept", "image/png"), 406);
            }
            if (describes(each, 413)) {
                // Refused by its length alone, before it is sent.
                ask(each, request(each, " ".repeat(TOO_LONG)).expectContinue(true), 413);
            }
            if (describes(each, 415)) {
                ask(each, request(each, "{}").setHeader("Content-Type", "text/plain"), 415);
                ask(each, request(each, "{}").setHeader("Content-Encoding", "gzip"), 415);
            }
            if (takesJson(each) && describes(each, 400)) {
                ask(each, request(each, "{"), 400);
            }
        }
    }

    /// All of them but the server's own once, whose answers have to be of that status if it is
    /// described.
    public void all(int status) throws IOException, InterruptedException {
        for (Conformance.Operation each : document.operations()) {
            boolean isOfTheServer =
                    each.body().path("tags").path(0).asString().equals("operations");
            if (describes(each, status) && !isOfTheServer) {
                ask(each, request(each, example(each)), status);
            }
        }
    }

    private static boolean takesJson(Conformance.Operation operation) {
        return operation.body().path("requestBody").path("content").has("application/json");
    }

    private static boolean describes(Conformance.Operation operation, int status) {
        return operation.body().path("responses").has("" + status);
    }

    private static @Nullable String example(Conformance.Operation operation) {
        var content = operation.body().path("requestBody").path("content");
        var json = content.path("application/json");
        return content.isMissingNode()
                ? null
                : json.has("example") ? json.path("example").toString() : "{}";
    }

    private HttpRequest.Builder request(Conformance.Operation operation, @Nullable String body) {
        var content = operation.body().path("requestBody").path("content");
        boolean has = !content.isMissingNode() && body != null;
        HttpRequest.Builder request =
                server.request(path(operation) + query(operation))
                        .method(
                                operation.method().toUpperCase(java.util.Locale.ROOT),
                                has
                                        ? HttpRequest.BodyPublishers.ofString(body)
                                        : HttpRequest.BodyPublishers.noBody())
                        .header("Authorization", token)
                        .header("If-Match", "\"r1\"");
        if (has) {
            request.header("Content-Type", content.propertyNames().iterator().next());
        }
        return request;
    }

    /// What has to be there.
    private String query(Conformance.Operation operation) {
        var query = new StringBuilder();
        for (var each : document.parameters(operation)) {
            if (each.path("in").asString().equals("query") && each.path("required").asBoolean()) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(each.path("name").asString())
                        .append(
                                each.path("schema").path("type").asString().equals("integer")
                                        ? "=1"
                                        : "=x");
            }
        }
        return query.toString();
    }

    private void ask(Conformance.Operation operation, HttpRequest.Builder request, int status)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = server.send(request.build());
        assertThat(answer.statusCode())
                .as(operation + ": " + TestServer.text(answer))
                .isEqualTo(status);
        document.check(operation.method(), path(operation), null, answer);
    }
}
