package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.grid.Decision;
import wattle.grid.Factor;
import wattle.grid.Forecast;
import wattle.grid.GridZone;
import wattle.grid.IntensityForecast;
import wattle.grid.IntensitySeries;
import wattle.grid.Labels;
import wattle.grid.Observed;
import wattle.grid.Quality;
import wattle.grid.Signal;
import wattle.grid.cache.CacheKey;
import wattle.grid.cache.CachedForecast;
import wattle.grid.cache.GridCache;
import wattle.hub.page.EveryPage;
import wattle.hub.page.Pages;
import wattle.hub.page.SignIn;
import wattle.hub.page.plan.PlanPage;
import wattle.hub.page.regions.RegionsPage;
import wattle.hub.web.Access;
import wattle.hub.web.Limits;
import wattle.hub.web.Server;
import wattle.hub.web.calculation.Calculator;
import wattle.ledger.sql.Database;
import wattle.ledger.sql.Sessions;
import wattle.series.HeldSeries;
import wattle.series.Timeline;
import wattle.testing.Property;
import wattle.testing.SetClock;
import wattle.unit.Source;

/// `/plan` says what `wattle plan` prints, and `/regions` what its plans then find.
class PlanPageTest {

    private static final Instant NOW = Instant.parse("2026-03-20T12:10:00Z");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final SetClock CLOCK = new SetClock(NOW);
    private static final GridZone ZONE = new GridZone("watttime", "CAISO_NORTH");
    private static final Labels MARGINAL = new Labels(Signal.MARGINAL, Factor.DIRECT_CO2);

    @TempDir private static Path folder = Path.of("");

    private static Database store;
    private static Server server;

    @BeforeAll
    static void started() throws Exception {
        var home = new Home(folder.resolve("home"));
        fetched(home);
        store = Database.open(folder.resolve("hub.db").toString());
        Limits limits = Limits.standard().withRequests(1_000_000, 1_000_000);
        var pages = new Pages(new SignIn(new Sessions(store, CLOCK)), Versions.current());
        var calculator = new Calculator(new CommandCalculations(home, CLOCK), limits);
        server =
                Server.start(
                        new Server.Settings(
                                "127.0.0.1",
                                0,
                                limits,
                                Access.NOBODY,
                                List.of(),
                                Versions.current(),
                                new PrintWriter(new StringWriter())),
                        List.of(
                                new EveryPage(pages),
                                new PlanPage(
                                        pages,
                                        calculator,
                                        new KnownPlaces(home, CLOCK),
                                        Versions.current(),
                                        CLOCK),
                                new RegionsPage(pages, calculator, Versions.current(), CLOCK)));
    }

    /// Two days of history, and a forecast of one day from now on: high, and low from 20 h on.
    private static void fetched(Home home) throws Exception {
        var cache = new GridCache(home.gridCache(), problem -> {});
        Instant start = Instant.parse("2026-03-18T12:00:00Z");
        double[] past = new double[48];
        for (int i = 0; i < past.length; i++) {
            past[i] = i % 24 == 5 ? 100 : 400;
        }
        cache.keep(
                Observed.builder(ZONE, MARGINAL, CacheKey.IMPORT, new Source("a test", null), NOW)
                        .of(
                                new HeldSeries(
                                        Timeline.regular(start, Duration.ofHours(1), 48), past),
                                index -> Quality.MEASURED));
        double[] ahead = new double[24];
        for (int i = 0; i < ahead.length; i++) {
            ahead[i] = i >= 8 && i < 12 ? 200 : 500;
        }
        var expected =
                new Forecast(
                        NOW.minusSeconds(600),
                        new IntensitySeries(
                                ZONE,
                                MARGINAL,
                                Quality.FORECAST,
                                new Source("a test", null),
                                new HeldSeries(
                                        Timeline.regular(
                                                Instant.parse("2026-03-20T12:00:00Z"),
                                                Duration.ofHours(1),
                                                24),
                                        ahead)),
                        "a model");
        new CachedForecast(
                        cache,
                        new IntensityForecast() {
                            @Override
                            public String name() {
                                return "watttime";
                            }

                            @Override
                            public List<Labels> offers() {
                                return List.of(MARGINAL);
                            }

                            @Override
                            public Forecast latest(
                                    GridZone zone,
                                    Labels labels,
                                    Decision decision,
                                    Duration horizon) {
                                return expected;
                            }
                        },
                        CLOCK)
                .latest(ZONE, MARGINAL, new Decision(NOW), Duration.ofHours(24));
    }

