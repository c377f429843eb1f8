package wattle.hub.web.runs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.hub.web.Conformance;
import wattle.hub.web.Provoked;
import wattle.hub.web.TestServer;

/// The OpenAPI document and the server say the same of live runs: every answer that stands in the
/// document is given, valid by its schema, and so is the data of every event.
class DescriptionTest {

    private final Conformance document = new Conformance(RunRoutes.DESCRIPTION);

    @TempDir Path folder;

    @Test
    void everyRouteIsDescribedAndEveryDescriptionIsARoute() throws Exception {
        try (var hub = new RunServer(folder.resolve("hub.db"))) {
            assertThat(document.operations().stream().map(Object::toString))
                    .containsExactlyInAnyOrderElementsOf(hub.server.routes());
        }
        document.checkItself();
    }

    @Test
    void everyAnswerThatIsDescribedIsGiven() throws Exception {
        MadeRun run = MadeRun.of(folder, "mine", Instant.now().minus(Duration.ofMinutes(5)), 12);
        try (var hub = new RunServer(folder.resolve("hub.db"))) {
            sending(hub, run);
            var provoked = new Provoked(document, hub.server, Map.of("run", "mine"), "Bearer ada");
            provoked.refusals();
            reading(hub);
            events(hub);
            hub.database.close();
            provoked.all(503);
        }
        try (var hub =
                new RunServer(
                        folder.resolve("other.db"),
                        RunServer.NOWHERE,
                        Clock.systemUTC(),
                        null,
                        1,
                        TestServer.PLENTY.withRequests(1, 1))) {
            hub.server.get("/v1/runs", "Authorization", "Bearer ada");
            new Provoked(document, hub.server, Map.of("run", "mine"), "Bearer ada").all(429);
        }
        assertThat(document.unseen())
                .filteredOn(each -> !each.endsWith(" 500"))
                .filteredOn(each -> !each.endsWith("/chunks 400")) // Nobody is left to read it.
                .filteredOn(each -> !each.matches("GET /(health/|metrics|openapi).*"))
                .isEmpty();
    }

    private HttpResponse<byte[]> expect(
            int status, String request, @Nullable String body, HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode())
                .as(request + ": " + TestServer.text(answer))
                .isEqualTo(status);
        int blank = request.indexOf(' ');
        document.check(request.substring(0, blank), request.substring(blank + 1), body, answer);
        return answer;
    }

    private void start(int status, RunServer hub, String who, String body) throws Exception {
        expect(status, "POST /v1/runs", body, hub.start(who, body));
    }

    private void chunk(int status, RunServer hub, String who, String run, int at, byte[] bytes)
            throws Exception {
        expect(
                status,
                "POST /v1/runs/" + run + "/chunks?offset=" + at,
                null,
                hub.chunk(who, run, at, bytes, 0, bytes.length));
    }

    private HttpResponse<byte[]> get(
            int status, RunServer hub, String who, String path, String... headers)
            throws Exception {
        return expect(status, "GET " + path, null, hub.get(who, path, headers));
    }

    private void sending(RunServer hub, MadeRun run) throws Exception {
        String start =
                """
                {"id": "mine", "public": true, "zone": "FR", "pue": 1.2,
                 "labels": {"model": "Tiny", "stage": null}}
                """;
        start(201, hub, "ada", start);
        start(409, hub, "bob", start);
        start(403, hub, "reader", start);
        start(422, hub, "ada", "{\"id\": \"../x\"}");
        byte[] bytes = run.excerpt();
        chunk(409, hub, "ada", "mine", 900, bytes);
        chunk(403, hub, "bob", "mine", 0, bytes);
        chunk(404, hub, "ada", "none", 0, bytes);
        chunk(422, hub, "ada", "mine", 0, "no record\n".getBytes(UTF_8));
        get(200, hub, "", "/v1/runs/mine"); // Before anything came of it.
        get(200, hub, "", "/v1/runs/mine/samples");
        chunk(200, hub, "ada", "mine", 0, bytes);
        start(200, hub, "ada", start);
        chunk(409, hub, "ada", "mine", bytes.length, "more\n".getBytes(UTF_8)); // It has ended.
    }

    private void reading(RunServer hub) throws Exception {
        for (String path :
                List.of("/v1/runs?limit=5", "/v1/runs/mine", "/v1/runs/mine/samples?step=1")) {
            String tag = get(200, hub, "", path).headers().firstValue("ETag").orElseThrow();
            get(304, hub, "", path, "If-None-Match", tag);
        }
        get(422, hub, "", "/v1/runs?colour=red");
        get(422, hub, "", "/v1/runs/mine/samples?step=0");
        for (String path : List.of("/v1/runs/none", "/v1/runs/none/samples")) {
            get(404, hub, "", path);
        }
        get(404, hub, "", "/v1/runs/none/events", "Accept", "text/event-stream");
    }

    private void events(RunServer hub) throws Exception {
        String path = "/v1/runs/mine/events";
        String text = TestServer.text(get(200, hub, "", path, "Last-Event-ID", "1"));
        List<String> kinds = new ArrayList<>();
        long last = 0;
        for (String event : text.split("\n\n", -1)) {
            String kind = "";
            for (String line : event.split("\n", -1)) {
                if (line.startsWith("id: ")) {
                    last = Long.parseLong(line.substring(4));
                } else if (line.startsWith("event: ")) {
                    kind = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    kinds.add(kind);
                    String schema = kind.equals("state") ? "LiveRun" : "RunSample";
                    assertThat(document.problems(document.schema(schema), line.substring(6)))
                            .as(line)
                            .isEmpty();
                }
            }
        }
        assertThat(kinds).contains("sample").endsWith("state");
        get(204, hub, "", path, "Last-Event-ID", Long.toString(last));
    }
}
