package wattle.hub.page.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wattle.grid.Bounds;
import wattle.grid.Factor;
import wattle.grid.GridZone;
import wattle.grid.IntensitySeries;
import wattle.grid.Labels;
import wattle.grid.Layer;
import wattle.grid.LayeredIntensity;
import wattle.grid.Quality;
import wattle.grid.Rung;
import wattle.grid.Signal;
import wattle.hub.page.EveryPage;
import wattle.hub.page.Pages;
import wattle.hub.page.SignIn;
import wattle.hub.web.TestServer;
import wattle.hub.web.TokenAccess;
import wattle.hub.web.carbonaware.NotKnownException;
import wattle.hub.web.runs.RunRoutes;
import wattle.ledger.LedgerException;
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
import wattle.meter.journal.End;
import wattle.meter.journal.Excerpt;
import wattle.meter.journal.Header;
import wattle.meter.journal.RecordReader;
import wattle.meter.journal.RecordWriter;
import wattle.report.Versions;
import wattle.series.HeldSeries;
import wattle.series.Interval;
import wattle.series.Timeline;
import wattle.unit.Energy;
import wattle.unit.Power;
import wattle.unit.Source;

@Timeout(120)
@SuppressWarnings("try") // A close that was interrupted fails the test.
class LivePagesTest {

    private static final String HOSTILE = "\"><script>alert(1)</script>";
    private static final long SECOND = 1_000_000_000L;

    private final Instant start =
            Instant.now().minus(Duration.ofHours(3)).truncatedTo(ChronoUnit.HOURS);

    @TempDir Path folder;

    private final HttpClient browser = HttpClient.newHttpClient();
    private Database database;
    private Tokens tokens;
    private RunRoutes routes;
    private TestServer server;
    private String ada = "";

    @BeforeEach
    void started() throws LedgerException {
        serve(null);
        ada = tokens.create("ada", Scope.SUBMIT, null).reveal();
    }

    private void serve(@Nullable Duration kept) throws LedgerException {
        Clock clock = Clock.systemUTC();
        var versions = new Versions("1.2.3", "2026.01");
        database = Database.open(folder.resolve("hub.db").toString());
        tokens = new Tokens(database, clock);
        var samples = new EnergySamples(database, kept);
        routes =
                new RunRoutes(
                        new LiveRuns(database, samples, clock),
                        samples,
                        (place, span, decision, byTheHour) ->
                                byTheHour ? ahead(place, span) : byTheHour(place, span),
                        versions,
                        clock,
                        TestServer.PLENTY);
        var pages = new Pages(new SignIn(new Sessions(database, clock)), versions);
        server =
                new TestServer(
                        TestServer.PLENTY,
                        new TokenAccess(tokens),
                        routes,
                        new EveryPage(pages),
                        new LivePages(pages, routes.seen(), clock));
    }

    @AfterEach
    void stopped() {
        routes.close();
        server.close();
        database.close();
        browser.close();
    }

    /// 100 in the first hour of the span, 200 in the next, and so on.
    private static LayeredIntensity byTheHour(String place, Interval span) {
        int hours = (int) Duration.between(span.start(), span.end()).toHours();
        double[] values = new double[hours];
        for (int i = 0; i < hours; i++) {
            values[i] = 100 * (i + 1);
        }
        var zone = new GridZone("test", place);
        var series =
                new IntensitySeries(
                        zone,
                        new Labels(Signal.AVERAGE, Factor.DIRECT_CO2),
                        Quality.MEASURED,
                        new Source("test", null),
                        new HeldSeries(
                                Timeline.regular(span.start(), Duration.ofHours(1), hours),
                                values));
        return new LayeredIntensity(List.of(Layer.of(Rung.HISTORY, series)), (one, other) -> false);
    }

