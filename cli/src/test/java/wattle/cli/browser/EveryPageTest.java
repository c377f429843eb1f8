package wattle.cli.browser;

import static com.microsoft.playwright.options.ReducedMotion.REDUCE;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for each page.
class EveryPageTest {

    /// Bytes of everything that a page loads, as they are sent.
    private static final double HEAVIEST = 600_000;

    private static final String WEIGHT =
            """
            performance.getEntriesByType('navigation')
              .concat(performance.getEntriesByType('resource'))
              .reduce((sum, each) => sum + each.encodedBodySize, 0)
            """;

    private static final String MOVED =
            """
            new Promise((done) => {
              let sum = 0;
              new PerformanceObserver((list) => {
                for (const each of list.getEntries()) sum += each.value;
              }).observe({ type: 'layout-shift', buffered: true });
              setTimeout(() => done(sum), 100);
            })
            """;

    @TempDir static Path folder;

    private static Chromium chromium;
    private static Served served;

    @BeforeAll
    static void started() throws Exception {
        chromium = Chromium.start();
        served = Served.start(folder);
    }

    @AfterAll
    static void stopped() {
        if (served != null) {
            served.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    /// Every page there is, in the states that matter.
    static List<String> pages() {
        return List.of(
                "/",
                "/?accelerator=A100:8&hours=100&zone=FR",
                "/?accelerator=A100:8&hours=100&zone=FR&with=accelerator%3DH100%3A8%26hours%3D50",
                "/?accelerator=nothing&hours=x",
                "/plan",
                "/plan?duration=6h&power_watts=2400&zone=DE&zone=NO",
                "/plan?duration=x&zone=FR",
                "/regions",
                "/regions?duration=6h&power_watts=2400",
                "/explore",
                "/explore?from_year=2023",
                "/explore?task=nothing",
                "/explore/claims",
                "/models?key=published/strubell-transformer-base",
                "/live",
                "/submit",
                "/submit?accelerator=A100:8&hours=100&zone=FR",
                "/review",
                "/docs",
                "/docs/serve-the-hub",
                "/api",
                "/sign-in",
                "/nowhere");
    }

    /// One visit, at which everything is looked at: opening a page is what takes longest.
    @ParameterizedTest
    @MethodSource("pages")
    void itIsForEverybody(String path) {
        Page page = chromium.tab(new Browser.NewContextOptions().setReducedMotion(REDUCE));
        page.navigate(served.at(path));
        page.waitForLoadState(LoadState.NETWORKIDLE);
        assertThat(number(page, WEIGHT)).as(path + ": bytes").isBetween(1000.0, HEAVIEST);
        assertThat(number(page, MOVED)).as(path + ": layout shift").isLessThan(0.01);
        assertThat(violations(new AxeBuilder(page))).as(path).isEmpty();
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertThat(violations(new AxeBuilder(page).withRules(List.of("color-contrast"))))
                .as(path + " in the dark")
                .isEmpty();
        for (int width : List.of(320, 768, 3840)) {
            page.setViewportSize(width, 900);
            assertThat(number(page, "document.documentElement.scrollWidth"))
                    .as(path + " at " + width)
                    .isLessThanOrEqualTo(width);
        }
        page.context().close();
    }

    private static double number(Page page, String script) {
        return ((Number) page.evaluate(script)).doubleValue();
    }

    private static List<String> violations(AxeBuilder axe) {
        return axe.analyze().getViolations().stream()
                .map(each -> each.getId() + " " + each.getNodes())
                .toList();
    }

    /// Asked last of all, since it looks back at what every tab did.
    @Test
    void nothingComesFromElsewhereAndNoPolicyIsBroken() {
        Page page = chromium.tab();
        for (String each : pages()) {
            page.navigate(served.at(each));
        }
        assertThat(chromium.requested())
                .isNotEmpty()
                .allMatch(each -> each.startsWith(served.at("/")) || each.startsWith("data:"));
        assertThat(chromium.complaints())
                .filteredOn(each -> !each.contains("Failed to load resource")) // 404 and 422.
                .isEmpty();
    }
}
