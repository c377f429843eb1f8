package wattle.cli.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.ReducedMotion;
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
    private static final int HEAVIEST = 600_000;

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

    private static Page opened(String path, Browser.NewContextOptions options) {
        Page page = chromium.tab(options);
        page.navigate(served.at(path));
        page.waitForLoadState(LoadState.LOAD);
        return page;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void axeFindsNothing(String path) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            Page page =
                    opened(
                            path,
                            new Browser.NewContextOptions()
                                    .setColorScheme(scheme)
                                    .setReducedMotion(ReducedMotion.REDUCE));
            assertThat(new AxeBuilder(page).analyze().getViolations())
                    .as(path + " " + scheme)
                    .extracting(each -> each.getId() + " " + each.getNodes())
                    .isEmpty();
            page.context().close();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void itFitsEveryWidth(String path) {
        for (int width : List.of(320, 768, 3840)) {
            Page page = opened(path, new Browser.NewContextOptions().setViewportSize(width, 900));
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .as(path + " at " + width)
                    .isLessThanOrEqualTo(width);
            page.context().close();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void itIsLightAndDoesNotJump(String path) {
        Page page = opened(path, new Browser.NewContextOptions());
        page.waitForLoadState(LoadState.NETWORKIDLE);
        Number bytes =
                (Number)
                        page.evaluate(
                                """
                                performance.getEntriesByType('navigation')
                                  .concat(performance.getEntriesByType('resource'))
                                  .reduce((sum, each) => sum + each.encodedBodySize, 0)
                                """);
        assertThat(bytes.doubleValue()).as(path).isBetween(1000.0, (double) HEAVIEST);
        Number moved =
                (Number)
                        page.evaluate(
                                """
                                new Promise((done) => {
                                  let sum = 0;
                                  new PerformanceObserver((list) => {
                                    for (const each of list.getEntries()) sum += each.value;
                                  }).observe({ type: 'layout-shift', buffered: true });
                                  setTimeout(() => done(sum), 300);
                                })
                                """);
        assertThat(moved.doubleValue()).as(path).isLessThan(0.01);
        page.context().close();
    }

    /// Asked last of all, since it looks back at what every tab did.
    @Test
    void nothingComesFromElsewhereAndNoPolicyIsBroken() {
        for (String each : pages()) {
            opened(each, new Browser.NewContextOptions()).context().close();
        }
        assertThat(chromium.requested())
                .isNotEmpty()
                .allMatch(each -> each.startsWith(served.at("/")) || each.startsWith("data:"));
        assertThat(chromium.complaints())
                .filteredOn(each -> !each.contains("Failed to load resource")) // 404 and 422.
                .isEmpty();
    }
}