    /// A typical day: 500 up to three hours from now, and then 100, each between 20 less and 40
    /// more.
    private LayeredIntensity ahead(String place, Interval span) throws NotKnownException {
        if (place.equals("YY")) {
            throw new NotKnownException("nothing by the hour is known of YY", new Exception());
        }
        int hours = (int) Duration.between(span.start(), span.end()).toHours();
        double[] values = new double[hours];
        Arrays.fill(values, high);
        Arrays.fill(values, 0, 3, 500);
        Timeline times = Timeline.regular(span.start(), Duration.ofHours(1), hours);
        var series =
                new IntensitySeries(
                        new GridZone("test", place),
                        new Labels(Signal.AVERAGE, Factor.DIRECT_CO2),
                        Quality.TYPICAL_DAY,
                        new Source("test", null),
                        new HeldSeries(times, values));
        var bounds =
                new Bounds(
                        new HeldSeries(times, Arrays.stream(values).map(v -> v - 20).toArray()),
                        new HeldSeries(times, Arrays.stream(values).map(v -> v + 40).toArray()));
        return new LayeredIntensity(
                List.of(Layer.of(Rung.TYPICAL_DAY, series, bounds)), (one, other) -> false);
    }

    /// What is to come after three hours, in g/kWh.
    private double high = 100;

    /// A record of a processor of 100 W with a sample each minute up to now, as it is sent.
    ///
    /// @param epochs how many there will be; empty where that is not said
    /// @param more told after two epochs of an hour
    private byte[] goingOn(String id, String epochs, Consumer<RecordWriter> more) throws Exception {
        Path file = folder.resolve(id + ".jsonl");
        try (var to = RecordWriter.create(file, problem -> {})) {
            to.began(
                    new Header(
                            id,
                            start,
                            Duration.ofMinutes(1),
                            List.of("python"),
                            Map.of("model", "Tiny"),
                            "host",
                            "boot",
                            42,
                            epochs.isEmpty() ? Map.of() : Map.of("epochs", epochs)));
            to.channel(
                    new Channel.Counter(
                            Part.sensed("cpu-0", "c", Domain.PACKAGE, "Some CPU", "test"),
                            new CounterScale(
                                    new Energy(1e-6),
                                    java.util.OptionalLong.empty(),
                                    new Power(500))));
            long last = Duration.between(start, Instant.now()).toMinutes();
            for (long i = 0; i <= last; i++) {
                if (i == 60 || i == 120) {
                    to.mark(new Mark(Mark.EPOCH, start.plus(Duration.ofMinutes(i)), 1));
                }
                if (i == 121) {
                    more.accept(to);
                }
                long at = 60 * i * SECOND;
                to.sample(
                        Sample.of(at, new Activity(at, 2 * at, 4 * at, 1), 100_000_000L * 60 * i));
            }
        }
        var excerpt = new Excerpt();
        RecordReader.read(file, excerpt);
        Files.delete(file);
        return excerpt.take();
    }

    @Test
    void whatIsLeftIsForeseenAndAPauseIsAdvised() throws Exception {
        send(ada, "on", true, "Tiny", goingOn("on", "4", to -> {}));
        String page = page("", "/live/on");
        assertThat(part(page, "live-eta"))
                .startsWith(start.plus(Duration.ofHours(4)).toString().substring(0, 10))
                .contains(start.plus(Duration.ofHours(4)).toString().substring(11, 19) + " UTC")
                .contains("if epochs go on as the first 2 of 4");
        assertThat(part(page, "live-power")).isEqualTo("100 W");
        assertThat(part(page, "live-advice"))
                .containsPattern("Pausing now for [23] h would save about [0-9.]+ m?g CO2eq of the")
                .contains("(80.0 %): between ");
        assertThat(part(page, "live-advice-why"))
                .contains("the power now (100 W)")
                .contains("2 of 4, of PUE 1.5")
                .contains("test:XX by typical day")
                .contains("10th and 90th percentile");
        assertThat(page)
                .contains("/plan?duration=")
                .contains(
                        "&amp;zone=test%3AXX&amp;signal=average&amp;factor=direct-co2&amp;pue=1.5")
                .contains("Intensity of the hours to come")
                .contains("between 100 and 500 g CO2eq/kWh")
                .contains("&#34;faded&#34;:true")
                .contains("Epoch 2 ended.")
                .contains("2 epochs were marked of 4.");
        // What is expected to save nothing is not advised.
        high = 500;
        assertThat(part(page("", "/live/on"), "live-advice")).contains("Pausing now saves nothing");
    }

