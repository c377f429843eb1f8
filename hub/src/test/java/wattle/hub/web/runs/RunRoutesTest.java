package wattle.hub.web.runs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import wattle.hub.web.TestServer;
import wattle.ledger.LedgerException;

class RunRoutesTest {

    private final Instant start =
            Instant.now().minus(Duration.ofHours(3)).truncatedTo(ChronoUnit.MILLIS);

    @TempDir Path folder;

    private RunServer hub;

    @BeforeEach
    void started() throws LedgerException {
        hub = new RunServer(folder.resolve("hub.db"));
    }

    @AfterEach
    void stopped() {
        hub.close();
    }

    private MadeRun made(String id, int seconds) throws IOException {
        return MadeRun.of(folder, id, start, seconds);
    }

    private long next(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).as(TestServer.text(answer)).isIn(200, 201);
        return TestServer.json(answer).path("next_offset").asLong();
    }

    private void sent(MadeRun run, byte[] bytes) throws Exception {
        assertThat(next(hub.start("ada", "{\"id\":\"" + run.id() + "\"}"))).isZero();
        assertThat(next(hub.chunk("ada", run.id(), 0, bytes, 0, bytes.length)))
                .isEqualTo(bytes.length);
    }

    private void agrees(MadeRun run) throws Exception {
        JsonNode one = hub.json("ada", "/v1/runs/" + run.id());
        assertThat(one.path("samples").asLong()).isEqualTo(run.tally().samples());
        assertThat(one.path("parts").size()).isEqualTo(2);
        for (int i = 0; i < 2; i++) {
            assertThat(one.path("parts").path(i).path("energy_joules").asDouble())
                    .isEqualTo(run.joules(i));
            assertThat(one.path("parts").path(i).path("power_watts").asDouble())
                    .isEqualTo(run.tally().watts(i));
        }
        assertThat(one.path("metered_energy_joules").asDouble())
                .isEqualTo(run.joules(0) + run.joules(1));
        double[] sums = new double[2];
        for (JsonNode row :
                hub.json("ada", "/v1/runs/" + run.id() + "/samples?step=1").path("rows")) {
            for (int i = 0; i < 2; i++) {
                sums[i] += row.path("energy_joules").path(i).asDouble(0);
            }
        }
        assertThat(sums[0]).isCloseTo(run.joules(0), within(1e-9 * run.joules(0)));
        assertThat(sums[1]).isCloseTo(run.joules(1), within(1e-9 * run.joules(1)));
    }

    @Test
    void aRunIsWhatItsRecordSaysToTheLastBit() throws Exception {
        MadeRun run = made("whole", 40);
        sent(run, run.excerpt());
        agrees(run);
        JsonNode one = hub.json("ada", "/v1/runs/whole");
        assertThat(one.path("state").asString()).isEqualTo("finished");
        assertThat(one.path("start").asString()).isEqualTo(start.toString());
        assertThat(one.path("zone").isNull()).isTrue();
        assertThat(one.path("operational_g").isNull()).isTrue();
        JsonNode parts = one.path("parts");
        assertThat(parts.path(0).path("name").asString()).isEqualTo("gpu-0");
        assertThat(parts.path(0).path("domain").asString()).isEqualTo("gpu_board");
    }

    @Test
    void chunksThatAreCutAnywhereAndSentTwiceCountOnce() throws Exception {
        for (int seed = 0; seed < 5; seed++) {
            var random = new Random(seed);
            MadeRun run = made("cut" + seed, 30);
            byte[] bytes = run.excerpt();
            assertThat(next(hub.start("ada", "{\"id\":\"" + run.id() + "\"}"))).isZero();
            long at = 0;
            while (at < bytes.length) {
                int from = (int) Math.max(0, at - random.nextInt(300));
                int to = Math.min(bytes.length, (int) at + 1 + random.nextInt(1500));
                long next = next(hub.chunk("ada", run.id(), from, bytes, from, to));
                assertThat(next).isBetween(at, (long) to);
                at = next;
            }
            agrees(run);
        }
    }

    @Test
    void aHoleIsRefusedWithThePlaceToGoOnFrom() throws Exception {
        MadeRun run = made("hole", 20);
        byte[] bytes = run.excerpt();
        hub.start("ada", "{\"id\":\"hole\"}");
        long next = next(hub.chunk("ada", "hole", 0, bytes, 0, 900));
        assertThat(next).isBetween(1L, 900L);
        HttpResponse<byte[]> refused = hub.chunk("ada", "hole", next + 1, bytes, 901, 1400);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.headers().firstValueAsLong("Wattle-Next-Offset")).hasValue(next);
        assertThat(TestServer.text(refused)).contains("go on with offset " + next);
        assertThat(next(hub.start("ada", "{\"id\":\"hole\"}"))).isEqualTo(next);
        hub.chunk("ada", "hole", next, bytes, (int) next, bytes.length);
        agrees(run);
    }

    @Test
    void theSameChunkFromManyAtOnceCountsOnce() throws Exception {
        MadeRun run = made("many", 60);
        byte[] bytes = run.excerpt();
        hub.start("ada", "{\"id\":\"many\"}");
        Callable<Integer> send =
                () -> hub.chunk("ada", "many", 0, bytes, 0, bytes.length).statusCode();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> each :
                    threads.invokeAll(java.util.Collections.nCopies(16, send))) {
                assertThat(each.get()).isIn(200, 503);
            }
        }
        agrees(run);
    }

    @Test
    void aServerThatWasStartedAgainGoesOnWhereItWas() throws Exception {
        MadeRun run = made("again", 50);
        byte[] bytes = run.excerpt();
        hub.start("ada", "{\"id\":\"again\"}");
        long at = 0;
        for (int third = 1; third <= 3; third++) {
            int to = bytes.length * third / 3;
            at = next(hub.chunk("ada", "again", at, bytes, (int) at, to));
            hub.close();
            hub = new RunServer(folder.resolve("hub.db"));
        }
        assertThat(at).isEqualTo(bytes.length);
        agrees(run);
    }

    @Test
    void nothingOfTheMachineIsKeptEvenOfAWholeRecord() throws Exception {
        MadeRun run = made("raw", 20);
        assertThat(new String(run.record(), UTF_8)).contains(MadeRun.CANARY);
        assertThat(new String(run.excerpt(), UTF_8)).doesNotContain(MadeRun.CANARY);
        sent(run, run.record());
        agrees(run);
        for (String path : List.of("", "/samples")) {
            assertThat(TestServer.text(hub.get("ada", "/v1/runs/raw" + path)))
                    .doesNotContain(MadeRun.CANARY);
        }
        hub.close();
        try (var files = Files.list(folder)) {
            for (Path each : files.filter(file -> file.toString().contains("hub.db")).toList()) {
                assertThat(new String(Files.readAllBytes(each), UTF_8))
                        .as(each.toString())
                        .doesNotContain(MadeRun.CANARY);
            }
        }
        hub = new RunServer(folder.resolve("hub.db"));
    }

    @Test
    void whoMaySeeAndSendIsAsTheTableSays() throws Exception {
        MadeRun run = made("mine", 5);
        sent(run, run.excerpt());
        hub.start("ada", "{\"id\":\"open\",\"public\":true}");
        String[] all = {"", "reader", "bob", "ada", "admin"};
        int[] see = {404, 404, 404, 200, 200};
        int[] send = {401, 403, 404, 200, 403};
        int[] sendOpen = {401, 403, 403, 200, 403};
        for (int i = 0; i < all.length; i++) {
            assertThat(hub.get(all[i], "/v1/runs/mine").statusCode()).as(all[i]).isEqualTo(see[i]);
            assertThat(hub.get(all[i], "/v1/runs/mine/samples").statusCode()).isEqualTo(see[i]);
            assertThat(hub.get(all[i], "/v1/runs/open").statusCode()).isEqualTo(200);
            assertThat(hub.json(all[i], "/v1/runs").path("runs").size())
                    .isEqualTo(see[i] == 200 ? 2 : 1);
            if (!all[i].isEmpty()) {
                byte[] none = new byte[0];
                assertThat(hub.chunk(all[i], "mine", 0, none, 0, 0).statusCode())
                        .as(all[i])
                        .isEqualTo(send[i]);
                assertThat(hub.chunk(all[i], "open", 0, none, 0, 0).statusCode())
                        .as(all[i])
                        .isEqualTo(sendOpen[i]);
            }
        }
        assertThat(hub.start("bob", "{\"id\":\"mine\"}").statusCode()).isEqualTo(409);
        assertThat(hub.start("reader", "{\"id\":\"other\"}").statusCode()).isEqualTo(403);
        assertThat(
                        hub.get("bob", "/v1/runs/mine/events", "Accept", "text/event-stream")
                                .statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatIsWrongIsRefusedAndNothingIsKeptOfIt() throws Exception {
        for (String body :
                List.of(
                        "{}",
                        "[]",
                        "{\"id\":\"../x\"}",
                        "{\"id\":\"x\",\"host\":\"h\"}",
                        "{\"id\":\"x\",\"pue\":0.5}",
                        "{\"id\":\"x\",\"labels\":{\"user\":\"u\"}}",
                        "{\"id\":\"x\",\"public\":1}")) {
            assertThat(hub.start("ada", body).statusCode()).as(body).isEqualTo(422);
        }
        MadeRun run = made("right", 5);
        hub.start("ada", "{\"id\":\"wrong\"}");
        byte[] bytes = run.excerpt();
        HttpResponse<byte[]> other = hub.chunk("ada", "wrong", 0, bytes, 0, bytes.length);
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(TestServer.text(other)).contains("another run");
        byte[] noise = "no record\n".getBytes(UTF_8);
        assertThat(hub.chunk("ada", "wrong", 0, noise, 0, noise.length).statusCode())
                .isEqualTo(422);
        MadeRun future = MadeRun.of(folder, "future", Instant.now().plus(Duration.ofDays(3)), 5);
        hub.start("ada", "{\"id\":\"future\"}");
        assertThat(
                        hub.chunk("ada", "future", 0, future.excerpt(), 0, future.excerpt().length)
                                .statusCode())
                .isEqualTo(422);
        assertThat(hub.json("ada", "/v1/runs/wrong").path("next_offset").asLong()).isZero();
        byte[] vast = MadeRun.vast("vast", Instant.now().minus(Duration.ofDays(3651)));
        hub.start("ada", "{\"id\":\"vast\"}");
        HttpResponse<byte[]> tooMuch = hub.chunk("ada", "vast", 0, vast, 0, vast.length);
        assertThat(tooMuch.statusCode()).isEqualTo(422);
        assertThat(TestServer.text(tooMuch))
                .contains("3650 days, which is too long for its 100 parts");
        for (String query :
                List.of(
                        "step=0",
                        "step=x",
                        "from=now",
                        "nothing=1",
                        "from=2026-01-01T00:00:00Z&to=2025-01-01T00:00:00Z",
                        "from=2020-01-01T00:00:00Z&to=2021-01-01T00:00:00Z&step=1")) {
            assertThat(hub.get("ada", "/v1/runs/wrong/samples?" + query).statusCode())
                    .as(query)
                    .isEqualTo(422);
        }
    }

    @Test
    void aDamagedLineIsLeftOutAndSaid() throws Exception {
        MadeRun run = made("damaged", 10);
        byte[] bytes = run.excerpt();
        int line = 0;
        int at = 0;
        while (line < 6) {
            line += bytes[at++] == '\n' ? 1 : 0;
        }
        bytes[at + 40] ^= 1;
        hub.start("ada", "{\"id\":\"damaged\"}");
        HttpResponse<byte[]> answer = hub.chunk("ada", "damaged", 0, bytes, 0, bytes.length);
        assertThat(next(answer)).isEqualTo(bytes.length);
        assertThat(TestServer.json(answer).path("lines_left_out").asInt()).isEqualTo(1);
        assertThat(hub.json("ada", "/v1/runs/damaged").path("samples").asLong())
                .isEqualTo(run.tally().samples() - 1);
    }

    @Test
    void longSpansAreSummedByTheHourWhichOutlivesTheSamples() throws Exception {
        MadeRun run = made("long", 4000);
        sent(run, run.excerpt());
        JsonNode hours = hub.json("ada", "/v1/runs/long/samples?step=3600");
        assertThat(hours.path("source").asString()).isEqualTo("hours");
        double sum = 0;
        for (JsonNode row : hours.path("rows")) {
            assertThat(Instant.parse(row.path("start").asString()).toEpochMilli() % 3_600_000)
                    .isZero();
            sum += row.path("energy_joules").path(0).asDouble();
        }
        assertThat(sum).isCloseTo(run.joules(0), within(1e-9 * run.joules(0)));
        assertThat(hub.json("ada", "/v1/runs/long/samples").path("step_seconds").asInt())
                .isEqualTo(5);
        hub.close();
        hub =
                new RunServer(
                        folder.resolve("hub.db"),
                        RunServer.NOWHERE,
                        Clock.offset(Clock.systemUTC(), Duration.ofDays(30)),
                        Duration.ofDays(7),
                        10);
        new wattle.ledger.sql.EnergySamples(hub.database, Duration.ofDays(7))
                .forget(Instant.now().plus(Duration.ofDays(30)));
        assertThat(hub.get("ada", "/v1/runs/long/samples?step=1").statusCode()).isEqualTo(422);
        assertThat(hub.json("ada", "/v1/runs/long/samples?step=3600").path("rows"))
                .isEqualTo(hours.path("rows"));
        agreesWithoutSamples(run);
    }

    private void agreesWithoutSamples(MadeRun run) throws Exception {
        assertThat(
                        hub.json("ada", "/v1/runs/" + run.id())
                                .path("parts")
                                .path(0)
                                .path("energy_joules")
                                .asDouble())
                .isEqualTo(run.joules(0));
    }

    @Test
    void pagesFollowEachOther() throws Exception {
        for (int i = 0; i < 7; i++) {
            hub.start("ada", "{\"id\":\"run" + i + "\"}");
        }
        JsonNode first = hub.json("ada", "/v1/runs?limit=4");
        assertThat(first.path("runs").size()).isEqualTo(4);
        assertThat(first.path("runs").path(0).path("run").asString()).isEqualTo("run6");
        JsonNode second =
                hub.json("ada", "/v1/runs?limit=4&cursor=" + first.path("next_cursor").asString());
        assertThat(second.path("runs").size()).isEqualTo(3);
        assertThat(second.path("next_cursor").isNull()).isTrue();
    }
}
