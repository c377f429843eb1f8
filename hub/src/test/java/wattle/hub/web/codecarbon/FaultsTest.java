package wattle.hub.web.codecarbon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.testing.Property;

/// Nothing is lost and nothing is there twice, whatever goes wrong on the way.
@SuppressWarnings("try") // A close that was interrupted fails the test.
class FaultsTest {

    private static final String SUMS =
            "/experiments/"
                    + Client.DEFAULT_EXPERIMENT
                    + "/runs/sums?start_date=2000-01-01&end_date=2100-01-01";

    private static final Instant START = Instant.parse("2026-03-01T00:00:00.000001Z");

    @TempDir Path folder;

    private static void execute(Path store, String statement) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    @Test
    void whatWasAnsweredWithAFaultCanBeSentAgain() throws Exception {
        Path store = folder.resolve("hub.db");
        try (var server = new TrackerServer(store)) {
            Client client = server.client(Tokens.SUBMITS);
            String run = client.run(Client.DEFAULT_EXPERIMENT);
            String emission = Client.emission(run, START, "0.1");
            // After the row is in, so that it has to be taken out again.
            execute(
                    store,
                    """
                    CREATE TRIGGER full AFTER INSERT ON tracked_emission
                    BEGIN SELECT RAISE(ABORT, 'a secret of the disk'); END
                    """);
            assertThat(client.refused(500, "POST", "/emissions", emission).asString())
                    .contains("urn:uuid:")
                    .doesNotContain("secret");
            assertThat(server.log()).contains("a secret of the disk");
            execute(store, "DROP TRIGGER full");
            assertThat(client.get(SUMS).size()).isZero();
            String id = client.post("/emissions", emission).asString();
            assertThat(client.post("/emissions", emission).asString()).isEqualTo(id);
            assertThat(client.get(SUMS).path(0).path("emissions_count").asInt()).isEqualTo(1);
        }
    }

    @Test
    void theSameEmissionFromManyAtOnceIsOne() throws Exception {
        try (var server = new TrackerServer(folder.resolve("hub.db"));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Client client = server.client(Tokens.SUBMITS);
            String run = client.run(Client.DEFAULT_EXPERIMENT);
            String emission = Client.emission(run, START, "0.1");
            Callable<String> post = () -> client.post("/emissions", emission).asString();
            Set<String> ids = new HashSet<>();
            for (var each : threads.invokeAll(Collections.nCopies(32, post))) {
                ids.add(each.get());
            }
            assertThat(ids).hasSize(1);
            assertThat(client.get(SUMS).path(0).path("emissions_count").asInt()).isEqualTo(1);
            // Said otherwise, it is the same; with other numbers, it is another.
            client.post("/emissions", emission.replace("\n", " ").replace("Z\"", "Z\" "));
            assertThat(
                            client.refused(
                                            409,
                                            "POST",
                                            "/emissions",
                                            Client.emission(run, START, "0.2"))
                                    .asString())
                    .contains(ids.iterator().next());
            client.post("/emissions", Client.emission(run, START.plusNanos(1000), "0.2"));
        }
    }

    @Test
    void inWhateverOrderTheyComeTheSumIsThatOfTheirDecimals() throws Exception {
        try (var server = new TrackerServer(folder.resolve("hub.db"))) {
            Client client = server.client(Tokens.SUBMITS);
            Property.forAll(
                    4,
                    random -> {
                        String run = client.run(Client.DEFAULT_EXPERIMENT);
                        BigDecimal sum = BigDecimal.ZERO;
                        List<String> emissions = new ArrayList<>();
                        for (int i = 0; i < 12; i++) {
                            // As Python writes them: the shortest digits that are this double and
                            // no other.
                            String kilograms =
                                    Double.toString(
                                            random.nextDouble()
                                                    * Math.pow(10, random.nextInt(30) - 25));
                            sum = sum.add(new BigDecimal(kilograms));
                            emissions.add(
                                    Client.emission(run, START.plusSeconds(120L * i), kilograms));
                        }
                        emissions.addAll(emissions.subList(0, 5));
                        Collections.shuffle(emissions, random);
                        for (String each : emissions) {
                            client.post("/emissions", each);
                        }
                        String answer = client.send("GET", SUMS, "").body();
                        String its = answer.substring(answer.indexOf("\"run_id\":\"" + run));
                        assertThat(Lab.number(its, "emissions")).isEqualByComparingTo(sum);
                        assertThat(Lab.number(its, "energy_consumed")).isEqualByComparingTo("3.6");
                        assertThat(Lab.number(its, "emissions_count")).isEqualByComparingTo("12");
                    });
        }
    }

    /// Killed at any moment, with requests on their way: what was answered is there, and what is
    /// sent again is there once.
    @Test
    void aServerThatIsKilledHasWhatItAnswered() throws Exception {
        Path store = folder.resolve("hub.db");
        Set<Integer> answered = ConcurrentHashMap.newKeySet();
        String run;
        try (var http = HttpClient.newHttpClient();
                var process = TrackerProcess.start(store)) {
            var client = new Client(http, process.port(), Tokens.SUBMITS);
            run = client.run(Client.DEFAULT_EXPERIMENT);
            var next = new AtomicInteger();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> senders = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    senders.add(threads.submit(() -> send(client, run, next, answered)));
                }
                while (answered.size() < 40) {
                    Thread.sleep(1);
                }
                process.kill();
                for (Future<?> each : senders) {
                    // What they were about to send never got there.
                    assertThatThrownBy(each::get).hasCauseInstanceOf(IOException.class);
                }
            }
        }
        assertThat(answered.size()).isGreaterThanOrEqualTo(40);
        int count = Collections.max(answered) + 10;
        try (var http = HttpClient.newHttpClient();
                var process = TrackerProcess.start(store)) {
            var client = new Client(http, process.port(), Tokens.SUBMITS);
            long kept = total(client, run);
            // Beside what was answered there may be what was written when the kill came.
            assertThat(kept).isBetween((long) answered.size(), answered.size() + 8L);
            for (int i = 0; i < count; i++) {
                if (i < 10 || !answered.contains(i)) {
                    assertThat(post(client, run, i).statusCode()).isEqualTo(201);
                }
            }
            assertThat(total(client, run)).isGreaterThanOrEqualTo(kept).isEqualTo(count);
            assertThat(Lab.number(client.send("GET", SUMS, "").body(), "emissions"))
                    .isEqualByComparingTo(
                            new BigDecimal("0.1").multiply(BigDecimal.valueOf(count)));
        }
    }

    /// One after the other, until there is nobody to send to.
    private static Void send(Client client, String run, AtomicInteger next, Set<Integer> answered)
            throws IOException, InterruptedException {
        while (true) {
            int number = next.getAndIncrement();
            if (post(client, run, number).statusCode() == 201) {
                answered.add(number);
            }
        }
    }

    private static HttpResponse<String> post(Client client, String run, int number)
            throws IOException, InterruptedException {
        return client.send(
                "POST",
                "/emissions",
                Client.emission(run, START.plusSeconds(120L * number), "0.1"));
    }

    private static long total(Client client, String run) throws IOException, InterruptedException {
        return client.get("/runs/" + run + "/emissions?size=1").path("total").asLong();
    }
}
