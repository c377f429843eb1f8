package wattle.hub.web.calculation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import wattle.hub.web.Access;
import wattle.hub.web.Limits;
import wattle.hub.web.TestServer;

class CalculationRoutesTest {

    private static final Recorded COMMANDS = new Recorded();
    private static TestServer server =
            new TestServer(
                    TestServer.PLENTY,
                    Access.NOBODY,
                    new CalculationRoutes(
                            new Calculator(COMMANDS, TestServer.PLENTY), TestServer.PLENTY));

    @BeforeAll
    static void started() {
        assertThat(server.log()).isEmpty();
    }

    @AfterAll
    static void stopped() {
        server.close();
    }

    @BeforeEach
    void forgotten() {
        COMMANDS.asked.clear();
        COMMANDS.files.clear();
        COMMANDS.refusal = null;
    }

    private static JsonNode refused(HttpResponse<byte[]> answer, int status) {
        assertThat(answer.statusCode()).as(TestServer.text(answer)).isEqualTo(status);
        return TestServer.json(answer).path("errors").path(0);
    }

    @Test
    void fieldsAreOptionsAndNumbersStayAsTheyWereWritten() throws Exception {
        var answer =
                server.post(
                        "/v1/estimate",
                        """
                        {"hours": 1.10, "accelerator": ["A100:8", "--output=x"], "no_embodied": true,
                         "zone": "= FR", "year": 2024, "runs": null, "pue": 1e0}
                        """);
        assertThat(TestServer.text(answer)).isEqualTo("{\"ok\":1.10}\n");
        assertThat(answer.headers().firstValue("Wattle-Remark")).hasValue("a remark of ?");
        assertThat(COMMANDS.asked.getFirst())
                .startsWith("estimate", "--json")
                .containsExactlyInAnyOrder(
                        "estimate",
                        "--json",
                        "--accelerator=A100:8",
                        "--accelerator=--output=x",
                        "--hours=1.10",
                        "--no-embodied",
                        "--zone== FR",
                        "--year=2024",
                        "--pue=1e0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--html=/tmp/x", "-o", "--", "@/etc/passwd", "/etc/passwd", "a b"})
    void wordsOfTheQueryAreNeverOptions(String words) throws Exception {
        String encoded = URLEncoder.encode(words, StandardCharsets.UTF_8);
        assertThat(server.get("/v1/grid/show?place=" + encoded).statusCode()).isEqualTo(200);
        assertThat(COMMANDS.asked.getFirst())
                .containsExactly("grid", "show", "--json", "--place", "--", words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"hourz\": 1}|/hourz",
                "{\"output\": \"/tmp/x\"}|/output",
                "{\"hours\": \"1\"}|/hours",
                "{\"hours\": [1]}|/hours",
                "{\"year\": 2024.0}|/year",
                "{\"no_embodied\": 1}|/no_embodied",
                "{\"zone\": 1}|/zone",
                "{\"zone\": \"a\\nb\"}|/zone",
                "{\"zone\": \"a\\u0000b\"}|/zone",
                "{\"accelerator\": [\"A100\", 1]}|/accelerator/1",
                "{\"a/b~c\": 1}|/a~1b~0c",
                "[]|''"
            })
    void whatIsUnknownOrOfAnotherKindIsRefusedByPlace(String body, String pointer)
            throws Exception {
        JsonNode error = refused(server.post("/v1/estimate", body), 422);
        assertThat(error.path("pointer").asString()).isEqualTo(pointer);
        assertThat(error.path("code").asString()).startsWith("WATTLE-23");
        assertThat(COMMANDS.asked).isEmpty();
    }

    @Test
    void mistypedFieldsAreSuggested() throws Exception {
        JsonNode error = refused(server.post("/v1/estimate", "{\"hourz\": 1}"), 422);
        assertThat(error.path("detail").asString()).contains("Did you mean hours?");
        JsonNode query = refused(server.get("/v1/grid/zones?txt=x"), 422);
        assertThat(query.path("parameter").asString()).isEqualTo("txt");
        assertThat(query.path("detail").asString()).contains("Did you mean text?");
        refused(server.get("/v1/grid/zones?text=x&text=y"), 422);
    }

