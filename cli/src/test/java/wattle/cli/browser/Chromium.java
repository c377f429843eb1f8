package wattle.cli.browser;

import static com.microsoft.playwright.options.ColorScheme.LIGHT;
import static com.microsoft.playwright.options.ReducedMotion.REDUCE;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/// Debian's Chromium, without a window. Whatever it complains of on a page is kept: a refusal of
/// the page's own policy is among it, and a dialog that a script opened. For one thread at a time.
final class Chromium implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final double PATIENCE_MILLIS = 30_000;
    static final int WIDTH = 1280;
    static final int HEIGHT = 900;

    private final Playwright playwright;
    private final Browser browser;
    private final List<BrowserContext> visitors = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final List<String> requested = new ArrayList<>();
    private @Nullable Page kept;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /// Where it is not installed, the test is skipped and says so.
    static void required() {
        Assumptions.assumeTrue(
                Files.isExecutable(PROGRAM), "no page is tried: install Debian's chromium");
    }

    static Chromium start() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        Playwright playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(PROGRAM)
                                        .setArgs(
                                                List.of(
                                                        "--no-sandbox",
                                                        "--disable-gpu",
                                                        "--disable-quic",
                                                        "--no-first-run",
                                                        "--disable-background-networking",
                                                        "--disable-component-update",
                                                        "--disable-sync")));
        return new Chromium(playwright, browser);
    }

    static Browser.NewContextOptions visitor() {
        return new Browser.NewContextOptions()
                .setViewportSize(WIDTH, HEIGHT)
                .setColorScheme(LIGHT)
                .setReducedMotion(REDUCE);
    }

    /// The tab of one visitor who comes again and again, so that he has scripts and style already.
    /// He is not signed in.
    Page again() {
        if (kept == null) {
            kept =
                    watched(
                            browser.newContext(
                                    visitor()
                                            .setPermissions(
                                                    List.of("clipboard-read", "clipboard-write"))));
        }
        return kept;
    }

    /// A tab of a new visitor.
    Page tab(Browser.NewContextOptions options) {
        BrowserContext visitor = browser.newContext(options);
        visitors.add(visitor);
        return watched(visitor);
    }

    private Page watched(BrowserContext visitor) {
        Page page = visitor.newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        page.onDialog(dialog -> {
            complaints.add(page.url() + ": a dialog says " + dialog.message());
            dialog.dismiss();
        });
        page.onRequest(request -> requested.add(request.url()));
        return page;
    }

    /// What consoles said since [#forget] that was an error or a warning, scripts that failed, and
    /// dialogs.
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /// Every address that was asked for since [#forget].
    List<String> requested() {
        return List.copyOf(requested);
    }

    /// Closes the tabs of new visitors, and has the one who comes again as he was at first.
    void forget() {
        visitors.forEach(BrowserContext::close);
        visitors.clear();
        if (kept != null) {
            kept.context().clearCookies();
            kept.setViewportSize(WIDTH, HEIGHT);
            kept.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(LIGHT));
        }
        complaints.clear();
        requested.clear();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
