package wattle.hub.page.regions;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.grid.Labels;
import wattle.grid.catalog.TypicalDay;
import wattle.hub.page.EveryPage;
import wattle.hub.page.Pages;
import wattle.hub.page.SignIn;
import wattle.hub.page.plan.Heat;
import wattle.hub.page.plan.HeatView;
import wattle.hub.web.Access;
import wattle.hub.web.TestServer;
import wattle.hub.web.calculation.Calculator;
import wattle.ledger.sql.Database;
import wattle.ledger.sql.Sessions;
import wattle.report.Versions;

class RegionsPageTest {

    private static final Versions VERSIONS = new Versions("1.2.3", "2026.01");

    @TempDir private static Path folder = Path.of("");

    private static Database store;
    private static TestServer server;

    @BeforeAll
    static void started() throws Exception {
        store = Database.open(folder.resolve("hub.db").toString());
        Clock clock = Clock.fixed(Instant.parse("2026-05-06T07:08:09Z"), ZoneOffset.UTC);
        var pages = new Pages(new SignIn(new Sessions(store, clock)), VERSIONS);
        var calculator =
                new Calculator(
                        arguments -> {
                            throw new IllegalStateException("no command is needed: " + arguments);
                        },
                        TestServer.PLENTY);
        server =
                new TestServer(
                        TestServer.PLENTY,
                        Access.NOBODY,
                        new EveryPage(pages),
                        new RegionsPage(pages, calculator, VERSIONS, clock));
    }

    @AfterAll
    static void stopped() {
        server.close();
        store.close();
    }

    private static HttpResponse<byte[]> page(String query) throws Exception {
        return server.get("/regions" + query, "Accept", "text/html");
    }

    private static String shown(String query) throws Exception {
        HttpResponse<byte[]> answer = page(query);
        String html = TestServer.text(answer);
        assertThat(answer.statusCode()).as(html).isEqualTo(200);
        return html;
    }

    private static final String JOB = "?duration=6h&power_watts=2400";

    @Test
    void withoutAJobItOffersExamples() throws Exception {
        assertThat(shown("")).contains("Nothing to show yet", "/regions?duration=6h");
    }

    @Test
    void theSummaryHasTheBestRegionAndHourOfTheTable() throws Exception {
        String html = shown(JOB + "&month=7");
        String best = "";
        double least = Double.POSITIVE_INFINITY;
        int hour = -1;
        for (TypicalDay each : TypicalDay.all()) {
            if (!RegionsPage.kinds().getFirst().equals(words(each.labels()))) {
                continue;
            }
            double[] day = each.means()[6];
            for (int at = 0; at < 24; at++) {
                double grams = 14.4 * Heat.from(day, at, 6);
                if (grams < least) {
                    least = grams;
                    best = each.name();
                    hour = at;
                }
            }
        }
        assertThat(html)
                .contains("at " + HeatView.hour(hour) + " UTC, this job would emit")
                .contains(HeatView.mass(least))
                .contains("(" + best + ")");
    }

    private static String words(Labels labels) {
        return labels.signal().label() + " " + labels.factor().label();
    }

    @Test
    void theCsvHasEveryHourAndMonthOfEveryRegionUnrounded() throws Exception {
        HttpResponse<byte[]> answer = server.get("/regions.csv" + JOB + "&month=2");
        assertThat(answer.statusCode()).isEqualTo(200);
        List<String> lines = TestServer.text(answer).lines().toList();
        assertThat(lines.getFirst())
                .isEqualTo("zone,name,signal,factor,month,start_hour_utc,grams,years,data_version");
        List<String> regions = new ArrayList<>();
        for (TypicalDay each : TypicalDay.all()) {
            if (words(each.labels()).equals(RegionsPage.kinds().getFirst())) {
                regions.add(each.name());
            }
        }
        assertThat(lines).hasSize(1 + 36 * regions.size());
        double german = 14.4 * Heat.from(germany().means()[1], 9, 6);
        assertThat(lines)
                .contains(
                        "DE,Germany,average,lifecycle-co2e,2,9,"
                                + german
                                + ",2021 to 2024,2026.01");
    }

    private static TypicalDay germany() {
        return TypicalDay.all().stream()
                .filter(each ->
                        each.name().equals("DE")
                                && words(each.labels()).equals("average lifecycle-co2e"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void oneKindIsShownAtATimeAndWhatIsMissingIsSaid() throws Exception {
        assertThat(shown(JOB + "&kind=marginal+direct-co2"))
                .contains("over 1 region and all hours", "marginal, direct-co2")
                .contains("Not known by this signal and factor")
                .doesNotContain("(DE)");
        assertThat(shown(JOB)).contains("Weekdays are not known");
        HttpResponse<byte[]> both = page(JOB + "&kind=any");
        assertThat(both.statusCode()).isEqualTo(422);
        assertThat(TestServer.text(both)).contains("There are typical days of:");
    }

    @Test
    void aRowLeadsToItsPlanInThatMonth() throws Exception {
        assertThat(shown(JOB + "&month=2&pue=1.2"))
                .contains(
                        "/plan?duration=PT6H&amp;power_watts=2400&amp;pue=1.2&amp;zone=DE"
                                + "&amp;signal=average&amp;factor=lifecycle-co2e"
                                + "&amp;at=2027-02-15T");
        assertThat(shown(JOB)).contains("&amp;at=2026-05-07T");
    }

    @Test
    void whatIsWrongStandsAtItsField() throws Exception {
        for (String each :
                List.of(
                        "duration=6x&power_watts=1",
                        "duration=-6h&power_watts=1",
                        "duration=9999999999999999d&power_watts=1",
                        "duration=0&power_watts=1",
                        "duration=6h",
                        "duration=6h&power_watts=-1",
                        "duration=6h&power_watts=1e999",
                        "duration=6h&power_watts=NaN",
                        "duration=6h&power_watts=1&energy_kwh=1",
                        "duration=6h&power_watts=1&pue=0.5",
                        "duration=6h&power_watts=1&month=13")) {
            HttpResponse<byte[]> answer = page("?" + each);
            assertThat(answer.statusCode()).as(each).isEqualTo(422);
            assertThat(TestServer.text(answer)).as(each).contains("This cannot be shown yet");
            assertThat(server.get("/regions.csv?" + each).statusCode()).as(each).isEqualTo(422);
        }
    }

    @Test
    void nothingIsSharedOutOfNothing() throws Exception {
        assertThat(shown("?duration=6h&power_watts=0")).contains("0 g CO2eq").doesNotContain("NaN");
    }

    @Test
    void whateverStandsInAFieldIsShownAsText() throws Exception {
        String hostile = URLEncoder.encode("\"><script>alert(1)</script>", StandardCharsets.UTF_8);
        for (String field :
                List.of(
                        "duration",
                        "power_watts",
                        "energy_kwh",
                        "accelerators",
                        "pue",
                        "kind",
                        "month",
                        "sort",
                        "other")) {
            String html = TestServer.text(page(JOB + "&" + field + "=" + hostile));
            String alone = TestServer.text(page("?" + field + "=" + hostile));
            assertThat(html + alone).as(field).doesNotContain("<script>alert");
        }
        assertThat(TestServer.text(page("?duration=" + hostile)))
                .contains("value=\"&#34;>&lt;script>alert(1)&lt;/script>\"");
    }
}