    @Test
    void seriesAreFilesForAsLongAsTheCalculationTakes() throws Exception {
        var answer =
                server.post(
                        "/v1/account",
                        """
                        {"energy": {"rows": [{"interval_start_utc": "2026-03-01T00:00:00Z",
                                              "energy_joules": 1.50}]},
                         "intensity": [{"csv": "a,b\\n1,2\\n"}, {"name": "later", "csv": "c"},
                                       {"name": "energy", "csv": "d"}]}
                        """);
        assertThat(answer.statusCode()).as(TestServer.text(answer)).isEqualTo(200);
        Path folder = Path.of(COMMANDS.files.get("folder"));
        assertThat(COMMANDS.files)
                .containsEntry(
                        "energy.csv",
                        "interval_start_utc,energy_joules\n\"2026-03-01T00:00:00Z\",1.50\n")
                .containsEntry("intensity.csv", "a,b\n1,2\n")
                .containsEntry("later.csv", "c")
                .containsEntry("energy-2.csv", "d");
        assertThat(COMMANDS.asked.getFirst())
                .containsExactly(
                        "account",
                        "--json",
                        "--energy=" + folder + "/energy.csv",
                        "--intensity-file=" + folder + "/intensity.csv",
                        "--intensity-file=" + folder + "/later.csv",
                        "--intensity-file=" + folder + "/energy-2.csv");
        assertThat(Files.exists(folder)).isFalse();
    }

    @Test
    void aNumberInTheStatedPlaceIsAnIntensity() throws Exception {
        server.post("/v1/account", "{\"energy\": {\"csv\": \"\"}, \"intensity\": 40.50}");
        assertThat(COMMANDS.asked.getFirst()).contains("--intensity=40.50");
    }

