package wattle.hub.web.codecarbon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.ledger.tracked.TrackedProjects;

/// Asks a server as CodeCarbon's client does: a call has worked where its status is the one
/// expected, and has not where it is any other.
///
/// @param http shared by all
/// @param token null for none
record Client(HttpClient http, int port, @org.jspecify.annotations.Nullable String token) {

    static final String DEFAULT_EXPERIMENT = TrackedProjects.DEFAULT_EXPERIMENT.toString();

    Client with(@org.jspecify.annotations.Nullable String other) {
        return new Client(http, port, other);
    }

    HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(60))
                        .headers(
                                "User-Agent", "python-requests/2.28.1",
                                "Accept-Encoding", "identity",
                                "Accept", "*/*",
                                "Content-Type", "application/json")
                        .method(
                                method,
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("x-api-token", token);
        }
        return http.send(
                request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private JsonNode asked(String method, String path, String body, int status)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = send(method, path, body);
        assertThat(answer.statusCode())
                .as(method + " " + path + ": " + answer.body())
                .isEqualTo(status);
        return answer.body().isEmpty()
                ? JsonMapper.shared().missingNode()
                : JsonMapper.shared().readTree(answer.body());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return asked("GET", path, "", 200);
    }

    JsonNode post(String path, String body) throws IOException, InterruptedException {
        return asked("POST", path, body, 201);
    }

    JsonNode patch(String path, String body) throws IOException, InterruptedException {
        return asked("PATCH", path, body, 200);
    }

    void delete(String path) throws IOException, InterruptedException {
        assertThat(asked("DELETE", path, "", 204).isMissingNode()).isTrue();
    }

    /// What is said why something is refused, in the shape of every refusal.
    JsonNode refused(int status, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = send(method, path, body);
        assertThat(answer.statusCode())
                .as(method + " " + path + ": " + answer.body())
                .isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        JsonNode all = JsonMapper.shared().readTree(answer.body());
        assertThat(all.propertyNames()).containsExactly("detail");
        return all.path("detail");
    }

    /// Registers a run, and says its id.
    String run(String experiment) throws IOException, InterruptedException {
        return post("/runs", run(Instant.now(), experiment)).path("id").asString();
    }

    static String run(Instant at, String experiment) {
        return """
        {"timestamp": "%s", "experiment_id": "%s", "os": "Linux", "cpu_count": 2,
         "longitude": 2.4, "latitude": 48.9}
        """
                .formatted(at, experiment);
    }

    /// An emission of two minutes.
    ///
    /// @param kilograms a number of JSON
    static String emission(String run, Instant at, String kilograms) {
        return """
        {"timestamp": "%s", "run_id": "%s", "duration": 120, "emissions_sum": %s,
         "emissions_rate": 1e-9, "cpu_power": 42.5, "gpu_power": 0.0, "ram_power": 3,
         "cpu_energy": 0.1, "gpu_energy": null, "ram_energy": 0.2, "energy_consumed": 0.3, "wue": 0}
        """
                .formatted(at, run, kilograms);
    }
}
