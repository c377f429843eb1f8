package wattle.hub.web.codecarbon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a real tracker sent, said again, and the answers looked at as the tracker looks at them.
class RecordedTrackerTest {

    @TempDir Path folder;

    private static List<JsonNode> requests() throws IOException {
        try (var in =
                Objects.requireNonNull(
                        RecordedTrackerTest.class.getResourceAsStream("requests.jsonl"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(JsonMapper.shared()::readTree)
                    .toList();
        }
    }

    private static HttpResponse<String> send(
            HttpClient http, int port, JsonNode request, String token, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:"
                                                + port
                                                + request.path("path").asString()))
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        for (var header : request.path("headers").properties()) {
            builder.header(header.getKey(), header.getValue().asString().replace("TOKEN", token));
        }
        return http.send(builder.build(), HttpResponse.BodyHandlers.ofString());
    }

    /// As `_create_run` and `add_emission` do: 201 or it failed; the run's id is `id` of the
    /// answer.
    private static void replay(TrackerServer server, String token) throws Exception {
        Map<String, String> runs = new HashMap<>();
        try (var http = HttpClient.newHttpClient()) {
            for (JsonNode each : requests()) {
                String body = each.path("body").asString();
                for (var run : runs.entrySet()) {
                    body = body.replace(run.getKey(), run.getValue());
                }
                HttpResponse<String> answer =
                        send(http, server.client(null).port(), each, token, body);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
                JsonNode said = JsonMapper.shared().readTree(answer.body());
                if (each.has("run")) {
                    runs.put(each.path("run").asString(), said.path("id").asString());
                    for (var sent : JsonMapper.shared().readTree(body).properties()) {
                        assertThat(said.path(sent.getKey())).isEqualTo(sent.getValue());
                    }
                } else {
                    assertThat(UUID.fromString(said.asString()).toString())
                            .isEqualTo(said.asString());
                }
            }
        }
    }

    private static BigDecimal sent(String field) throws IOException {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode each : requests()) {
            // Not by a JSON library: the digits as they stand.
            var number =
                    java.util.regex.Pattern.compile("\"" + field + "\": ([-+.eE0-9]+)")
                            .matcher(each.path("body").asString());
            if (number.find()) {
                sum = sum.add(new BigDecimal(number.group(1)));
            }
        }
        return sum;
    }

    @Test
    void aTrackerWithTheServersTokenIsServed() throws Exception {
        try (var server = new TrackerServer(folder.resolve("hub.db"))) {
            replay(server, Tokens.SUBMITS);
            JsonNode sums =
                    server.client(Tokens.READS)
                            .get(
                                    "/experiments/"
                                            + Client.DEFAULT_EXPERIMENT
                                            + "/runs/sums?start_date=2026-11-01&end_date=2026-12-01");
            assertThat(sums.size()).isEqualTo(2);
            assertThat(
                            sums.path(0).path("emissions_count").asInt()
                                    + sums.path(1).path("emissions_count").asInt())
                    .isEqualTo(3);
            assertThat(server.log()).isEmpty();
        }
    }

    @Test
    void aTrackerWithItsProjectsTokenIsServedToTheLastDigit() throws Exception {
        try (var server = new TrackerServer(folder.resolve("hub.db"))) {
            var lab = Lab.in(server);
            replay(server, lab.writes());
            String answer =
                    server.client(Tokens.READS)
                            .send(
                                    "GET",
                                    "/projects/"
                                            + lab.project()
                                            + "/sums?start_date=2026-11-01&end_date=2026-12-01",
                                    "")
                            .body();
            for (String field :
                    List.of("cpu_energy", "ram_energy", "energy_consumed", "duration")) {
                assertThat(Lab.number(answer, field)).isEqualByComparingTo(sent(field));
            }
            assertThat(Lab.number(answer, "emissions"))
                    .isEqualByComparingTo(sent("emissions_sum"))
                    .isEqualByComparingTo("0.00000101527704303237963");
            // The default experiment is the project's own.
            assertThat(
                            server.client(lab.reads())
                                    .get("/projects/" + lab.project())
                                    .path("experiments")
                                    .path(0)
                                    .asString())
                    .isEqualTo(Client.DEFAULT_EXPERIMENT);
            assertThat(server.log()).isEmpty();
        }
    }
}
