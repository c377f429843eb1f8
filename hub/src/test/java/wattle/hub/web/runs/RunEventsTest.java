package wattle.hub.web.runs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.ledger.LedgerException;

@Timeout(120)
@SuppressWarnings("try") // A close that was interrupted fails the test.
class RunEventsTest {

    private final Instant start =
            Instant.now().minus(Duration.ofHours(2)).truncatedTo(ChronoUnit.MILLIS);

    @TempDir Path folder;

    private RunServer hub;

    @BeforeEach
    void started() throws LedgerException {
        hub = server(300);
    }

    @AfterEach
    void stopped() {
        hub.close();
    }

    private RunServer server(int watchers) throws LedgerException {
        return new RunServer(
                folder.resolve("hub.db"), RunServer.NOWHERE, Clock.systemUTC(), null, watchers);
    }

    /// One event as it came; id is null where it has none, and data empty for a comment.
    record Event(@Nullable Long id, String type, String data) {

        JsonNode json() {
            return JsonMapper.shared().readTree(data);
        }
    }

    /// Reads a stream as the HTML standard says.
    private static final class Stream implements AutoCloseable {

        private final HttpResponse<InputStream> response;
        private final BufferedReader in;

        Stream(RunServer hub, HttpClient client, String run, @Nullable Long last) throws Exception {
            HttpRequest.Builder request =
                    hub.server
                            .request("/v1/runs/" + run + "/events")
                            .header("Authorization", "Bearer ada")
                            .header("Accept", "text/event-stream")
                            .header("Accept-Encoding", "gzip");
            if (last != null) {
                request.header("Last-Event-ID", Long.toString(last));
            }
            response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            in = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        }

        int status() {
            return response.statusCode();
        }

        /// Null at the end.
        @Nullable Event next() throws Exception {
            Long id = null;
            String type = "";
            String data = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isEmpty()) {
                    return new Event(id, type, data);
                } else if (line.startsWith("id: ")) {
                    id = Long.valueOf(line.substring(4));
                } else if (line.startsWith("event: ")) {
                    type = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else {
                    assertThat(line).startsWith(":");
                }
            }
            return null;
        }

        List<Event> rest() throws Exception {
            List<Event> all = new ArrayList<>();
            for (Event each = next(); each != null; each = next()) {
                all.add(each);
            }
            return all;
        }

