package wattle.benchmarks;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import wattle.meter.Activity;
import wattle.meter.Channel;
import wattle.meter.CounterScale;
import wattle.meter.Domain;
import wattle.meter.Part;
import wattle.meter.Sample;
import wattle.meter.journal.Excerpt;
import wattle.meter.journal.Header;
import wattle.unit.Energy;
import wattle.unit.Power;

/// Records of runs sent to a hub over HTTP: energy samples a second that are on its disk, client,
/// server and database on this machine together. First by two senders, each with runs of eight
/// parts in chunks of 1 MiB; then by a thousand at once, each with a short run in small chunks, of
/// which it sends some twice. Whether all is there, and once, is looked up in the store each time.
/// Appends to `results/hub.csv`. Arguments: files for SQLite, URLs of databases, or `postgresql`.
public final class IngestScenario {

    private static final int SENDERS = 2;
    private static final int RUNS = 2;
    private static final int SAMPLES = 50_000;
    private static final int CHUNK = 1 << 20;

    private static final int SUBMITTERS = 1000;
    private static final int FEW_SAMPLES = 40;
    private static final int SMALL_CHUNK = 4 << 10;
    private static final int AGAIN = 2;

    private static final Duration LATER = Duration.ofMillis(200);

    private static final int PARTS = 8;
    private static final long SECOND = 1_000_000_000L;
    private static final double MILLIJOULE = 1e-3;

    private IngestScenario() {}

    public static void main(String[] arguments) throws Exception {
        for (String url : arguments) {
            try (var hub = new HubServer(url)) {
                var results = new HubResults(hub.kind());
                for (boolean warm : new boolean[] {false, true}) {
                    List<Run> runs = runs(SENDERS * RUNS, SAMPLES);
                    results.once(
                            "samples in chunks of 1 MiB",
                            SENDERS,
                            warm,
                            () -> sent(hub, runs, SENDERS, CHUNK, Integer.MAX_VALUE));
                    require(hub, runs);
                }
                List<Run> runs = runs(SUBMITTERS, FEW_SAMPLES);
                results.once(
                        "samples of 1000 submitters at once",
                        SUBMITTERS,
                        true,
                        () -> sent(hub, runs, SUBMITTERS, SMALL_CHUNK, AGAIN));
                require(hub, runs);
            }
        }
    }

    /// A record and what it comes to.
    private static final class Run {

        private final String id;
        private final byte[] record;
        private final long energies;
        private final double joules;

        Run(String id, int samples) {
            this.id = id;
            long[] readings = new long[PARTS];
            long millijoules = 0;
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
                                        new Energy(MILLIJOULE),
                                        OptionalLong.empty(),
                                        new Power(1000))));
            }
            for (int i = 0; i < samples; i++) {
                for (int part = 0; part < PARTS; part++) {
                    int drawn = 300_000 + 7 * part + i % 1000;
                    readings[part] += drawn;
                    millijoules += i == 0 ? 0 : drawn;
                }
                lines.sample(
                        Sample.of(
                                i * SECOND,
                                new Activity(i * SECOND, i * SECOND, 4L * i * SECOND, 1 << 30),
                                readings));
            }
            record = lines.take();
            energies = (long) PARTS * (samples - 1);
            joules = millijoules * MILLIJOULE;
        }
    }

    private static List<Run> runs(int count, int samples) {
        String name = Long.toString(System.nanoTime(), 36);
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            runs.add(new Run(name + "-" + i, samples));
        }
        return runs;
    }

    /// Returns when all was acknowledged.
    ///
    /// @param again of so many chunks, one is sent twice
    private static long sent(HubServer hub, List<Run> runs, int senders, int chunk, int again)
            throws Exception {
        List<Callable<Long>> work = new ArrayList<>();
        for (int i = 0; i < senders; i++) {
            int first = i;
            work.add(() -> {
                long energies = 0;
                for (int run = first; run < runs.size(); run += senders) {
                    send(hub, runs.get(run), chunk, again);
                    energies += runs.get(run).energies;
                }
                return energies;
            });
        }
        long energies = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Long> each : threads.invokeAll(work)) {
                energies += each.get();
            }
        }
        return energies;
    }

    private static void send(HubServer hub, Run run, int chunk, int again) throws Exception {
        hub.post("/v1/runs", "{\"id\":\"" + run.id + "\"}");
        byte[] record = run.record;
        int number = 1;
        for (int at = 0; at < record.length; number++) {
            int to = Math.min(record.length, at + chunk);
            while (record[to - 1] != '\n') {
                to--;
            }
            for (int times = number % again == 0 ? 2 : 1; times > 0; times--) {
                sendChunk(hub, run, at, to);
            }
            at = to;
        }
    }

    /// As long as the hub says that it has too much to do.
    private static void sendChunk(HubServer hub, Run run, int from, int to) throws Exception {
        byte[] bytes = java.util.Arrays.copyOfRange(run.record, from, to);
        String path = "/v1/runs/" + run.id + "/chunks?offset=" + from;
        HttpResponse<byte[]> answer = hub.send("POST", path, "application/x-ndjson", bytes);
        while (answer.statusCode() == 503) {
            Thread.sleep(LATER);
            answer = hub.send("POST", path, "application/x-ndjson", bytes);
        }
        HubServer.done(answer);
    }

    /// Each sample there once, and counted once in its hour.
    private static void require(HubServer hub, List<Run> runs) throws Exception {
        String name = runs.getFirst().id.substring(0, runs.getFirst().id.indexOf('-') + 1);
        long energies = runs.stream().mapToLong(each -> each.energies).sum();
        double joules = runs.stream().mapToDouble(each -> each.joules).sum();
        for (String sums :
                List.of(
                        "SELECT count(*), sum(joules) FROM energy_sample",
                        "SELECT sum(samples), sum(joules) FROM energy_hour")) {
            Found found =
                    hub.store()
                            .read(handle ->
                                    handle.createQuery(
                                                    sums
                                                            + """
                                                             WHERE run IN (SELECT number FROM live_run
                                                                WHERE substr(id, 1, length(:name)) = :name)
                                                            """)
                                            .bind("name", name)
                                            .map((row, context) ->
                                                    new Found(row.getLong(1), row.getDouble(2)))
                                            .one());
            if (found.count != energies || Math.abs(found.joules / joules - 1) > 1e-9) {
                throw new IllegalStateException(
                        found + " were found, and " + energies + " of " + joules + " J were sent");
            }
        }
    }

    private record Found(long count, double joules) {}
}