    @Test
    void theRangeOfTheAdviceIsThatOfTheDifference() throws Exception {
        send(ada, "on", true, "Tiny", goingOn("on", "4", to -> {}));
        Matcher words =
                Pattern.compile("([0-9.]+) (m?)g CO2eq")
                        .matcher(part(page("", "/live/on"), "live-advice"));
        double[] grams =
                words.results()
                        .mapToDouble(each ->
                                Double.parseDouble(each.group(1))
                                        / (each.group(2).isEmpty() ? 1 : 1000))
                        .toArray();
        // What is saved, of what the rest emits, the least and the most.
        assertThat(grams).hasSize(4);
        // 480 less 140, and 540 less 80, instead of 500 less 100.
        assertThat(grams[2]).isCloseTo(0.85 * grams[0], withinPercentage(2));
        assertThat(grams[3]).isCloseTo(1.15 * grams[0], withinPercentage(2));
        high = 480;
        assertThat(part(page("", "/live/on"), "live-advice"))
                .contains("it may turn out between ")
                .contains(" more and ")
                .contains(" less.");
    }

    @Test
    void whereThereIsNoAdviceThePageSaysWhy() throws Exception {
        send(ada, "endless", true, "Tiny", goingOn("endless", "", to -> {}));
        assertThat(part(page("", "/live/endless"), "live-advice"))
                .isEqualTo(
                        "No advice on pausing: how long it will go on is not known. That takes"
                                + " --epochs N, and a first epoch that has ended.");
        assertThat(part(page("", "/live/endless"), "live-eta")).startsWith("not known");
        announced("nowhere", "");
        chunk(ada, "nowhere", goingOn("nowhere", "4", to -> {}));
        assertThat(part(page(cookie(ada), "/live/nowhere"), "live-advice"))
                .contains("the run does not say where it is");
        announced("yearly", ",\"zone\":\"YY\"");
        chunk(ada, "yearly", goingOn("yearly", "4", to -> {}));
        assertThat(part(page(cookie(ada), "/live/yearly"), "live-advice"))
                .contains("nothing by the hour is known here of YY");
        assertThat(page(cookie(ada), "/live/yearly")).doesNotContain("live-ahead");
        send(ada, "over", true, "Tiny", record("over", 5, NO_GAP, true, "Tiny"));
        assertThat(page("", "/live/over")).doesNotContain("live-advice", "live-eta");
    }

    @Test
    void pausesOfItsDriverAreAmongWhatHappened() throws Exception {
        Instant first = start.plus(Duration.ofMinutes(122));
        Instant second = start.plus(Duration.ofMinutes(150));
        byte[] record =
                goingOn(
                        "shifted",
                        "4",
                        to -> {
                            to.paused(first);
                            to.resumed(first.plusSeconds(1200));
                            to.paused(second);
                            // None of these is a time of this run.
                            to.paused(Instant.parse("1970-01-01T00:00:00Z"));
                            to.resumed(Instant.parse("+999999999-01-01T00:00:00Z"));
                        });
        announced("shifted", ",\"zone\":\"XX\"");
        assertThat(chunk(ada, "shifted", record)).isEqualTo(2);
        String page = page(cookie(ada), "/live/shifted");
        assertThat(page)
                .contains("Pause: its driver had it stand still for 20 min.")
                .contains("It goes on.")
                .contains("Pause: it stands still until its driver lets it go on.")
                .contains("2 pauses by its driver.")
                .contains("&#34;name&#34;:&#34;what happened&#34;")
                .contains("&#34;name&#34;:&#34;It goes on.&#34;");
        assertThat(part(page, "live-standing")).isEqualTo("paused by its driver");
        assertThat(part(page, "live-advice")).contains("it stands still already");
    }

    private void announced(String id, String more) throws Exception {
        var begun =
                server.post(
                        "/v1/runs",
                        "{\"id\":\"" + id + "\"" + more + "}",
                        "Authorization",
                        "Bearer " + ada);
        assertThat(begun.statusCode()).isEqualTo(201);
    }