    @Test
    void jobsNameNoFilesButThoseOfTheRequest() throws Exception {
        var answer =
                server.post(
                        "/v1/evaluate",
                        """
                        {"jobs": [{"job": "a\\",\\n=b", "intervals": 2, "interval_seconds": 300,
                                   "power_watts": 5e2},
                                  {"job": "c", "energy": {"csv": "e"}}],
                         "intensity": {"name": "jobs", "csv": "i"}, "starts": ["2026-03-01T00:00:00Z"]}
                        """);
        assertThat(answer.statusCode()).as(TestServer.text(answer)).isEqualTo(200);
        assertThat(COMMANDS.files)
                .containsEntry(
                        "jobs.table.csv",
                        """
                        job,intervals,interval_seconds,power_watts,energy_file
                        "a"",
                        =b",2,300,5e2,
                        "c",,,,"job.2.csv"
                        """)
                .containsEntry("job.2.csv", "e")
                .containsEntry("jobs.csv", "i")
                .containsEntry("starts.table.txt", "2026-03-01T00:00:00Z\n");
        JsonNode error =
                refused(
                        server.post(
                                "/v1/evaluate",
                                "{\"jobs\": [{\"job\": \"a\", \"energy_file\": \"/etc/passwd\"}]}"),
                        422);
        assertThat(error.path("pointer").asString()).isEqualTo("/jobs/0/energy_file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"starts\": \"/etc/passwd\"}",
                "{\"forecast\": \"archive:/etc/passwd\"}",
                "{\"jobs\": \"/etc/passwd\"}",
                "{\"jobs\": {\"csv\": \"job,energy_file\"}}",
                "{\"intensity\": \"/etc\"}",
                "{\"intensity\": {\"name\": \"../x\", \"csv\": \"\"}}",
                "{\"intensity\": {\"name\": \"regions\", \"csv\": \"\"}}",
                "{\"intensity\": {\"csv\": \"\", \"rows\": []}}",
                "{\"intensity\": {}}",
                "{\"protocol\": \"dodge-2022\"}"
            })
    void noFieldNamesAFileOfTheMachine(String body) throws Exception {
        refused(server.post("/v1/evaluate", body), 422);
        assertThat(COMMANDS.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2,422,404", "3,422,422", "4,409,404", "5,502,502", "6,403,403", "7,409,409"})
    void exitCodesAreStatuses(int exitCode, int posted, int asked) throws Exception {
        COMMANDS.refusal =
                new Calculations.Refusal(exitCode, "WATTLE-9999", "it is so", "Do this.");
        JsonNode error = refused(server.post("/v1/estimate", "{}"), posted);
        assertThat(error.path("code").asString()).isEqualTo("WATTLE-9999");
        assertThat(error.path("detail").asString()).isEqualTo("it is so. Do this.");
        if (exitCode > 2) {
            refused(server.get("/v1/grid/zones"), asked);
        }
    }

    @Test
    void aRefusalNamesTheFieldAndNeverTheFile() throws Exception {
        COMMANDS.refusal = new Calculations.Refusal(3, "WATTLE-3001", "FILE: line 3 is odd", "");
        var answer = server.post("/v1/account", "{\"energy\": {\"csv\": \"x\"}}");
        JsonNode error = refused(answer, 422);
        assertThat(error.path("pointer").asString()).isEqualTo("/energy");
        assertThat(error.path("detail").asString()).isEqualTo("energy.csv: line 3 is odd.");
        assertThat(TestServer.text(answer)).doesNotContain("/tmp").doesNotContain("request-");
        COMMANDS.refusal =
                new Calculations.Refusal(2, "WATTLE-2034", "--power-watts is odd", "Use --hours.");
        assertThat(
                        refused(server.post("/v1/estimate", "{\"power_watts\": -1}"), 422)
                                .path("pointer")
                                .asString())
                .isEqualTo("/power_watts");
        COMMANDS.refusal =
                new Calculations.Refusal(3, "WATTLE-3012", "zone \"FRX\" is not known", "");
        assertThat(
                        refused(server.post("/v1/estimate", "{\"zone\": \"FRX\"}"), 422)
                                .path("pointer")
                                .asString())
                .isEqualTo("/zone");
    }

    @Test
    void aFaultOfACommandIsAFaultOfTheServer() throws Exception {
        COMMANDS.refusal = new Calculations.Refusal(1, "WATTLE-1000", "secret", "");
        var answer = server.post("/v1/estimate", "{}");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(TestServer.text(answer)).doesNotContain("secret");
    }

    @Test
    void whoFindsNoPlaceOrTakesTooLongIsToldToComeLater() throws Exception {
        var commands = new Recorded();
        commands.waits = true;
        var limits =
                new Limits(
                        1000,
                        1000,
                        1000,
                        4,
                        1,
                        Duration.ofMillis(100),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(5));
        try (var busy =
                new TestServer(
                        limits,
                        Access.NOBODY,
                        new CalculationRoutes(new Calculator(commands, limits), limits))) {
            CompletableFuture<HttpResponse<byte[]>> first =
                    CompletableFuture.supplyAsync(() -> {
                        try {
                            return busy.post("/v1/plan", "{}");
                        } catch (Exception failed) {
                            throw new IllegalStateException(failed);
                        }
                    });
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (commands.asked.isEmpty() && System.nanoTime() < deadline) {
                Thread.sleep(5);
            }
            HttpResponse<byte[]> second = busy.post("/v1/plan", "{}");
            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(second.headers().firstValue("Retry-After")).isPresent();
            HttpResponse<byte[]> late = first.get(60, TimeUnit.SECONDS);
            assertThat(late.statusCode()).isEqualTo(503);
            assertThat(TestServer.text(late)).contains("longer than 3 s");
            // Interrupted, it has given its place back.
            commands.waits = false;
            assertThat(busy.post("/v1/plan", "{}").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void everyFieldIsAnOptionAndNoneOfThoseThatNameFilesOrAskServices() {
        List<String> never =
                List.of(
                        "--output",
                        "--force",
                        "--html",
                        "--archive",
                        "--online",
                        "--cost",
                        "--places",
                        "--available",
                        "--command",
                        "--protocol",
                        "--profile");
        for (Calculation each : Calculation.all()) {
            assertThat(each.fields()).extracting(Field::option).doesNotContainAnyElementsOf(never);
            assertThat(each.fields()).extracting(Field::name).doesNotHaveDuplicates();
        }
    }
}