    @AfterAll
    static void stopped() {
        server.close();
        store.close();
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .timeout(Duration.ofSeconds(60))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String page(String query) throws Exception {
        HttpResponse<String> answer = get("/plan?" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static JsonNode json(String query) throws Exception {
        HttpResponse<String> answer = get("/plan.json?" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static String element(String html, String id) {
        Matcher matcher =
                Pattern.compile(
                                "id=\"" + id + "\"[^>]*>(.*?)</(p|table|ul|pre|div)>",
                                Pattern.DOTALL)
                        .matcher(html);
        assertThat(matcher.find()).as(id).isTrue();
        return matcher.group(1);
    }

    @Test
    void itAgreesWithTheCommandLineAndPausingIsNeverWorse() throws Exception {
        String[] zones = {"DE", "NO", "US-CAL-CISO", "electricitymaps:ES", "SG"};
        String[] slacks = {"0", "6h", "12h", "24h", "25%", "100%"};
        Property.forAll(
                25,
                random -> {
                    List<String> options = new ArrayList<>(List.of("plan", "--json"));
                    List<String> query = new ArrayList<>();
                    say("at", "2027-0" + (1 + random.nextInt(9)) + "-11T06:00:00Z", options, query);
                    say("duration", (1 + random.nextInt(30)) + "h", options, query);
                    say("power_watts", "" + random.nextInt(5000), options, query);
                    String slack = slacks[random.nextInt(slacks.length)];
                    say("slack", slack, options, query);
                    for (int i = random.nextInt(zones.length); i < zones.length; i++) {
                        say("zone", zones[i], options, query);
                    }
                    boolean free = random.nextBoolean();
                    if (!free) {
                        say("max_pauses", "" + random.nextInt(4), options, query);
                        say("stop_joules", "" + random.nextInt(100_000), options, query);
                        say("min_run", (1 + random.nextInt(3)) + "h", options, query);
                        say("pue", "1.25", options, query);
                    }
                    options.add("--signal=average");
                    options.add("--factor=lifecycle-co2e");
                    String joined = String.join("&", query);
                    Called called = Called.wattle(options.toArray(String[]::new));
                    JsonNode ours = json(joined);
                    assertThat(ours).as(joined).isEqualTo(called.json());
                    double start = ours.path("plans").get(1).path("operational_g").asDouble();
                    double pauses = ours.path("plans").get(2).path("operational_g").asDouble();
                    double now = ours.path("plans").get(0).path("operational_g").asDouble();
                    assertThat(pauses).isLessThanOrEqualTo(start * (1 + 1e-12));
                    assertThat(start).isLessThanOrEqualTo(now * (1 + 1e-12));
                    assertThat(page(joined)).doesNotContain("NaN").contains("id=\"basis\"");
                });
    }

    private static void say(String name, String value, List<String> options, List<String> query) {
        options.add("--" + name.replace('_', '-') + "=" + value);
        query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    @Test
    void aTypicalDayIsCalledOneAndItsPlanIsDrawn() throws Exception {
        String html = page("duration=6h&power_watts=2400&zone=DE&at=2026-11-22T22:00");
        assertThat(element(html, "basis")).startsWith("Typical day");
        JsonNode plan = json("duration=6h&power_watts=2400&zone=DE&at=2026-11-22T22:00");
        JsonNode paused = plan.path("plans").get(2);
        for (JsonNode block : paused.path("segments")) {
            String from = block.path("start").asString().substring(0, 16).replace('T', ' ');
            String to = block.path("end").asString().substring(0, 16).replace('T', ' ');
            assertThat(html).contains("Pause and resume works from " + from + " to " + to + " UTC");
        }
        assertThat(html).contains("track line5 typical").doesNotContain("track line5 expected");
        assertThat(element(html, "lanes")).contains("Run now", "Best start", "Pause and resume");
    }

    @Test
    void thePastIsAnUpperBoundAndWhatComesAForecast() throws Exception {
        String zone = "zone=watttime:CAISO_NORTH&power_watts=1000&duration=1h";
        String past = page(zone + "&at=2026-03-18T13:00&slack=6h");
        assertThat(element(past, "basis")).startsWith("Upper bound with perfect foresight");
        assertThat(past).contains("class=\"track line5\"").contains("100 g CO2eq");
        String ahead = page(zone + "&slack=12h");
        assertThat(element(ahead, "basis"))
                .startsWith("Forecast, horizon 13.0 hours")
                .contains("issued 2026-03-20 12:00 UTC");
        assertThat(ahead).contains("track line5 expected").contains("marginal, direct-co2");
        assertThat(element(ahead, "headline")).contains("200 g CO2eq");
    }

    @Test
    void theSavingOfPlaceAndTimeAddUp() throws Exception {
        String query = "duration=6h&power_watts=2400&zone=DE&zone=NO&at=2026-11-22T22:00";
        double now = grams("duration=6h&power_watts=2400&zone=DE&at=2026-11-22T22:00", 0);
        double moved = grams(query, 0);
        double best = grams(query, 2);
        double place = 100 * (now - moved) / (now - best);
        String shares = element(page(query), "shares");
        Matcher percents = Pattern.compile("([0-9.]+) %").matcher(shares);
        assertThat(percents.find()).isTrue();
        assertThat(Double.parseDouble(percents.group(1))).isCloseTo(place, within(0.1));
        assertThat(percents.find()).isTrue();
        assertThat(Double.parseDouble(percents.group(1))).isCloseTo(100 - place, within(0.1));
        assertThat(element(page(query), "lanes")).contains("<td>DE</td>", "<td>NO</td>");
    }

    private static double grams(String query, int plan) throws Exception {
        return json(query).path("plans").get(plan).path("operational_g").asDouble();
    }

    @Test
    void energyAndAcceleratorsAreAPower() throws Exception {
        double watts = grams("duration=6h&power_watts=400&zone=DE&at=2026-11-22T22:00", 0);
        assertThat(grams("duration=6h&energy_kwh=2.4&zone=DE&at=2026-11-22T22:00", 0))
                .isCloseTo(watts, within(1e-6));
        assertThat(
                        grams(
                                "duration=6&accelerator=A100&accelerators=8&zone=DE"
                                        + "&at=2026-11-22T22:00",
                                0))
                .isCloseTo(8 * watts, within(1e-3));
    }

    @Test
    void exportsAreWhatTheCommandLineWritesInUtcOrTheZoneAskedFor() throws Exception {
        String query = "duration=6h&power_watts=2400&zone=DE&at=2026-11-22T22:00&command=train";
        for (String[] each :
                new String[][] {
                    {"cron", "cron"},
                    {"sh", "slurm"},
                    {"yaml", "kubernetes"},
                    {"yml", "github-actions"}
                }) {
            Called called =
                    Called.wattle(
                            "plan",
                            "--duration=6h",
                            "--power-watts=2400",
                            "--zone=DE",
                            "--at=2026-11-22T22:00:00Z",
                            "--command=train",
                            "--time-zone=UTC",
                            "--format=" + each[1]);
            HttpResponse<String> answer = get("/plan." + each[0] + "?" + query);
            assertThat(answer.body()).isEqualTo(called.done().out());
            assertThat(answer.headers().firstValue("Content-Disposition"))
                    .hasValue("attachment; filename=\"plan." + each[0] + "\"");
        }
        assertThat(get("/plan.cron?" + query + "&time_zone=Europe/Berlin").body())
                .contains("Europe/Berlin");
        assertThat(get("/plan.cron?" + query + "&time_zone=Mars").statusCode()).isEqualTo(422);
        HttpResponse<String> calendar = get("/plan.ics?" + query);
        assertThat(calendar.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/calendar");
        assertThat(calendar.body().split("BEGIN:VEVENT", -1).length - 1)
                .isEqualTo(
                        json("duration=6h&power_watts=2400&zone=DE&at=2026-11-22T22:00")
                                .path("plans")
                                .get(2)
                                .path("segments")
                                .size());
    }

    @Test
    void theCsvHasTheIntensityAndTheTimeThatEachPlanWorks() throws Exception {
        List<String> lines =
                get("/plan.csv?duration=5h&power_watts=2400&zone=DE&zone=NO&at=2026-11-22T22:00")
                        .body()
                        .lines()
                        .toList();
        assertThat(lines.getFirst())
                .endsWith(
                        "known_by,baseline_seconds,run_now_seconds,flexible_start_seconds,"
                                + "pause_resume_seconds,data_version");
        double[] sums = new double[4];
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            for (int i = 0; i < 4; i++) {
                sums[i] += Double.parseDouble(cells[9 + i]);
            }
        }
        assertThat(sums).containsOnly(5 * 3600);
    }

    @Test
    void everyRowOfTheRegionsLeadsToAPlanWithItsNumber() throws Exception {
        int rows = 0;
        for (String kind :
                List.of("average+lifecycle-co2e", "average+direct-co2e", "marginal+direct-co2")) {
            String job = "?duration=6h&power_watts=2400&month=7&kind=" + kind;
            String html = get("/regions" + job).body();
            List<String> csv = get("/regions.csv" + job).body().lines().toList();
            Matcher link =
                    Pattern.compile("<td><a href=\"/plan\\?([^\"]*zone=([^&]*)&amp;[^\"]*)\"")
                            .matcher(html);
            while (link.find()) {
                rows++;
                String query = link.group(1).replace("&amp;", "&");
                int hour = Integer.parseInt(query.replaceAll(".*at=[^T]*T(\\d\\d):.*", "$1"));
                String zone = link.group(2).replace("%3A", ":");
                double cell =
                        csv.stream()
                                .map(each -> each.split(",", -1))
                                .filter(each -> each[0].equals(zone) && each[5].equals("" + hour))
                                .mapToDouble(each -> Double.parseDouble(each[6]))
                                .findFirst()
                                .orElseThrow();
                assertThat(grams(query, 0)).as(query).isCloseTo(cell, within(1e-6 * cell));
            }
        }
        assertThat(rows).isEqualTo(wattle.grid.catalog.TypicalDay.all().size());
    }

    @Test
    void whatIsWrongStandsAtItsField() throws Exception {
        String job = "duration=6h&power_watts=1000&zone=DE";
        for (String[] each :
                new String[][] {
                    {"power_watts=1000&zone=DE", "duration"},
                    {"duration=6h&zone=DE", "power_watts"},
                    {"duration=6h&power_watts=1000", "zone"},
                    {"duration=6h&power_watts=1000&zone=Nowhere", "zone"},
                    {"duration=6h&power_watts=1000&zone=FR", "zone"},
                    {"duration=6h&power_watts=1000&zone=DE&zone=FR", "zone"},
                    {"duration=6h&power_watts=1000&zone=DE&signal=marginal", "zone"},
                    {"duration=6h&accelerator=NoSuchThing&zone=DE", "accelerator"},
                    {"duration=6h&accelerator=A100&accelerators=x&zone=DE", "accelerators"},
                    {job + "&slack=x", "slack"},
                    {job + "&slack=99999d", "slack"},
                    {job + "&slack_other=soon", "slack"},
                    {job + "&at=yesterday", "at"},
                    {job + "&at=9999-01-01T00:00", "at"},
                    {job + "&max_pauses=1.5", "max_pauses"},
                    {job + "&pue=0.5", "pue"},
                    {job + "&step=7x", "step"},
                    {job + "&stop_joules=-1", "stop_joules"}
                }) {
            HttpResponse<String> answer = get("/plan?" + each[0]);
            assertThat(answer.statusCode()).as(each[0]).isEqualTo(422);
            assertThat(answer.body())
                    .as(each[0])
                    .contains("This cannot be planned yet", "<a href=\"#f-" + each[1] + "\">")
                    .contains("id=\"f-" + each[1] + "\"");
            assertThat(get("/plan.json?" + each[0]).statusCode()).as(each[0]).isEqualTo(422);
        }
        assertThat(page("")).contains("Nothing to plan yet");
    }

    @Test
    void whateverStandsInAFieldIsShownAsText() throws Exception {
        String hostile =
                URLEncoder.encode(
                        "\"><script>alert(1)</script><img src=x onerror=alert(2)>'",
                        StandardCharsets.UTF_8);
        for (String field :
                List.of(
                        "duration",
                        "power_watts",
                        "energy_kwh",
                        "accelerator",
                        "accelerators",
                        "zone",
                        "signal",
                        "factor",
                        "at",
                        "slack",
                        "slack_other",
                        "pue",
                        "max_pauses",
                        "min_run",
                        "checkpoint",
                        "restart",
                        "step",
                        "stop_joules",
                        "start_joules",
                        "idle_watts",
                        "command",
                        "time_zone",
                        "no_such_field")) {
            String html =
                    get("/plan?duration=1h&power_watts=1&zone=DE&" + field + "=" + hostile).body();
            String alone = get("/plan?" + field + "=" + hostile).body();
            assertThat(html + alone)
                    .as(field)
                    .doesNotContain("<script>alert")
                    .doesNotContain("<img src=x");
        }
        assertThat(page("duration=1h&power_watts=1&zone=DE&command=" + hostile))
                .contains("&lt;script>alert(1)");
    }

    @Test
    void manyHoursAreDrawnAsFew() throws Exception {
        String html = page("duration=90d&power_watts=10&zone=DE&slack=30d&step=1h");
        assertThat(html.split("<rect", -1).length).isLessThan(1500);
        assertThat(get("/plan.csv?duration=90d&power_watts=10&zone=DE&slack=30d").body().lines())
                .hasSizeGreaterThan(120 * 24);
    }
}