    /// @return how many lines were left out
    private int chunk(String token, String id, byte[] record) throws Exception {
        var taken =
                server.send(
                        server.request("/v1/runs/" + id + "/chunks?offset=0")
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/x-ndjson")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(record))
                                .build());
        assertThat(taken.statusCode()).as(TestServer.text(taken)).isEqualTo(200);
        return TestServer.json(taken).path("lines_left_out").asInt();
    }

    /// A record of a GPU of 400 W and a processor of 100 W, as it is sent.
    ///
    /// @param gap the first and the last second without a sample
    private byte[] record(String id, int seconds, int[] gap, boolean ended, String model)
            throws Exception {
        Path file = folder.resolve(id + ".jsonl");
        try (var to =
                RecordWriter.create(
                        file,
                        problem -> {
                            throw new AssertionError(problem);
                        })) {
            to.began(
                    new Header(
                            id,
                            start,
                            Duration.ofSeconds(1),
                            List.of("python"),
                            Map.of("model", model, "task", model),
                            "host",
                            "boot",
                            42,
                            Map.of()));
            to.channel(
                    new Channel.Gauge(
                            Part.sensed("gpu-0", "g", Domain.GPU_BOARD, model, "test"),
                            0.1,
                            new Power(700)));
            to.channel(
                    new Channel.Counter(
                            Part.sensed("cpu-0", "c", Domain.PACKAGE, "Some CPU", "test"),
                            new CounterScale(
                                    new Energy(1e-6),
                                    java.util.OptionalLong.empty(),
                                    new Power(500))));
            for (int i = 0; i <= seconds; i++) {
                if (i < gap[0] || i > gap[1]) {
                    to.sample(
                            Sample.of(
                                    i * SECOND,
                                    new Activity(i * SECOND, 2L * i * SECOND, 4L * i * SECOND, 1),
                                    400_000_000L,
                                    1_000_000L + 100_000_000L * i));
                }
                if (i == seconds / 2) {
                    to.slept(Duration.ofMinutes(2));
                }
            }
            if (ended) {
                to.ended(new End(false, 0, Duration.ofSeconds(seconds), 3, null, 0, List.of()));
            }
        }
        var excerpt = new Excerpt();
        RecordReader.read(file, excerpt);
        byte[] bytes = excerpt.take();
        Files.delete(file);
        return bytes;
    }

    private static final int[] NO_GAP = {1, 0};

    private void send(String token, String id, boolean isPublic, String model, byte[] record)
            throws Exception {
        String name = model.replace("\"", "\\\"");
        var begun =
                server.post(
                        "/v1/runs",
                        "{\"id\":\""
                                + id
                                + "\",\"public\":"
                                + isPublic
                                + ",\"zone\":\"XX\",\"pue\":1.5,\"labels\":{\"model\":\""
                                + name
                                + "\",\"task\":\""
                                + name
                                + "\"}}",
                        "Authorization",
                        "Bearer " + token);
        assertThat(begun.statusCode()).as(TestServer.text(begun)).isBetween(200, 201);
        assertThat(chunk(token, id, record)).isZero();
    }

    private String cookie(String token) throws Exception {
        var answer =
                server.send(
                        server.request("/sign-in")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString("token=" + token))
                                .build());
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private HttpResponse<byte[]> get(String cookie, String path) throws Exception {
        String type = path.endsWith("/events") ? "text/event-stream" : "text/html";
        return cookie.isEmpty()
                ? server.get(path, "Accept", type)
                : server.get(path, "Accept", type, "Cookie", cookie);
    }

    private String page(String cookie, String path) throws Exception {
        HttpResponse<byte[]> answer = get(cookie, path);
        String text = TestServer.text(answer);
        assertThat(answer.statusCode()).as(text).isEqualTo(200);
        assertThat(text).doesNotContain("<script>").doesNotContain(" style=");
        return text;
    }

    private static String part(String page, String id) {
        Matcher found = Pattern.compile("id=\"" + id + "\"[^>]*>(.*?)</").matcher(page);
        assertThat(found.find()).as("%s in %s", id, page).isTrue();
        return found.group(1);
    }

