package wattle.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import wattle.Golden;
import wattle.Property;
import wattle.footprint.Component;
import wattle.footprint.Metered;
import wattle.footprint.Origin;
import wattle.grid.IntensitySeries;
import wattle.grid.Labels;
import wattle.grid.Quality;
import wattle.report.RecordedRun;
import wattle.report.Runs;
import wattle.report.Ticks;
import wattle.series.EnergySeries;
import wattle.series.HeldSeries;
import wattle.series.Timeline;
import wattle.unit.Source;

class HtmlReportTest {

    private static Document parsed(String page) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(page)));
    }

    private static List<Element> elements(Document page, String name) {
        NodeList nodes = page.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    @Test
    void aPageOfTwoRuns() throws Exception {
        String page = HtmlReport.of(List.of(Runs.finished(), Runs.recovered()), Runs.VERSIONS);
        Golden.check("runs.html", page);
        Document parsed = parsed(page);
        assertThat(elements(parsed, "section")).hasSize(2);
        assertThat(elements(parsed, "figure")).hasSize(6);
        assertThat(elements(parsed, "details")).hasSize(8);
    }

    @Test
    void energiesInTheTableAreThoseOfTheFootprint() throws Exception {
        RecordedRun run = Runs.finished();
        List<Double> shown =
                elements(parsed(HtmlReport.of(List.of(run), Runs.VERSIONS)), "data").stream()
                        .map(each -> Double.valueOf(each.getAttribute("value")))
                        .toList();
        List<Double> expected = new ArrayList<>();
        for (Component each : run.footprint().components()) {
            expected.add(each.energy().kilowattHours());
        }
        expected.add(run.footprint().operational().itEnergy().kilowattHours());
        assertThat(shown).isEqualTo(expected);
    }

    @Test
    void thePageAsksNobodyForAnythingAndRunsNothing() throws Exception {
        String page = HtmlReport.of(List.of(Runs.finished(), Runs.hostile()), Runs.VERSIONS);
        Document parsed = parsed(page);
        assertThat(elements(parsed, "script")).isEmpty();
        assertThat(elements(parsed, "img")).isEmpty();
        Element policy = elements(parsed, "meta").get(1);
        assertThat(policy.getAttribute("http-equiv")).isEqualTo("Content-Security-Policy");
        assertThat(policy.getAttribute("content"))
                .isEqualTo("default-src 'none'; style-src 'unsafe-inline'; img-src data:");
        for (Element each : elements(parsed, "*")) {
            for (int i = 0; i < each.getAttributes().getLength(); i++) {
                String name = each.getAttributes().item(i).getNodeName();
                String value = each.getAttributes().item(i).getNodeValue();
                assertThat(name).doesNotStartWith("on").isNotEqualTo("src").isNotEqualTo("style");
                if (name.equals("href")) {
                    assertThat(value).matches("#run-\\d+|data:,");
                }
            }
        }
        assertThat(page).doesNotContain("@import");
    }

    @Test
    void hostileNamesAreTextAndNothingElse() throws Exception {
        String page = HtmlReport.of(List.of(Runs.hostile(), Runs.hostile()), Runs.VERSIONS);
        assertThat(page)
                .doesNotContain("<script>alert")
                .doesNotContain("\u202e")
                .doesNotContain("\u0007")
                .contains(
                        "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;\ufffd\ufffd\\");
        String text = parsed(page).getDocumentElement().getTextContent();
        assertThat(text).contains("<script>alert('x')</script>\"&");
    }

    @Test
    void everyChartHasATitleASentenceAndATableAndNamesNothingTwice() throws Exception {
        Document page =
                parsed(HtmlReport.of(List.of(Runs.finished(), Runs.recovered()), Runs.VERSIONS));
        Set<String> ids = new HashSet<>();
        for (Element each : elements(page, "*")) {
            if (each.hasAttribute("id")) {
                assertThat(ids.add(each.getAttribute("id"))).as(each.getAttribute("id")).isTrue();
            }
        }
        for (Element each : elements(page, "svg")) {
            if (each.hasAttribute("aria-hidden")) {
                continue;
            }
            assertThat(each.getAttribute("role")).isEqualTo("img");
            for (String id : each.getAttribute("aria-labelledby").split(" ", -1)) {
                assertThat(ids).contains(id);
            }
        }
        for (Element figure : elements(page, "figure")) {
            assertThat(figure.getElementsByTagName("figcaption").getLength()).isEqualTo(1);
            assertThat(figure.getElementsByTagName("details").getLength()).isEqualTo(1);
        }
        for (Element each : elements(page, "*")) {
            String fill = each.getAttribute("fill");
            if (fill.startsWith("url(#")) {
                assertThat(ids).contains(fill.substring(5, fill.length() - 1));
            }
        }
    }

    @Test
    void gapsAreDrawnAsGaps() throws Exception {
        String page = HtmlReport.of(List.of(Runs.finished()), Runs.VERSIONS);
        for (Element each : elements(parsed(page), "path")) {
            String style = each.getAttribute("class");
            if (style.equals("area") || style.equals("grams") || style.equals("intensity")) {
                // One stretch before the ten minutes and one after.
                assertThat(each.getAttribute("d").chars().filter(c -> c == 'M').count())
                        .as(style)
                        .isEqualTo(2);
            }
        }
        assertThat(page).contains("<td class=\"number\">–</td>");
    }

    @Test
    void binsKeepEnergyAndGrams() {
        Property.forAll(
                60,
                random -> {
                    RecordedRun run = random(random);
                    Bins bins = Bins.of(run, 1 + random.nextInt(700));
                    double grams = Arrays.stream(bins.grams).sum();
                    double expected = run.footprint().operational().carbon().grams();
                    assertThat(grams).isCloseTo(expected, within(1e-9 * Math.max(1, expected)));
                    for (int i = 0; i < run.metered().size(); i++) {
                        EnergySeries energy = run.metered().get(i).energy();
                        double joules = energy.total().joules();
                        assertThat(Arrays.stream(bins.joules[i]).sum())
                                .isCloseTo(joules, within(1e-9 * Math.max(1, joules)));
                        double seconds = energy.timeline().covered().toNanos() / 1e9;
                        assertThat(Arrays.stream(bins.seconds[i]).sum())
                                .isCloseTo(seconds, within(1e-6));
                    }
                });
    }

    private static RecordedRun random(Random random) {
        List<Metered> metered = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            var timeline = Timeline.builder();
            long at = Runs.START.getEpochSecond() * 1_000_000_000L + random.nextInt(1_000_000);
            int size = 1 + random.nextInt(2000);
            double[] joules = new double[size];
            for (int j = 0; j < size; j++) {
                at += random.nextInt(50) == 0 ? 1 + random.nextInt(2_000_000_000) : 0;
                long end = at + 900_000_000L + random.nextInt(200_000_000);
                timeline.add(at, end);
                joules[j] = 500 * random.nextDouble();
                at = end;
            }
            metered.add(
                    Metered.exactly(
                            "m" + i,
                            "cpu",
                            "",
                            new EnergySeries(timeline.build(), joules),
                            Origin.MEASURED,
                            "a meter"));
        }
        double[] grams = random.doubles(1 + random.nextInt(40), 0, 800).toArray();
        var intensity =
                new IntensitySeries(
                        null,
                        Labels.UNSTATED,
                        Quality.MEASURED,
                        new Source("a file", null),
                        new HeldSeries(
                                Timeline.regular(
                                        Runs.START.minusSeconds(100),
                                        Duration.ofSeconds(60),
                                        grams.length),
                                grams));
        return Runs.run(
                "r", List.of(), Map.of(), RecordedRun.State.FINISHED, 0, metered, intensity);
    }

    @Test
    void thePageStaysSmallHoweverLongTheRun() throws Exception {
        List<Metered> metered = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            double[] joules = new double[200_000];
            Arrays.setAll(joules, at -> 100 + at % 97);
            metered.add(
                    Metered.exactly(
                            "gpu-" + i,
                            i < 16 ? "accelerator" : "kind-" + i,
                            "X",
                            new EnergySeries(
                                    Timeline.regular(
                                            Runs.START, Duration.ofSeconds(1), joules.length),
                                    joules),
                            Origin.MEASURED,
                            "a meter"));
        }
        RecordedRun run =
                Runs.run("r", List.of(), Map.of(), RecordedRun.State.FINISHED, 0, metered);
        String page = HtmlReport.of(List.of(run), Runs.VERSIONS);
        assertThat(page.length()).isLessThan(400_000);
        parsed(page);
        String many = HtmlReport.of(Collections.nCopies(2000, Runs.recovered()), Runs.VERSIONS);
        assertThat(many).contains("Only the first 20 runs follow one by one");
        assertThat(elements(parsed(many), "section")).hasSize(20);
    }

    @Test
    void aRunOfNothingAndOneOfAMomentAreDrawnToo() throws Exception {
        for (double watts : new double[] {0, 1e-9, 5e6}) {
            Metered metered =
                    Metered.exactly(
                            "cpu",
                            "cpu",
                            "",
                            new EnergySeries(
                                    Timeline.regular(
                                            Instant.parse("2026-12-31T23:59:59.999Z"),
                                            Duration.ofMillis(2),
                                            1),
                                    new double[] {watts}),
                            Origin.ESTIMATED,
                            "a model");
            RecordedRun run =
                    Runs.run(
                            "r",
                            List.of(),
                            Map.of(),
                            RecordedRun.State.RUNNING,
                            null,
                            List.of(metered));
            String page = HtmlReport.of(List.of(run), Runs.VERSIONS);
            parsed(page);
            assertThat(page).doesNotContain("NaN").doesNotContain("Infinity");
        }
        parsed(HtmlReport.of(List.of(), Runs.VERSIONS));
    }

    @Test
    void ticksAreRoundAndFew() {
        assertThat(Ticks.values(0, 412)).containsExactly(0.0, 100.0, 200.0, 300.0, 400.0, 500.0);
        assertThat(Ticks.values(0, 0)).hasSizeBetween(2, 9);
        assertThat(Ticks.values(-30, 50).getFirst()).isEqualTo(-40.0);
        assertThat(Ticks.times(Runs.START, Duration.ofHours(2)))
                .extracting(Ticks.Time::label)
                .containsExactly("10:00", "10:30", "11:00", "11:30", "12:00");
        assertThat(Ticks.times(Runs.START, Duration.ofDays(3)))
                .extracting(Ticks.Time::label)
                .contains("12:00", "03-02");
        Property.forAll(
                300,
                random -> {
                    double high = Math.pow(10, random.nextInt(24) - 12) * random.nextDouble();
                    assertThat(Ticks.values(0, high).size()).isBetween(2, 10);
                    assertThat(Ticks.values(0, high).getLast())
                            .isGreaterThanOrEqualTo(high * 0.999999);
                    long nanos = (long) (1e3 * Math.pow(10, 15 * random.nextDouble()));
                    assertThat(Ticks.times(Runs.START, Duration.ofNanos(nanos)).size())
                            .isBetween(0, 10);
                });
    }
}
