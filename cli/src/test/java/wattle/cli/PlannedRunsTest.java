package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.hub.page.EveryPage;
import wattle.hub.page.Pages;
import wattle.hub.page.SignIn;
import wattle.hub.page.calculator.CalculatorPage;
import wattle.hub.page.live.LivePages;
import wattle.hub.page.plan.PlanPage;
import wattle.hub.web.Limits;
import wattle.hub.web.Server;
import wattle.hub.web.TokenAccess;
import wattle.hub.web.calculation.Calculator;
import wattle.hub.web.runs.RunRoutes;
import wattle.ledger.Scope;
import wattle.ledger.sql.Database;
import wattle.ledger.sql.EnergySamples;
import wattle.ledger.sql.LiveRuns;
import wattle.ledger.sql.Sessions;
import wattle.ledger.sql.Tokens;
import wattle.meter.Activity;
import wattle.meter.Channel;
import wattle.meter.CounterScale;
import wattle.meter.Domain;
import wattle.meter.Mark;
import wattle.meter.Part;
import wattle.meter.Sample;
import wattle.meter.journal.Excerpt;
import wattle.meter.journal.Header;
import wattle.meter.journal.RecordReader;
import wattle.meter.journal.RecordWriter;
import wattle.testing.SetClock;
import wattle.unit.Energy;
import wattle.unit.Power;

/// Jobs that come to `/plan` from elsewhere: from a run that was measured, from a file, from the
/// calculator, and from the advice on a run that goes on.
class PlannedRunsTest {

    private static final Instant NOW = Instant.parse("2026-03-20T12:10:00Z");
    private static final Instant START = NOW.minus(Duration.ofHours(3));
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final SetClock CLOCK = new SetClock(NOW);

    @TempDir private static Path folder = Path.of("");

    private static final Limits LIMITS = Limits.standard().withRequests(1_000_000, 1_000_000);

    private static Database store;
    private static RunRoutes runs;
    private static Server server;
    private static String token = "";

    @BeforeAll
    static void started() throws Exception {
        store = Database.open(folder.resolve("hub.db").toString());
        token = new Tokens(store, CLOCK).create("ada", Scope.SUBMIT, null).reveal();
        runs = runs(null);
        server = serve(runs);
        send("open", true);
        send("mine", false);
    }

    /// @param kept for how long samples are
    private static RunRoutes runs(@Nullable Duration kept) {
        var samples = new EnergySamples(store, kept);
        return new RunRoutes(
                new LiveRuns(store, samples, CLOCK),
                samples,
                new CatalogLocations(new Home(folder.resolve("home"))),
                Versions.current(),
                CLOCK,
                LIMITS);
    }

    private static Server serve(RunRoutes runs) throws Exception {
        var home = new Home(folder.resolve("home"));
        var pages = new Pages(new SignIn(new Sessions(store, CLOCK)), Versions.current());
        var calculator = new Calculator(new CommandCalculations(home, CLOCK), LIMITS);
        return Server.start(
                new Server.Settings(
                        "127.0.0.1",
                        0,
                        LIMITS,
                        new TokenAccess(new Tokens(store, CLOCK)),
                        List.of(),
                        Versions.current(),
                        new PrintWriter(new StringWriter())),
                List.of(
                        new EveryPage(pages),
                        runs,
                        new LivePages(pages, runs.seen(), CLOCK),
                        new CalculatorPage(pages, calculator, Versions.current(), CLOCK),
                        new PlanPage(
                                pages,
                                calculator,
                                new KnownPlaces(home, CLOCK),
                                runs.seen(),
                                Versions.current(),
                                CLOCK)));
    }

    @AfterAll
    static void stopped() {
        runs.close();
        server.close();
        store.close();
    }