    @Test
    void eachSeesTheRunsThatHeMaySee() throws Exception {
        String bob = tokens.create("bob", Scope.SUBMIT, null).reveal();
        String admin = tokens.create("root", Scope.ADMIN, null).reveal();
        assertThat(page("", "/live")).contains("There is none yet").contains("--push http://");
        send(ada, "open", true, "Open", record("open", 5, NO_GAP, true, "Open"));
        send(ada, "mine", false, "Mine", record("mine", 5, NO_GAP, true, "Mine"));
        for (String path : List.of("", "/samples.csv", "/events")) {
            assertThat(get("", "/live/open" + path).statusCode()).isEqualTo(200);
            assertThat(get("", "/live/mine" + path).statusCode()).isEqualTo(404);
            assertThat(get(cookie(bob), "/live/mine" + path).statusCode()).isEqualTo(404);
            assertThat(get(cookie(ada), "/live/mine" + path).statusCode()).isEqualTo(200);
            assertThat(get(cookie(admin), "/live/mine" + path).statusCode()).isEqualTo(200);
            assertThat(get("", "/live/nothing" + path).statusCode()).isEqualTo(404);
        }
        assertThat(page("", "/live")).contains("/live/open").doesNotContain("/live/mine");
        assertThat(page("", "/live")).contains("another").doesNotContain(">ada");
        assertThat(page(cookie(bob), "/live")).doesNotContain("/live/mine");
        assertThat(page(cookie(ada), "/live")).contains("/live/mine").contains(">you");
        assertThat(page(cookie(admin), "/live")).contains("/live/mine").contains(">ada");
        assertThat(TestServer.text(get(cookie(bob), "/live/compare?run=open&run=mine")))
                .contains("There is no run mine")
                .doesNotContain("/live/mine");
    }

    @Test
    void aRunSaysWhatItCameTo() throws Exception {
        send(ada, "run", true, "Tiny", record("run", 60, new int[] {20, 29}, true, "Tiny"));
        String page = page("", "/live/run");
        // 60 s of 500 W, less the GPU's ten seconds and one between good readings.
        double joules = 60 * 100 + 60 * 400;
        double grams = TestServer.json(server.get("/v1/runs/run")).path("operational_g").asDouble();
        assertThat(grams).isCloseTo(joules / 3.6e6 * 100 * 1.5, within(1e-9));
        assertThat(part(page, "live-emissions")).isEqualTo("1.25 g CO2eq");
        assertThat(part(page, "live-energy")).isEqualTo("8.33 Wh");
        assertThat(part(page, "live-elapsed")).isEqualTo("3 min");
        assertThat(part(page, "live-state")).isEqualTo("finished");
        assertThat(part(page, "live-intensity"))
                .contains("100 g CO2eq/kWh")
                .contains("history of test:XX")
                .contains("signal average");
        assertThat(page)
                .contains("3 came too late")
                .contains("Pause: the machine slept for 2 min")
                .contains("Gap: no energy was read for 11 s")
                .contains("80.0 %")
                .contains("Power by device")
                .contains("Operational carbon so far")
                .contains("8.33 Wh × PUE 1.5 × 100 g CO2eq/kWh = 1.25 g CO2eq")
                .contains("/plan?run=run&amp;zone=XX&amp;pue=1.5")
                .doesNotContain("data-events");
    }

    @Test
    void theTableOfSamplesAddsUp() throws Exception {
        send(ada, "table", true, "Tiny", record("table", 40, NO_GAP, true, "Tiny"));
        String[] lines = TestServer.text(get("", "/live/table/samples.csv")).split("\r\n", -1);
        assertThat(lines[0])
                .isEqualTo(
                        "start,end,source,energy_joules gpu-0,energy_joules cpu-0,"
                                + "intensity_g_per_kwh,operational_g");
        double gpu = 0;
        double cpu = 0;
        String[] last = {};
        String end = null;
        for (int i = 1; i < lines.length - 1; i++) {
            last = lines[i].split(",", -1);
            gpu += Double.parseDouble(last[3]);
            cpu += Double.parseDouble(last[4]);
            if (end != null) {
                assertThat(last[0]).isEqualTo(end);
            }
            end = last[1];
        }
        assertThat(gpu).isCloseTo(16_000, within(1e-6));
        assertThat(cpu).isCloseTo(4000, within(1e-6));
        assertThat(Double.parseDouble(last[6])).isCloseTo(20_000 / 3.6e6 * 100 * 1.5, within(1e-9));
    }

