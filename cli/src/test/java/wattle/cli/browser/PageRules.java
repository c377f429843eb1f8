package wattle.cli.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What holds for each page: it is light, stands still when its parts come, axe finds nothing in
/// light and dark, and it is as wide as its window.
final class PageRules {

    /// Bytes of everything that a page loads, as they are sent.
    private static final double HEAVIEST = 600_000;

    private static final String WEIGHT =
            """
            performance.getEntriesByType('navigation')
              .concat(performance.getEntriesByType('resource'))
              .reduce((sum, each) => sum + each.encodedBodySize, 0)
            """;

    /// Charts come after the first paint.
    private static final String DRAWN =
            """
            () => [...document.querySelectorAll('figure.chart[data-chart]')].every((each) => each.dataset.drawn)
            """;

    /// After the second frame.
    private static final String MOVED =
            """
            new Promise((done) => {
              requestAnimationFrame(() => requestAnimationFrame(() => {
                const watch = new PerformanceObserver(() => {});
                watch.observe({ type: 'layout-shift', buffered: true });
                done(watch.takeRecords().reduce((sum, each) => sum + each.value, 0));
              }));
            })
            """;

    /// After the second frame, too: a chart follows its window in the first.
    private static final String WIDE =
            """
            new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(
              () => done(document.documentElement.scrollWidth))))
            """;

    /// The program itself is run: what [AxeBuilder] does beside it, for frames, takes as long
    /// again.
    private static final String AXE = axe();

    private static final String VIOLATIONS =
            """
            async (rules) => {
              const found = await axe.run(document, { resultTypes: ['violations'], ...rules });
              return found.violations.map((each) => each.id + ': '
                + each.nodes.map((node) => node.html + ' ' + node.failureSummary).join('; '));
            }
            """;

    /// Of colours, which take by far the longest.
    private static final List<String> OF_COLOURS = List.of("color-contrast", "link-in-text-block");

    private static final Map<String, Object> ALL_OTHERS =
            Map.of(
                    "rules",
                    Map.of(
                            OF_COLOURS.getFirst(),
                            Map.of("enabled", false),
                            OF_COLOURS.getLast(),
                            Map.of("enabled", false)));

    /// Rows, items and sections after the eighth have the colours of those before.
    private static final String SHORTEN =
            """
            document.querySelectorAll('tbody tr:nth-child(n + 9), li:nth-child(n + 9), main > section:nth-of-type(n + 9), '
                + 'main > h3:nth-of-type(n + 9), main > .scroll:nth-of-type(n + 9)')
              .forEach((each) => each.remove())
            """;

    private PageRules() {}

    private static String axe() {
        try (var in = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            return new String(
                    Objects.requireNonNull(in, "axe").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Leaves the page dark, and long tables short.
    ///
    /// @param page that was loaded just now
    static void hold(Page page) {
        String path = page.url();
        drawn(page);
        assertThat(bytes(page)).as(path + ": bytes").isBetween(1000.0, HEAVIEST);
        assertThat(number(page, MOVED)).as(path + ": layout shift").isLessThan(0.01);
        for (int width : List.of(320, 768, 3840, Chromium.WIDTH)) {
            page.setViewportSize(width, Chromium.HEIGHT);
            assertThat(number(page, WIDE)).as(path + " at " + width).isLessThanOrEqualTo(width);
        }
        page.evaluate(AXE);
        assertThat(violations(page, ALL_OTHERS)).as(path).isEmpty();
        page.evaluate(SHORTEN);
        for (ColorScheme each : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(each));
            assertThat(violations(page, Map.of("runOnly", OF_COLOURS)))
                    .as(path + ", " + each)
                    .isEmpty();
        }
    }

    /// Waits until all charts of the page are drawn.
    static void drawn(Page page) {
        page.waitForFunction(DRAWN);
    }

    /// What was sent for the page and all that it loads.
    static double bytes(Page page) {
        return number(page, WEIGHT);
    }

    private static double number(Page page, String script) {
        return ((Number) page.evaluate(script)).doubleValue();
    }

    private static List<?> violations(Page page, Object rules) {
        return (List<?>) page.evaluate(VIOLATIONS, rules);
    }
}
