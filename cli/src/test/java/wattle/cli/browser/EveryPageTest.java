package wattle.cli.browser;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for each page holds for every page that has an address of its own. Those that have
/// none, such as a receipt, are asked where a test comes to them.
class EveryPageTest {

    @RegisterExtension final Site site = new Site();

    /// Every page there is, in the states that matter.
    static List<String> pages() {
        return List.of(
                "/",
                "/?accelerator=A100:8&hours=100&zone=FR&with=accelerator%3DH100%3A8%26hours%3D50",
                "/?accelerator=nothing&hours=x",
                "/plan",
                "/plan?duration=6h&power_watts=2400&zone=DE&zone=NO",
                "/plan?duration=x&zone=FR",
                "/regions",
                "/regions?duration=6h&power_watts=2400",
                "/explore?from_year=2019",
                "/explore?task=nothing",
                "/explore/claims",
                "/models?key=published/strubell-transformer-base",
                "/live",
                "/submit",
                "/submit?accelerator=A100:8&hours=100&zone=FR",
                "/docs",
                "/docs/serve-the-hub",
                "/api",
                "/api/claims",
                "/sign-in",
                "/nowhere");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void itIsForEverybody(String path) {
        Page page = site.open(path);
        PageRules.hold(page);
    }
}