    @Test
    void whatIsNoLongerKeptIsShownByTheHour() throws Exception {
        send(ada, "old", true, "Tiny", record("old", 30, NO_GAP, true, "Tiny"));
        stopped();
        serve(Duration.ofMinutes(30));
        assertThat(page("", "/live/old"))
                .contains("By the hour: samples of that time are no longer kept")
                .contains("Power by device");
        String[] lines = TestServer.text(get("", "/live/old/samples.csv")).split("\r\n", -1);
        assertThat(lines).hasSize(3);
        assertThat(lines[1]).contains(",hour,12000.0,3000.0,100.0,");
    }

    @Test
    void hostileWordsStayWords() throws Exception {
        send(ada, "bad", true, HOSTILE, record("bad", 5, NO_GAP, true, HOSTILE));
        String escaped = "\"&gt;&lt;script&gt;alert(1)&lt;/script&gt;";
        assertThat(page("", "/live")).contains(escaped);
        assertThat(page("", "/live/bad")).contains(escaped);
        assertThat(page("", "/live/compare?run=bad")).contains(escaped);
        for (String path :
                List.of("/live/X", "/live/compare?run=X", "/live?before=X", "/live/bad?last=X")) {
            String address =
                    path.replace("X", java.net.URLEncoder.encode(HOSTILE, StandardCharsets.UTF_8));
            HttpResponse<byte[]> answer = get("", address);
            assertThat(answer.statusCode()).isIn(200, 404);
            assertThat(TestServer.text(answer)).doesNotContain("<script>alert");
        }
    }

    @Test
    void runsAreComparedWithTheFirst() throws Exception {
        send(ada, "one", true, "One", record("one", 20, NO_GAP, true, "One"));
        send(ada, "two", true, "Two", record("two", 40, NO_GAP, true, "Two"));
        String page = page("", "/live/compare?run=one&run=two");
        assertThat(page)
                .contains("2.78 Wh")
                .contains("5.56 Wh")
                .contains("+100.0 %")
                .contains("Energy of cpu-0 (Some CPU)")
                .contains("150 g CO2eq/kWh");
        assertThat(page("", "/live/compare")).contains("Nothing to compare");
        assertThat(page("", "/live/compare?run=one&run=two&run=two"))
                .containsOnlyOnce("href=\"/live/two\"");
    }

    @Test
    void aVisitorWatchesByHisSession() throws Exception {
        byte[] record = record("watched", 30, NO_GAP, false, "Tiny");
        send(ada, "watched", false, "Tiny", record);
        String cookie = cookie(ada);
        String page = page(cookie, "/live/watched");
        assertThat(page).contains("data-events=\"/live/watched/events\"").contains("last heard of");
        assertThat(part(page, "live-state")).isEqualTo("running");
        HttpRequest watch =
                server.request("/live/watched/events")
                        .header("Accept", "text/event-stream")
                        .header("Cookie", cookie)
                        .header("Last-Event-ID", "0")
                        .build();
        HttpResponse<InputStream> stream =
                browser.send(watch, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);
        List<String> seen = new ArrayList<>();
        try (var in =
                new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                seen.add(line);
                if (line.startsWith("data:") && line.contains("gpu-0")) {
                    break;
                }
            }
        }
        assertThat(seen).contains("event: sample");
        assertThat(seen.getLast()).contains("12000.0");
    }

    @Test
    void aRunWithoutMetersSaysSo() throws Exception {
        var begun = server.post("/v1/runs", "{\"id\":\"none\"}", "Authorization", "Bearer " + ada);
        assertThat(begun.statusCode()).isEqualTo(201);
        String page = page(cookie(ada), "/live/none");
        assertThat(part(page, "live-energy")).isEqualTo("not known");
        assertThat(part(page, "live-emissions")).isEqualTo("not known");
        assertThat(page).contains("No energy came yet").contains("sent nothing yet");
        assertThat(TestServer.text(get(cookie(ada), "/live/none/samples.csv")))
                .isEqualTo("start,end,source,intensity_g_per_kwh,operational_g\r\n");
    }
}