    /// An hour at 100 W, one at 300 W and one at 50 W, of three epochs, and it goes on.
    private static void send(String id, boolean isPublic) throws Exception {
        Path file = folder.resolve(id + ".jsonl");
        try (var to = RecordWriter.create(file, problem -> {})) {
            to.began(
                    new Header(
                            id,
                            START,
                            Duration.ofMinutes(1),
                            List.of(),
                            Map.of(),
                            "",
                            "",
                            0,
                            Map.of("epochs", "9")));
            to.channel(
                    new Channel.Counter(
                            Part.sensed("cpu-0", "c", Domain.PACKAGE, "Some CPU", "test"),
                            new CounterScale(
                                    new Energy(1e-3), OptionalLong.empty(), new Power(900))));
            long millijoules = 0;
            for (int i = 0; i <= 180; i++) {
                if (i > 0) {
                    millijoules += 60_000L * (i <= 60 ? 100 : i <= 120 ? 300 : 50);
                }
                if (i % 60 == 0 && i > 0) {
                    to.mark(new Mark(Mark.EPOCH, START.plusSeconds(60L * i), 1));
                }
                long at = 60_000_000_000L * i;
                to.sample(Sample.of(at, new Activity(at, 2 * at, 4 * at, 1), millijoules));
            }
        }
        var excerpt = new Excerpt();
        RecordReader.read(file, excerpt);
        var begun =
                post(
                        "/v1/runs",
                        "application/json",
                        "{\"id\":\"%s\",\"public\":%s,\"zone\":\"DE\",\"pue\":1.2}"
                                .formatted(id, isPublic)
                                .getBytes(StandardCharsets.UTF_8));
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
        var taken =
                post("/v1/runs/" + id + "/chunks?offset=0", "application/x-ndjson", excerpt.take());
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(60));
    }

    private static HttpResponse<String> sent(HttpRequest request) throws Exception {
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String path, String type, byte[] body)
            throws Exception {
        return sent(
                request(path)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build());
    }

    private static HttpResponse<String> form(String path, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return sent(request.build());
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return sent(request(path).build());
    }

    private static String page(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("NaN", "<script>alert");
        return answer.body();
    }

    private static JsonNode json(String query) throws Exception {
        return JsonMapper.shared().readTree(page("/plan.json?" + query));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String found(String page, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(page);
        assertThat(found.find()).as(pattern + " in " + page).isTrue();
        return found.group(1).replace("&amp;", "&");
    }

    /// In watt-hours, of slots of so many minutes.
    private static double energy(String csv, int minutes) {
        return csv.lines()
                        .skip(1)
                        .mapToDouble(each -> Double.parseDouble(each.split(",", -1)[1]))
                        .sum()
                * minutes
                / 60;
    }

    @Test
    void aRunIsPlannedWithItsPowerOverTimeByThoseWhoMaySeeIt() throws Exception {
        String query = "run=open&zone=DE&zone=NO&at=2026-11-22T22:00&slack=50%25&pue=1.2";
        String html = page("/plan?" + query);
        assertThat(html)
                .contains("450 Wh: 150 W on the mean for 3.00 hours, in 36 slots of 5.00 minutes")
                .contains("measured of run open")
                .contains("<option value=\"open\" selected>")
                .contains("2026-11-22 22:00 to 2026-11-23 02:30 UTC")
                .contains("--energy=profile.csv")
                .doesNotContain("mine");
        String csv = page("/plan/profile.csv?" + query);
        assertThat(energy(csv, 5)).isCloseTo(450, withinPercentage(0.01));
        assertThat(csv.lines().skip(1).map(each -> each.split(",", -1)[1]).toList())
                .startsWith("100")
                .contains("300")
                .endsWith("50")
                .hasSize(36);
        Path profile = Files.writeString(folder.resolve("profile.csv"), csv);
        Called called =
                Called.wattle(
                        "plan",
                        "--json",
                        "--energy=" + profile,
                        "--zone=DE",
                        "--zone=NO",
                        "--signal=average",
                        "--factor=lifecycle-co2e",
                        "--at=2026-11-22T22:00:00Z",
                        "--slack=PT1H30M",
                        "--pue=1.2");
        assertThat(json(query)).isEqualTo(called.json());
        for (String hidden :
                List.of("mine", "nothing", "%22%3E%3Cscript%3Ealert(1)%3C/script%3E")) {
            HttpResponse<String> refused = get("/plan?zone=DE&run=" + hidden);
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body())
                    .contains("There is no such run here that you may see")
                    .contains("id=\"f-run\"")
                    .doesNotContain("<script>alert");
        }
        HttpResponse<String> signedIn = form("/sign-in", "token=" + token);
        String cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow().split(";", -1)[0];
        HttpResponse<String> own =
                sent(request("/plan?zone=DE&run=mine").header("Cookie", cookie).build());
        assertThat(own.body()).contains("measured of run mine").contains("id=\"headline\"");
    }

    @Test
    @SuppressWarnings("try") // Closed after its server.
    void aRunWhoseSamplesAreNoLongerKeptIsPlannedByTheHour() throws Exception {
        try (RunRoutes ofAnHour = runs(Duration.ofHours(1));
                Server other = serve(ofAnHour)) {
            HttpRequest asked =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            "http://127.0.0.1:"
                                                    + other.port()
                                                    + "/plan/profile.csv?run=open"))
                            .build();
            // It began ten minutes after an hour; a sample is of the hour that it was taken in.
            assertThat(sent(asked).body().lines().skip(1).map(each -> each.split(",", -1)[1]))
                    .containsExactly("81.667", "263.33", "95.833", "9.1667");
        }
    }

    @Test
    void aFileIsReadIntoTheAddress() throws Exception {
        var csv = new StringBuilder("interval_start_utc,energy_joules\r\n");
        for (int i = 0; i < 240; i++) {
            csv.append("2026-01-01T").append("%02d:%02d".formatted(i / 12, i % 12 * 5));
            csv.append(":00Z,").append(3600 * (1 + i % 7)).append("\r\n");
        }
        String with = encoded("zone=DE&slack=12h&duration=7h&power_watts=5&run=open");
        HttpResponse<String> answer =
                form("/plan/profile", "with=" + with + "&text=" + encoded(csv.toString()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        String address = answer.headers().firstValue("Location").orElseThrow();
        assertThat(address)
                .contains("zone=DE", "slack=12h", "profile=15m_")
                .doesNotContain("duration", "power_watts", "run=");
        String html = page(address);
        assertThat(html).contains("for 20.0 hours, in 80 slots of 15.0 minutes");
        double joules = 0;
        for (int i = 0; i < 240; i++) {
            joules += 3600 * (1 + i % 7);
        }
        assertThat(energy(page(address.replace("/plan?", "/plan/profile.csv?")), 15))
                .isCloseTo(joules / 3600, withinPercentage(0.01));
        // No slot is shorter than what was measured.
        String coarse =
                "interval_start_utc,power_watts\n2026-01-01T00:00:00Z,100\n2026-01-01T00:30:00Z,50\n";
        assertThat(
                        form("/plan/profile", "text=" + encoded(coarse))
                                .headers()
                                .firstValue("Location"))
                .hasValue("/plan?profile=30m_100_50");
        for (String wrong : List.of("", "nothing", "interval_start_utc,energy_joules\nx,1\ny,2")) {
            HttpResponse<String> refused =
                    form("/plan/profile", "with=" + with + "&text=" + encoded(wrong));
            assertThat(refused.statusCode()).as(wrong).isEqualTo(422);
            assertThat(refused.body())
                    .contains("id=\"w-file\"")
                    .containsPattern("The file|Choose a file")
                    .doesNotContain("wattle-profile");
        }
        assertThat(
                        form(
                                        "/plan/profile",
                                        "text=" + encoded(csv.toString()),
                                        "Origin",
                                        "http://elsewhere.example")
                                .statusCode())
                .isEqualTo(403);
        for (String wrong : List.of("15m", "0m_1", "15m_-1", "15m_1_x", "1m" + "_1".repeat(97))) {
            HttpResponse<String> refused = get("/plan?zone=DE&profile=" + wrong);
            assertThat(refused.statusCode()).as(wrong).isEqualTo(422);
            assertThat(refused.body()).contains("<a href=\"#f-profile\">", "id=\"f-profile\"");
        }
        // One slot is a constant power.
        assertThat(json("zone=DE&profile=60m_500&at=2026-11-22T22:00"))
                .isEqualTo(json("zone=DE&duration=1h&power_watts=500&at=2026-11-22T22:00"));
    }

    /// What is read of a record is what the hub has of the run that was pushed.
    @Test
    void aRecordIsReadIntoTheAddress() throws Exception {
        byte[] record = Files.readAllBytes(folder.resolve("open.jsonl"));
        String text = new String(record, StandardCharsets.UTF_8);
        HttpResponse<String> answer =
                form("/plan/profile", "text=" + encoded(text.replace("\n", "\r\n")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        String address = answer.headers().firstValue("Location").orElseThrow();
        assertThat(page(address.replace("/plan?", "/plan/profile.csv?")))
                .isEqualTo(page("/plan/profile.csv?run=open"));
        HttpResponse<String> refused =
                form("/plan/profile", "text=" + encoded(text.substring(0, 40)));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("The file is neither CSV nor the record of a run.");
    }

    @Test
    void movesAreThoseOfTheCommandAndSayWhereItWorksWhen() throws Exception {
        String job = "duration=12h&power_watts=1000&at=2026-06-22T02:00&slack=24h";
        String query =
                job
                        + "&zone=US-CAL-CISO&zone=ES&zone=DE&moves=true&transfer_kwh=0.01&transfer_time=30m";
        JsonNode ours = json(query + "&step=30m");
        Called called =
                Called.wattle(
                        "plan",
                        "--json",
                        "--moves",
                        "--zone=US-CAL-CISO",
                        "--zone=ES",
                        "--zone=DE",
                        "--signal=average",
                        "--factor=lifecycle-co2e",
                        "--duration=12h",
                        "--power-watts=1000",
                        "--at=2026-06-22T02:00:00Z",
                        "--slack=24h",
                        "--step=30m",
                        "--transfer-kwh=US-CAL-CISO=0.01",
                        "--transfer-kwh=ES=0.01",
                        "--transfer-kwh=DE=0.01",
                        "--transfer-time=US-CAL-CISO=30m",
                        "--transfer-time=ES=30m",
                        "--transfer-time=DE=30m");
        assertThat(ours).isEqualTo(called.json());
        JsonNode moving = ours.path("plans").get(3);
        assertThat(moving.path("policy").asString()).isEqualTo("shift-region");
        assertThat(moving.path("operational_g").asDouble())
                .isLessThanOrEqualTo(
                        ours.path("plans").get(2).path("operational_g").asDouble() * (1 + 1e-12));
        String html = page("/plan?" + query + "&step=30m");
        assertThat(html).contains("Pause and move");
        List<String> zones = new ArrayList<>();
        for (JsonNode block : moving.path("segments")) {
            String from = block.path("start").asString().substring(0, 16).replace('T', ' ');
            zones.add(block.path("zone").asString());
            assertThat(html)
                    .containsPattern(
                            "Pause and move works (in " + zones.getLast() + " )?from " + from);
        }
        assertThat(zones.stream().distinct().count())
                .as("a job that moves: " + zones)
                .isGreaterThan(1);
        double seconds = 0;
        for (String line : page("/plan.csv?" + query).lines().skip(1).toList()) {
            String[] cells = line.split(",", -1);
            seconds += Double.parseDouble(cells[cells.length - 2]);
        }
        assertThat(seconds).isEqualTo(12 * 3600);
        assertThat(page("/plan.ics?" + query)).contains("BEGIN:VCALENDAR");
        HttpResponse<String> alone = get("/plan?" + job + "&zone=DE&moves=true");
        assertThat(alone.statusCode()).isEqualTo(422);
        assertThat(alone.body()).contains("Name a second place", "<a href=\"#f-moves\">");
        HttpResponse<String> wrong = get("/plan?" + job + "&zone=DE&zone=NO&transfer_kwh=x");
        assertThat(wrong.body()).contains("<a href=\"#f-transfer_kwh\">");
        assertThat(html).contains("href=\"/docs/shift-a-run\"");
    }

    @Test
    void theCalculatorLeadsToThePlanOfTheSameJob() throws Exception {
        for (String[] each :
                new String[][] {
                    {"accelerator=A100:8&hours=100&zone=DE", "zone=DE"},
                    {"accelerator=A100:8&hours=0.51&zone=DE&pue=1.3", "pue=1.3"},
                    {"accelerator=H100:2&hours=7&runs=3&zone=DE", "duration=7h"},
                    {"accelerator=A100:8&hours=9&provider=gcp&region=europe-west3", "zone="}
                }) {
            double runs = each[0].contains("runs=3") ? 3 : 1;
            String html = page("/?" + each[0]);
            String plan = found(html, "id=\"to-plan\" href=\"(/plan[^\"]*)\"");
            assertThat(plan).contains(each[1]);
            double kilowattHours =
                    JsonMapper.shared()
                                    .readTree(
                                            found(html, "(?s)<pre id=\"copy-json\">(.*?)</pre>")
                                                    .replace("&quot;", "\"")
                                                    .replace("&#34;", "\""))
                                    .path("it_energy_kwh")
                                    .asDouble()
                            / runs;
            assertThat(kilowattHours).isPositive();
            double watts = Double.parseDouble(found(plan, "power_watts=([0-9.]+)"));
            double seconds = 0;
            String csv = page(plan.replace("/plan?", "/plan.csv?") + "&at=2026-11-22T22:00");
            List<String> header = List.of(csv.lines().findFirst().orElseThrow().split(","));
            for (String line : csv.lines().skip(1).toList()) {
                seconds +=
                        Double.parseDouble(line.split(",", -1)[header.indexOf("run_now_seconds")]);
            }
            assertThat(watts * seconds / 3.6e6).isCloseTo(kilowattHours, withinPercentage(1e-6));
            assertThat(page(plan)).contains("id=\"headline\"");
        }
        String fortnight = "&from=2026-01-05&to=2026-01-19";
        String dated =
                found(
                        page("/?accelerator=A100:8&hours=100&zone=DE" + fortnight),
                        "id=\"to-plan\" href=\"([^\"]*)\"");
        assertThat(dated).contains("at=2026-01-05T00:00:00Z", "slack=236h");
        assertThat(page(dated)).contains("2026-01-05 00:00 to 2026-01-19 00:00 UTC");
        String asked = found(page("/?energy_kwh=12&zone=DE"), "id=\"to-plan\" href=\"([^\"]*)\"");
        assertThat(asked).contains("energy_kwh=12", "zone=DE");
        assertThat(get(asked).body()).contains("<a href=\"#f-duration\">");
    }

    @Test
    void theAdviceOnARunIsThatOfThePlan() throws Exception {
        String html = page("/live/open");
        String words = found(html, "id=\"live-advice\">([^<]*)<");
        String plan = found(html, "id=\"live-plan\" href=\"/plan\\?([^\"]*)\"");
        assertThat(plan).contains("duration=360m&power_watts=50", "pue=1.2");
        JsonNode best = json(plan).path("plans").get(1);
        assertThat(best.path("policy").asString()).isEqualTo("flexible-start");
        double hours = best.path("initial_wait_seconds").asDouble() / 3600;
        assertThat(hours).as("a day on which waiting helps: " + words).isPositive();
        Matcher said =
                Pattern.compile("Pausing now for (\\d+) h would save about ([0-9.]+) (m?)g")
                        .matcher(words);
        assertThat(said.find()).as(words).isTrue();
        assertThat(Double.parseDouble(said.group(1))).isEqualTo(hours);
        assertThat(Double.parseDouble(said.group(2)) / (said.group(3).isEmpty() ? 1 : 1000))
                .isCloseTo(best.path("saving_g").asDouble(), withinPercentage(0.6));
    }
}
