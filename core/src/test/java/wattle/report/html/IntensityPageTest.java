package wattle.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import wattle.grid.IntensitySeries;
import wattle.grid.Labels;
import wattle.grid.Quality;
import wattle.report.Runs;
import wattle.report.intensity.IntensityView;
import wattle.series.HeldSeries;
import wattle.series.Timeline;
import wattle.unit.Source;

class IntensityPageTest {

    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final String HOSTILE = "</script><script>alert('x')</script>\"&\u202e";

    private static IntensityView view(int hours, String title) {
        double[] values = new double[hours];
        for (int i = 0; i < hours; i++) {
            values[i] = 250 + 100 * Math.sin(2 * Math.PI * i / 24);
        }
        HeldSeries before =
                new HeldSeries(Timeline.regular(START, Duration.ofHours(1), hours), values);
        HeldSeries after =
                new HeldSeries(
                        Timeline.regular(
                                START.plus(Duration.ofHours(hours + 48L)),
                                Duration.ofHours(1),
                                hours),
                        values);
        return new IntensityView(
                title,
                new IntensitySeries(
                        null,
                        Labels.UNSTATED,
                        Quality.UNSTATED,
                        new Source(title, title),
                        before.followedBy(after)),
                null,
                null,
                List.of(title));
    }

    private static Document parsed(String page) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(page)));
    }

    private static List<Element> elements(Document page, String name) {
        List<Element> elements = new ArrayList<>();
        var nodes = page.getElementsByTagName(name);
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    @Test
    void thePageAsksNobodyForAnythingAndRunsOnlyItsOwnScript() throws Exception {
        String page = IntensityPage.of(view(1000, HOSTILE), Runs.VERSIONS);
        Document parsed = parsed(page);
        List<Element> scripts = elements(parsed, "script");
        byte[] digest =
                MessageDigest.getInstance("SHA-256")
                        .digest(scripts.get(1).getTextContent().getBytes(StandardCharsets.UTF_8));
        Matcher policy =
                Pattern.compile("script-src '([^']+)'")
                        .matcher(elements(parsed, "meta").get(1).getAttribute("content"));

        assertThat(scripts).hasSize(2);
        assertThat(scripts.getFirst().getAttribute("type")).isEqualTo("application/json");
        assertThat(policy.find()).isTrue();
        assertThat(policy.group(1))
                .isEqualTo("sha256-" + Base64.getEncoder().encodeToString(digest));
        assertThat(elements(parsed, "meta").get(1).getAttribute("content"))
                .startsWith("default-src 'none'; ");
        for (Element each : elements(parsed, "*")) {
            for (int i = 0; i < each.getAttributes().getLength(); i++) {
                assertThat(each.getAttributes().item(i).getNodeName())
                        .doesNotStartWith("on")
                        .isNotEqualTo("src")
                        .isNotEqualTo("style");
            }
        }
        assertThat(page).doesNotContain("<script>alert").doesNotContain("\u202e");
        assertThat(scripts.get(1).getTextContent())
                .doesNotContain("innerHTML")
                .doesNotContain("fetch")
                .doesNotContain("import");
    }

    @Test
    void aScriptReadsEveryValueOfAYearAndNoMoreThanItCanHold() throws Exception {
        assertThat(numbers(IntensityPage.of(view(4000, "x"), Runs.VERSIONS), "mean"))
                .hasSize(8048)
                .startsWith("2500")
                .contains("null");
        assertThat(numbers(IntensityPage.of(view(20_000, "x"), Runs.VERSIONS), "mean"))
                .hasSizeLessThanOrEqualTo(10_000);
    }

    @Test
    void everyChartHasASentenceAndATable() throws Exception {
        Document page = parsed(IntensityPage.of(view(1000, "x"), Runs.VERSIONS));

        assertThat(elements(page, "figure")).hasSize(2);
        for (Element figure : elements(page, "figure")) {
            assertThat(figure.getElementsByTagName("figcaption").getLength()).isEqualTo(1);
            assertThat(figure.getElementsByTagName("details").getLength()).isEqualTo(1);
        }
        for (Element svg : elements(page, "svg")) {
            assertThat(svg.getAttribute("role")).isEqualTo("img");
            assertThat(svg.getAttribute("aria-labelledby")).isNotEmpty();
        }
    }

    @Test
    void aGapIsDrawnAsAGap() throws Exception {
        Document page = parsed(IntensityPage.of(view(100, "x"), Runs.VERSIONS));
        String line =
                elements(page, "path").stream()
                        .filter(each -> each.getAttribute("class").equals("intensity"))
                        .findFirst()
                        .orElseThrow()
                        .getAttribute("d");

        assertThat(line.chars().filter(c -> c == 'M').count()).isEqualTo(2);
    }

    private static List<String> numbers(String page, String name) throws Exception {
        String json = elements(parsed(page), "script").getFirst().getTextContent();
        Matcher array = Pattern.compile("\"" + name + "\":\\[([^\\]]*)\\]").matcher(json);
        assertThat(array.find()).isTrue();
        return Arrays.asList(array.group(1).split(",", -1));
    }
}
