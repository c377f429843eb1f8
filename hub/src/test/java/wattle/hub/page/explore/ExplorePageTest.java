package wattle.hub.page.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import wattle.grid.Signal;
import wattle.hub.page.model.Hostile;
import wattle.hub.page.model.HubPages;
import wattle.hub.web.TestServer;
import wattle.ledger.Selection;
import wattle.ledger.State;
import wattle.ledger.claim.Claim;

class ExplorePageTest {

    @TempDir private static Path folder;

    private static HubPages hub;
    private static String hostile = "";

    @BeforeAll
    static void start() throws Exception {
        hub = new HubPages(folder);
        hub.addShipped();
        hostile = hub.add("hostile/one", State.PUBLISHED, Hostile.claim()).id().toString();
        hub.add("hidden/one", State.HELD, Hostile.claim());
    }

    @AfterAll
    static void stop() throws Exception {
        hub.close();
    }

    @Test
    void anEmptyHubSaysHowToFillIt(@TempDir Path empty) throws Exception {
        try (var none = new HubPages(empty)) {
            assertThat(none.text("/explore", 200)).contains("This hub has no claims yet");
            assertThat(none.text("/explore/claims", 200)).contains("None of the 0");
            assertThat(none.text("/explore/by-year.csv", 200)).startsWith("year_bin,task,n,");
        }
    }

    @Test
    void whatIsDrawnIsWhatTheCsvHas() throws Exception {
        String html = hub.text("/explore", 200);
        JsonNode chart = HubPages.chart(html, "energy-against-emissions");
        List<String> csv = hub.text("/explore/energy-against-emissions.csv", 200).lines().toList();
        int points = 0;
        int hollow = 0;
        for (JsonNode series : chart.path("series")) {
            if (series.path("kind").asString().equals("points")) {
                for (JsonNode point : series.path("points")) {
                    points++;
                    hollow += point.path("hollow").asBoolean(false) ? 1 : 0;
                    assertThat(point.path("href").asString()).startsWith("/models/");
                }
            } else {
                double intensity =
                        Double.parseDouble(series.path("name").asString().replace(" g/kWh", ""));
                for (JsonNode point : series.path("points")) {
                    assertThat(
                                    1000
                                            * point.path("v").path(1).asDouble()
                                            / point.path("v").path(0).asDouble())
                            .isCloseTo(intensity, within(1e-9 * intensity));
                }
            }
        }
        assertThat(points).isGreaterThan(10).isEqualTo(csv.size() - 1);
        assertThat(hollow)
                .isGreaterThan(0)
                .isEqualTo((int) csv.stream().filter(each -> each.endsWith(",true")).count());
        assertThat(html).contains("n = " + points);
    }

    private static org.assertj.core.data.Offset<Double> within(double most) {
        return org.assertj.core.data.Offset.offset(most);
    }

    @Test
    void yearsHaveMeansWithTheirInterval() throws Exception {
        JsonNode chart = HubPages.chart(hub.text("/explore", 200), "by-year");
        int years = chart.path("x").path("categories").size();
        JsonNode means = series(chart, "trimmed mean");
        JsonNode interval = series(chart, "99 % interval of the mean");
        assertThat(means).hasSize(years);
        assertThat(interval).hasSize(3 * years);
        for (int i = 0; i < years; i++) {
            double mean = means.path(i).path("v").path(1).asDouble();
            assertThat(interval.path(3 * i).path("v").path(1).asDouble())
                    .isLessThanOrEqualTo(mean * (1 + 1e-9));
            assertThat(interval.path(3 * i + 1).path("v").path(1).asDouble())
                    .isGreaterThanOrEqualTo(mean * (1 - 1e-9));
            assertThat(means.path(i).path("name").asString()).contains("n = ");
        }
    }

    private static JsonNode series(JsonNode chart, String name) {
        for (JsonNode each : chart.path("series")) {
            if (each.path("name").asString().equals(name)) {
                return each.path("points");
            }
        }
        throw new AssertionError("no series " + name);
    }

    @Test
    void theFilterIsTheAddressAndGoesOnInEveryLink() throws Exception {
        String html = hub.text("/explore?country=FR&from_year=2021", 200);
        assertThat(html)
                .contains(
                        "value=\"2021\"",
                        "<option value=\"FR\" selected",
                        "/explore/claims?from_year=2021&amp;country=FR",
                        "/explore/countries.csv?from_year=2021&amp;country=FR");
        long meant =
                hub.ledger()
                        .count(
                                new Selection(
                                        null, null, null, null, 2021, null, "FR", null, null, null,
                                        null, null, null));
        assertThat(html).contains(meant + " of ");
    }