        @Override
        public void close() throws Exception {
            response.body().close();
        }
    }

    private static double joules(List<Event> events, int part) {
        double sum = 0;
        for (Event each : events) {
            if (each.type().equals("sample")) {
                sum += each.json().path("parts").path(part).path("energy_joules").asDouble(0);
            }
        }
        return sum;
    }

    private static void increase(List<Event> events) {
        long last = -1;
        for (Event each : events) {
            if (each.id() != null) {
                assertThat(each.id()).isGreaterThan(last);
                last = each.id();
            }
        }
    }

    /// Sends the run in so many pieces, some time apart.
    private void send(MadeRun run, int pieces, long pauseMillis) throws Exception {
        byte[] bytes = run.excerpt();
        int at = 0;
        for (int i = 1; i <= pieces; i++) {
            int to = bytes.length * i / pieces;
            HttpResponse<byte[]> answer = hub.chunk("ada", run.id(), at, bytes, at, to);
            assertThat(answer.statusCode()).isEqualTo(200);
            at = (int) hub.json("ada", "/v1/runs/" + run.id()).path("next_offset").asLong();
            Thread.sleep(pauseMillis);
        }
    }

    @Test
    void manyWatchersSeeAllOfARunAndItsEnd() throws Exception {
        MadeRun run = MadeRun.of(folder, "watched", start, 60);
        hub.start("ada", "{\"id\":\"watched\"}");
        try (var client = HttpClient.newHttpClient();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Event>>> watchers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                Callable<List<Event>> watch =
                        () -> {
                            try (var stream = new Stream(hub, client, "watched", null)) {
                                assertThat(stream.status()).isEqualTo(200);
                                return stream.rest();
                            }
                        };
                watchers.add(threads.submit(watch));
            }
            while (hub.watching.watchers() < 200) {
                Thread.sleep(20);
            }
            long began = System.nanoTime();
            send(run, 6, 300);
            for (Future<List<Event>> each : watchers) {
                List<Event> events = each.get();
                increase(events);
                assertThat(events.getFirst().type()).isEqualTo("state");
                assertThat(events.getLast().type()).isEqualTo("state");
                assertThat(events.getLast().json().path("state").asString()).isEqualTo("finished");
                long samples = events.stream().filter(one -> one.type().equals("sample")).count();
                // Once a second at most, and once for the end.
                assertThat(samples).isBetween(1L, 2 + (System.nanoTime() - began) / 1_000_000_000L);
                for (int part = 0; part < 2; part++) {
                    assertThat(joules(events, part))
                            .isCloseTo(run.joules(part), within(1e-9 * run.joules(part)));
                }
            }
        }
        while (hub.watching.watchers() > 0) {
            Thread.sleep(20);
        }
    }

    @Test
    void whoComesBackGetsWhatCameMeanwhileOnce() throws Exception {
        MadeRun run = MadeRun.of(folder, "back", start, 80);
        hub.start("ada", "{\"id\":\"back\"}");
        byte[] bytes = run.excerpt();
        int at = 0;
        List<Event> all = new ArrayList<>();
        Long last = 0L;
        try (var client = HttpClient.newHttpClient()) {
            for (int i = 1; i <= 4; i++) {
                hub.chunk("ada", "back", at, bytes, at, bytes.length * i / 4);
                at = (int) hub.json("ada", "/v1/runs/back").path("next_offset").asLong();
                if (i == 2) { // Another server, which knows nothing of who watched.
                    hub.close();
                    hub = server(300);
                }
                try (var stream = new Stream(hub, client, "back", last)) {
                    for (Event each = stream.next(); each != null; each = stream.next()) {
                        if (!each.data().isEmpty()) {
                            all.add(each);
                            last = each.id() == null ? last : each.id();
                        }
                        if (each.type().equals("sample") && i < 4) {
                            break;
                        }
                    }
                }
            }
            increase(all);
            for (int part = 0; part < 2; part++) {
                assertThat(joules(all, part))
                        .isCloseTo(run.joules(part), within(1e-9 * run.joules(part)));
            }
            Instant end = null;
            for (Event each : all) { // Without a gap, and without an overlap.
                if (each.type().equals("sample")) {
                    Instant begin = Instant.parse(each.json().path("start").asString());
                    assertThat(begin)
                            .isEqualTo(end == null ? start.truncatedTo(ChronoUnit.MICROS) : end);
                    end = Instant.parse(each.json().path("end").asString());
                }
            }
            assertThat(all.getLast().type()).isEqualTo("state");
            try (var stream = new Stream(hub, client, "back", last)) {
                assertThat(stream.status()).isEqualTo(204);
            }
            try (var stream = new Stream(hub, client, "back", last - 1)) {
                List<Event> rest = stream.rest();
                assertThat(rest).extracting(Event::type).containsExactly("state");
            }
        }
    }

    @Test
    void thereIsRoomForSoManyAndAServerThatStopsLetsThemGo() throws Exception {
        hub.close();
        hub = server(2);
        hub.start("ada", "{\"id\":\"full\"}");
        try (var client = HttpClient.newHttpClient();
                var one = new Stream(hub, client, "full", null);
                var two = new Stream(hub, client, "full", null)) {
            assertThat(one.next()).isNotNull();
            assertThat(two.next()).isNotNull();
            try (var three = new Stream(hub, client, "full", null)) {
                assertThat(three.status()).isEqualTo(503);
            }
            Event alive = requireNonNull(one.next()); // Something is said while nothing happens.
            assertThat(alive.data()).isEmpty();
            long began = System.nanoTime();
            hub.close();
            while (one.next() != null) {
                assertThat(System.nanoTime() - began).isLessThan(30_000_000_000L);
            }
            hub = server(2);
        }
    }
}
