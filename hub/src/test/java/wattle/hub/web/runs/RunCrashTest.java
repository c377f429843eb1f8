package wattle.hub.web.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import wattle.hub.web.TestServer;
import wattle.ledger.sql.Backup;
import wattle.ledger.sql.Database;

/// A server that is killed while a run is sent has all that it answered for; another goes on from
/// there, on the same store or on one that was restored.
@SuppressWarnings("try") // A close that was interrupted fails the test.
class RunCrashTest {

    private static final int CHUNKS = 8;

    @TempDir Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        http.close();
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer ada")
                .timeout(Duration.ofSeconds(60));
    }

    private static HttpRequest chunk(int port, byte[] record, int from, int to) {
        return request(port, "/v1/runs/killed/chunks?offset=" + from)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofByteArray(record, from, to - from))
                .build();
    }

    private JsonNode send(HttpRequest request) throws Exception {
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(TestServer.text(answer)).isIn(200, 201);
        return TestServer.json(answer);
    }

    private int start(int port) throws Exception {
        return send(request(port, "/v1/runs")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"id\":\"killed\"}"))
                        .build())
                .path("next_offset")
                .asInt();
    }

    /// @return the byte that is to come next
    private int push(int port, byte[] record, int from, int to) throws Exception {
        int at = from;
        while (at < to) {
            int end = Math.min(record.length, at + record.length / CHUNKS);
            at = send(chunk(port, record, at, end)).path("next_offset").asInt();
        }
        return at;
    }

    @Test
    void aKilledServerHasWhatItAnsweredAndAnotherGoesOn() throws Exception {
        Instant start = Instant.now().minus(Duration.ofHours(2)).truncatedTo(ChronoUnit.MILLIS);
        MadeRun run = MadeRun.of(folder, "killed", start, 120);
        byte[] record = run.excerpt();
        Path store = folder.resolve("hub.db");
        int acknowledged;
        int underWay;
        try (var server = RunProcess.start(store)) {
            assertThat(start(server.port())).isZero();
            acknowledged = push(server.port(), record, 0, record.length / 2);
            underWay = Math.min(record.length, acknowledged + record.length / CHUNKS);
            CompletableFuture<HttpResponse<Void>> last =
                    http.sendAsync(
                            chunk(server.port(), record, acknowledged, underWay),
                            HttpResponse.BodyHandlers.discarding());
            server.kill();
            // It was answered, or the connection is gone.
            last.handle((answer, gone) -> true).join();
        }
        Path moved = folder.resolve("moved.db");
        try (var old = Database.open(store.toString());
                var into = Database.open(moved.toString())) {
            Path backup = folder.resolve("hub.backup");
            Backup.write(old, backup, Clock.systemUTC());
            Backup.restore(into, backup);
        }
        try (var server = RunProcess.start(store)) {
            goesOn(server.port(), run, acknowledged, underWay);
        }
        try (var server = new RunServer(moved)) {
            goesOn(server.port(), run, acknowledged, underWay);
        }
    }

    private void goesOn(int port, MadeRun run, int acknowledged, int underWay) throws Exception {
        byte[] record = run.excerpt();
        int next = start(port);
        assertThat(next).isBetween(acknowledged, underWay);
        assertThat(push(port, record, next, record.length)).isEqualTo(record.length);
        isWhole(port, run);
    }

    private void isWhole(int port, MadeRun run) throws Exception {
        JsonNode whole = send(request(port, "/v1/runs/killed").build());
        assertThat(whole.path("state").asString()).isEqualTo("finished");
        assertThat(whole.path("samples").asLong()).isEqualTo(run.tally().samples());
        JsonNode rows = send(request(port, "/v1/runs/killed/samples?step=1").build()).path("rows");
        assertThat(whole.path("parts").size()).isEqualTo(2);
        for (int part = 0; part < 2; part++) {
            // To the last bit; rows are rounded where they are added up.
            assertThat(whole.path("parts").path(part).path("energy_joules").asDouble())
                    .isEqualTo(run.joules(part));
            double sum = 0;
            for (JsonNode row : rows) {
                sum += row.path("energy_joules").path(part).asDouble(0);
            }
            assertThat(sum).isCloseTo(run.joules(part), within(1e-9 * run.joules(part)));
        }
    }
}
