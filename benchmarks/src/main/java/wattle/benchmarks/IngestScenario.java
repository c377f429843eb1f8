package wattle.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import wattle.hub.web.Access;
import wattle.hub.web.Limits;
import wattle.ledger.Scope;
import wattle.hub.web.Server;
import wattle.hub.web.carbonaware.NotKnownException;
import wattle.hub.web.runs.RunRoutes;
import wattle.ledger.sql.Database;
import wattle.ledger.sql.EnergySamples;
import wattle.ledger.sql.LiveRuns;
import wattle.meter.Activity;
import wattle.meter.Channel;
import wattle.meter.CounterScale;
import wattle.meter.Domain;
import wattle.meter.Part;
import wattle.meter.Sample;
import wattle.meter.journal.Excerpt;
import wattle.meter.journal.Header;
import wattle.report.Versions;
import wattle.unit.Energy;
import wattle.unit.Power;

/// Records of runs sent to a hub over HTTP: energy samples a second that are on its disk, client,
/// server and database on this machine together. Senders at once, each with runs of eight parts in
/// chunks of 1 MiB. Appends to `results/hub.csv`. Arguments: a file for SQLite, and what else is a
/// URL of a database.
public final class IngestScenario {

    private static final Path RESULTS = Path.of("results", "hub.csv");
    private static final int SENDERS = 2;
    private static final int RUNS = 3;
    private static final int PARTS = 8;
    private static final int SAMPLES = 50_000;
    private static final int CHUNK = 1 << 20;
    private static final long SECOND = 1_000_000_000L;

    private IngestScenario() {}

    public static void main(String[] arguments) throws Exception {
        if (!Files.exists(RESULTS)) {
            Files.createDirectories(RESULTS.toAbsolutePath().getParent());
            Files.writeString(
                    RESULTS,
                    "date,commit,machine,database,senders,parts,energy_samples,seconds,energy_samples_per_second\n");
        }
        for (String url : arguments) {
            measure(url);
        }
    }

    private static void measure(String url) throws Exception {
        Clock clock = Clock.systemUTC();
        try (Database database = Database.open(url)) {
            var samples = new EnergySamples(database, null);
            var routes =
                    new RunRoutes(
                            new LiveRuns(database, samples, clock),
                            samples,
                            (location, span, decision, byTheHour) -> {
                                throw new NotKnownException(location, new IOException());
                            },
                            versions(),
                            clock,
                            Limits.standard().withRequests(1_000_000, 1_000_000));
            try (Server server =
                    Server.start(
                            new Server.Settings(
                                    "127.0.0.1",
                                    0,
                                    Limits.standard().withRequests(1_000_000, 1_000_000),
                                    token ->
                                            new Access.Identity(
                                                    token, Scope.SUBMIT),
                                    List.of(),
                                    versions(),
                                    new PrintWriter(System.err, true, java.nio.charset.StandardCharsets.UTF_8)),
                            List.of(routes))) {
                for (boolean warm : new boolean[] {false, true}) {
                    once(url, server.port(), warm);
                }
                routes.close();
            }
        }
    }

    private static Versions versions() {
        return new Versions("0", "0");
    }

    private static void once(String url, int port, boolean counts) throws Exception {
        List<Callable<Integer>> senders = new ArrayList<>();
        String name = Long.toString(System.nanoTime(), 36);
        for (int sender = 0; sender < SENDERS; sender++) {
            List<byte[]> records = new ArrayList<>();
            List<String> ids = new ArrayList<>();
            for (int run = 0; run < RUNS; run++) {
                ids.add(name + "-" + sender + "-" + run);
                records.add(record(ids.getLast()));
            }
            senders.add(() -> send(port, ids, records));
        }
        long begin = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(SENDERS)) {
            for (Future<Integer> each : threads.invokeAll(senders)) {
                each.get();
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        long energies = (long) SENDERS * RUNS * PARTS * (SAMPLES - 1);
        String line =
                String.format(
                        Locale.ROOT,
                        "%s,%s,%s,%d,%d,%d,%.3f,%.0f%n",
                        Instant.now().truncatedTo(ChronoUnit.DAYS).toString().substring(0, 10),
                        Main.where(),
                        url.startsWith("postgresql") ? "postgresql" : "sqlite",
                        SENDERS,
                        PARTS,
                        energies,
                        seconds,
                        energies / seconds);
        System.out.print(line);
        if (counts) {
            Files.writeString(RESULTS, line, StandardOpenOption.APPEND);
        }
    }

    private static int send(int port, List<String> ids, List<byte[]> records) throws Exception {
        String base = "http://127.0.0.1:" + port + "/v1/runs";
        int chunks = 0;
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < ids.size(); i++) {
                post(client, base, "application/json", "{\"id\":\"" + ids.get(i) + "\"}");
                byte[] bytes = records.get(i);
                int at = 0;
                while (at < bytes.length) {
                    int to = Math.min(bytes.length, at + CHUNK);
                    while (bytes[to - 1] != '\n') {
                        to--;
                    }
                    HttpResponse<String> answer =
                            client.send(
                                    request(
                                                    base + "/" + ids.get(i) + "/chunks?offset=" + at,
                                                    "application/x-ndjson")
                                            .POST(
                                                    HttpRequest.BodyPublishers.ofByteArray(
                                                            bytes, at, to - at))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString());
                    if (answer.statusCode() != 503) {
                        require(answer);
                        at = to;
                        chunks++;
                    }
                }
            }
        }
        return chunks;
    }

    private static void post(HttpClient client, String uri, String type, String body)
            throws Exception {
        require(
                client.send(
                        request(uri, type).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                        HttpResponse.BodyHandlers.ofString()));
    }

    private static HttpRequest.Builder request(String uri, String type) {
        return HttpRequest.newBuilder(URI.create(uri))
                .header("Authorization", "Bearer ada")
                .header("Content-Type", type);
    }

    private static void require(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
    }

    private static byte[] record(String id) {
        var lines = new Excerpt();
        lines.began(
                new Header(
                        id,
                        Instant.now().minus(Duration.ofDays(2)),
                        Duration.ofSeconds(1),
                        List.of(),
                        Map.of(),
                        "",
                        "",
                        0,
                        Map.of()));
        for (int part = 0; part < PARTS; part++) {
            lines.channel(
                    new Channel.Counter(
                            Part.sensed("gpu-" + part, "g", Domain.GPU_BOARD, "GPU", ""),
                            new CounterScale(
                                    new Energy(1e-3), OptionalLong.empty(), new Power(1000))));
        }
        long[] readings = new long[PARTS];
        for (int i = 0; i < SAMPLES; i++) {
            for (int part = 0; part < PARTS; part++) {
                readings[part] += 300_000 + 7 * part + i % 1000;
            }
            lines.sample(
                    Sample.of(
                            i * SECOND,
                            new Activity(i * SECOND, i * SECOND, 4 * i * SECOND, 1 << 30),
                            readings));
        }
        return lines.take();
    }
}
