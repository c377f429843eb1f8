package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/// What a run is handed on to while it goes on and when it has ended, by the real launcher.
class HandOnRunTest {

    /// Where no server of a test can be: a port that was free a moment ago may be that of another.
    private static final int NOBODYS_PORT = 1;

    /// Of the patience at a run's end, and what a loaded machine may add to it.
    private static final Duration BOUND = Duration.ofSeconds(5 + 4);

    private final Path folder;
    private final TestMachine machine;

    HandOnRunTest(@TempDir Path folder) {
        this.folder = folder;
        machine = new TestMachine(folder).withRapl();
        machine.draw("package-0", 30);
    }

    @AfterEach
    void end() {
        machine.close();
    }

    /// A command that notes when it began, and ends when it may.
    private String untilToldTo(String then) {
        return "date +%s%N >"
                + folder
                + "/began; until [ -e "
                + folder
                + "/go ]; do sleep 0.02; done; "
                + then;
    }

    private Instant noted(String name) {
        return Instant.ofEpochSecond(
                0, Long.parseLong(TestMachine.read(folder.resolve(name)).strip()));
    }

    @Together
    void everybodyIsToldWhileItRunsAndAtItsEnd() throws Exception {
        Path metrics = folder.resolve("wattle.prom");
        Path emissions = folder.resolve("emissions.csv");
        try (var collector = new HttpStub("{}");
                var tracking = new HttpStub("{\"run\":{\"info\":{\"run_id\":\"abc\"}}}")) {
            machine.with("MLFLOW_TRACKING_URI", tracking.address());
            Launched run =
                    machine.run(
                            "--scope machine --label team=nlp --metrics-port 0 --mlflow"
                                    + " --prometheus "
                                    + metrics
                                    + " --otlp "
                                    + collector.address()
                                    + " --codecarbon "
                                    + emissions,
                            untilToldTo("exit 4"));
            run.says("wattle: sends metrics to " + collector.address() + "/v1/metrics");
            run.says("wattle: serves metrics at http://127.0.0.1:");

            Until.holds("metrics with energy", () -> energy(metrics) > 0);
            double before = energy(metrics);
            Promtool.accepts(Files.readString(metrics));
            Until.holds("metrics that grow", () -> energy(metrics) > before);
            String scraped = scrape(run.err());
            assertThat(scraped).contains("wattle_energy_joules_total{", "team=\"nlp\"");
            Promtool.accepts(scraped);
            Until.holds("metrics sent", () -> !collector.requests().isEmpty());
            assertThat(tracking.requests()).isEmpty();
            Files.createFile(folder.resolve("go"));
            run.ends(4);

            assertThat(run.err()).contains("wattle: logs the run to MLflow at ");
            assertThat(run.err()).doesNotContain("--otlp:", "--mlflow:", "--prometheus:");
            double joules = run.json().path("it_energy_kwh").asDouble() * 3.6e6;
            assertThat(energy(metrics)).isCloseTo(joules, within(1e-6 * joules));

            assertThat(collector.requests().getFirst().at()).isAfter(noted("began"));
            assertThat(collector.requests()).hasSizeGreaterThanOrEqualTo(2);
            assertThat(collector.requests()).allMatch(it -> it.path().equals("/v1/metrics"));
            assertThat(collector.requests().getLast().body())
                    .contains("hw.energy", "wattle.emissions", "wattle.label.team");
            assertThat(tracking.requests())
                    .extracting(HttpStub.Request::path)
                    .containsExactly(
                            "/api/2.0/mlflow/runs/create",
                            "/api/2.0/mlflow/runs/log-batch",
                            "/api/2.0/mlflow/runs/update");
            assertThat(tracking.requests().get(1).body()).contains("wattle/operational_g");
            assertThat(tracking.requests().get(2).body()).contains("FAILED");
        }
        machine.run("--quiet --codecarbon " + emissions, "metered").ends(0);
        List<String> rows = Files.readAllLines(emissions);
        assertThat(rows).hasSize(3).allSatisfy(row -> assertThat(cells(row)).isEqualTo(38));
    }

    private static double energy(Path metrics) throws IOException {
        if (!Files.exists(metrics)) {
            return 0;
        }
        double sum = 0;
        for (String line : Files.readAllLines(metrics)) {
            if (line.startsWith("wattle_energy_joules_total{")) {
                sum += Double.parseDouble(line.substring(line.lastIndexOf(' ')));
            }
        }
        return sum;
    }

    private static String scrape(String said) throws IOException, InterruptedException {
        Matcher address = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/metrics").matcher(said);
        assertThat(address.find()).isTrue();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(
                            HttpRequest.newBuilder(URI.create(address.group())).build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        }
    }

    /// Cells of a row whose quoted cells hold no line breaks.
    private static int cells(String row) {
        int cells = 1;
        boolean quoted = false;
        for (int i = 0; i < row.length(); i++) {
            quoted ^= row.charAt(i) == '"';
            cells += row.charAt(i) == ',' && !quoted ? 1 : 0;
        }
        return cells;
    }

    @Together
    void serversThatDoNotAnswerHoldNobodyUp() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String address = "http://127.0.0.1:" + silent.getLocalPort();
            Launched run =
                    machine.with("MLFLOW_TRACKING_URI", address)
                            .run(
                                    "--max-grams 1e-9 --on-budget warn --mlflow --otlp " + address,
                                    untilToldTo("date +%s%N >" + folder + "/ended; exit 5"));
            // The budget is looked at although the collector hangs.
            run.says("the budget of ");
            Files.createFile(folder.resolve("go"));
            run.ends(5);
            assertThat(Duration.between(noted("ended"), Instant.now())).isLessThan(BOUND);
            assertThat(run.err())
                    .contains("problem: --otlp: it has not answered in 5 s")
                    .contains("problem: --mlflow: it has not answered in 5 s")
                    .contains("SCI ");
        }
    }

    @Together
    void whatCannotBeHandedOnIsSaidAndChangesNothing() throws Exception {
        try (var taken = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String address = "http://user:secret-word@127.0.0.1:" + NOBODYS_PORT;
            Launched run =
                    machine.with("MLFLOW_TRACKING_URI", address)
                            .run(
                                    "--quiet --mlflow --prometheus /no/such/folder/x.prom"
                                            + " --codecarbon /no/such/folder/x.csv --otlp http://127.0.0.1:"
                                            + NOBODYS_PORT
                                            + " --metrics-port "
                                            + taken.getLocalPort(),
                                    untilToldTo("exit 6"));
            run.says("sends metrics to");
            Files.createFile(folder.resolve("go"));
            run.ends(6);
            assertThat(run.err())
                    .contains("problem: --prometheus: ", "problem: --codecarbon: ")
                    .contains("problem: metrics were not taken by the OpenTelemetry collector: ")
                    .contains("problem: MLflow did not take the run: ", "no connection")
                    .contains("problem: --metrics-port " + taken.getLocalPort())
                    .doesNotContain("secret-word", "SCI ", "Exception");
            assertThat(run.json().path("schema").asString()).isEqualTo("wattle.footprint/1");
        }
    }

    @Together
    void wrongOptionsAreRefusedBeforeTheCommandStarts() {
        Path mark = folder.resolve("started");
        for (String wrong :
                new String[] {
                    "--prometheus metrics.txt",
                    "--metrics-port 65536",
                    "--otlp ftp://host",
                    "--max-grams 0",
                    "--on-budget stop"
                }) {
            Called.wattle(("run " + wrong + " -- touch " + mark).split(" ")).refused(Exit.USAGE);
        }
        assertThat(mark).doesNotExist();
    }
}