    @Test
    void noClaimIsMeant() throws Exception {
        assertThat(hub.text("/explore?task=nothing", 200))
                .contains("No claim is meant")
                .doesNotContain("figure class=\"chart\"");
    }

    @Test
    void oneClaimHasNoLineAndNoComparison() throws Exception {
        String html = hub.text("/explore?country=FR&model=%3Dmodel", 200);
        assertThat(html)
                .contains(
                        "1 of ",
                        "nothing to compare it with",
                        "n = 1: too few",
                        "90.0 kg CO2eq",
                        "1 of 1 claim is on the front");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from_year=x",
                "from_year=2022&to_year=2021",
                "basis=none",
                "unknown=1",
                "state=held",
                "task=a&task=b"
            })
    void whatCannotBeMeantIsSaidBesideItsField(String query) throws Exception {
        assertThat(hub.text("/explore?" + query, 422))
                .contains("role=\"alert\"", "This cannot be shown");
        assertThat(hub.text("/explore/claims?" + query, 422)).contains("role=\"alert\"");
        assertThat(hub.get("/explore/countries.csv?" + query).statusCode()).isEqualTo(422);
    }

    @Test
    void thereIsNoOtherFigure() throws Exception {
        assertThat(hub.get("/explore/none.csv").statusCode()).isEqualTo(404);
        assertThat(hub.get("/explore/countries").statusCode()).isEqualTo(404);
        assertThat(hub.get("/explore/claims?cursor=x").statusCode()).isEqualTo(422);
    }

    @Test
    void allClaimsAreListedOnceAndNoneThatIsHeld() throws Exception {
        List<Integer> pages = new ArrayList<>();
        Set<String> seen = listed("/explore/claims", pages);
        assertThat(seen).hasSize((int) hub.ledger().count(Selection.ALL));
        assertThat(seen).contains("/models/" + hostile);
        assertThat(pages).hasSizeGreaterThan(1).startsWith(50);
    }

    /// The claims of a list, by the addresses of their pages.
    private static Set<String> listed(String first, List<Integer> pages) throws Exception {
        Set<String> seen = new HashSet<>();
        @org.jspecify.annotations.Nullable String next = first;
        while (next != null) {
            String html = hub.text(next, 200);
            List<List<String>> rows = HubPages.rows(html, "claims");
            pages.add(rows.size());
            Matcher link =
                    Pattern.compile("<th scope=\"row\"><a href=\"(/models/[^\"]*)").matcher(html);
            while (link.find()) {
                assertThat(seen.add(link.group(1))).as(link.group(1)).isTrue();
            }
            Matcher more = Pattern.compile("href=\"([^\"]*)\" rel=\"next\"").matcher(html);
            next = more.find() ? HubPages.unescaped(more.group(1)) : null;
        }
        return seen;
    }

    private static Set<String> ids(Predicate<Claim> meant) throws Exception {
        Set<String> ids = new HashSet<>();
        hub.ledger()
                .each(
                        Selection.ALL,
                        each -> {
                            if (each.claim() != null && meant.test(each.claim())) {
                                ids.add("/models/" + each.id());
                            }
                        });
        return ids;
    }

    @Test
    void hardwareAndSignalAreFilteredByAndListedPageByPage() throws Exception {
        Set<String> nvidia =
                ids(each ->
                        each.inputs().accelerator() != null
                                && each.inputs().accelerator().startsWith("NVIDIA"));
        List<Integer> pages = new ArrayList<>();
        assertThat(listed("/explore/claims?hardware=nVidia", pages)).isEqualTo(nvidia);
        assertThat(pages).hasSizeGreaterThan(1).startsWith(50);
        assertThat(hub.text("/explore?hardware=nVidia", 200))
                .contains(
                        "<strong>" + nvidia.size() + " of ",
                        "value=\"nVidia\"",
                        "/v1/analyses?hardware=nVidia",
                        "<option value=\"NVIDIA V100\"></option>");
        Set<String> average = ids(each -> each.inputs().signal() == Signal.AVERAGE);
        assertThat(average).contains("/models/" + hostile);
        assertThat(listed("/explore/claims?signal=average&hardware=", new ArrayList<>()))
                .isEqualTo(average);
        assertThat(hub.text("/explore/energy-against-emissions.csv?hardware=TPU", 200).lines())
                .hasSizeLessThan(
                        (int)
                                hub.text("/explore/energy-against-emissions.csv", 200)
                                        .lines()
                                        .count());
        assertThat(hub.get("/explore/claims?hardware=TPU&cursor=7").statusCode()).isEqualTo(422);
        assertThat(hub.text("/explore?signal=loud", 422)).contains("id=\"w-signal\"");
    }

    @Test
    void theWorldIsDrawnWithoutScripts() throws Exception {
        String html = hub.text("/explore", 200);
        String world = html.substring(html.indexOf("<figure id=\"world\""));
        world = world.substring(0, world.indexOf("</figure>"));
        Matcher tile =
                Pattern.compile(
                                "<a href=\"(/explore\\?country=([A-Z]{2}))\" aria-label=\"([^\"]*)\">")
                        .matcher(world);
        Map<String, String> words = new HashMap<>();
        int claims = 0;
        while (tile.find()) {
            assertThat(words.put(tile.group(2), tile.group(3))).isNull();
            Matcher count = Pattern.compile(": ([0-9]+) claim").matcher(tile.group(3));
            assertThat(count.find()).isTrue();
            int n = Integer.parseInt(count.group(1));
            claims += n;
            assertThat(hub.text(tile.group(1), 200)).contains("<strong>" + n + " of ");
        }
        assertThat(words).containsKey("FR");
        assertThat(words.get("FR")).contains("g/kWh").doesNotContain("<script>");
        assertThat(world).contains(claims + " of " + hub.ledger().count(Selection.ALL) + " claims");
        // Tiles without claims are drawn and lead nowhere; none lies on another.
        assertThat(world).contains("<text class=\"tile\"");
        Matcher place =
                Pattern.compile("<rect class=\"tile[^\"]*\" x=\"[0-9]+\" y=\"[0-9]+\"")
                        .matcher(world);
        Set<String> places = new HashSet<>();
        while (place.find()) {
            assertThat(places.add(place.group().replace(" there", ""))).isTrue();
        }
        assertThat(places).hasSizeGreaterThan(180);
    }

    @Test
    void rowsOfFiguresLeadToWhatTheyStandFor() throws Exception {
        String html = hub.text("/explore", 200);
        String years = html.substring(html.indexOf("<figure class=\"chart\" id=\"by-year\""));
        years = years.substring(0, years.indexOf("</figure>"));
        Matcher row =
                Pattern.compile(
                                "<th scope=\"row\"><a href=\"(/explore\\?from_year=([0-9]+)&amp;to_year=([0-9]+)[^\"]*)\">")
                        .matcher(years);
        assertThat(row.find()).isTrue();
        String year = hub.text(HubPages.unescaped(row.group(1)), 200);
        assertThat(year)
                .contains(
                        "value=\"" + row.group(2) + "\"",
                        "<ul id=\"active\"",
                        "Let go of From year: " + row.group(2),
                        "href=\"/explore?to_year=" + row.group(3) + "\"");
        JsonNode means = series(HubPages.chart(html, "by-year"), "trimmed mean");
        assertThat(means.path(0).path("href").asString()).startsWith("/explore?from_year=");
        assertThat(html).contains("<th scope=\"row\"><a href=\"/models/" + hostile + "\">");
        assertThat(hub.text("/explore?task=nothing", 200))
                .contains("No claim is meant", "Let go of Task: nothing");
        assertThat(hub.text("/explore?board=x", 200)).contains("/explore?country=FR&amp;board=x");
        // What is filtered by goes on in each link.
        assertThat(hub.text("/explore?hardware=NVIDIA", 200))
                .contains("/explore?hardware=NVIDIA&amp;from_year=");
    }

    @Test
    void noTextRunsAScript() throws Exception {
        String board =
                java.net.URLEncoder.encode(
                        "dataset" + Hostile.SCRIPT + " / metric" + Hostile.SCRIPT,
                        java.nio.charset.StandardCharsets.UTF_8);
        String html = hub.text("/explore?model=%3Dmodel&board=" + board, 200);
        assertThat(html).doesNotContain("<script>alert").doesNotContain("\"'>");
        String text = HubPages.unescaped(html);
        for (String each : List.of("=model", "task", "dataset", "metric", "country", "source")) {
            assertThat(text).as(each).contains(each + Hostile.SCRIPT);
        }
        String claims = hub.text("/explore/claims?model=%3Dmodel", 200);
        assertThat(claims).doesNotContain("<script>alert").doesNotContain("\"'>");
        String wrong = hub.text("/explore?basis=" + board, 422);
        assertThat(wrong).doesNotContain("<script>alert").doesNotContain("\"'>");
        assertThat(TestServer.text(hub.get("/explore/energy-against-emissions.csv")))
                .contains(",\"'=model");
        assertThat(TestServer.text(hub.get("/explore/score-against-emissions.csv?board=" + board)))
                .contains(hostile, ",12.5,90.0,true,");
    }
}
