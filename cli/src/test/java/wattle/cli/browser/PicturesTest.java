package wattle.cli.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pictures of `docs/images`, taken anew where `-Dwattle.golden=rewrite` is given. Otherwise it
/// is asked that each is there and has something on it, as the page has now.
class PicturesTest {

    private static final Path IMAGES = Path.of("..", "docs", "images");
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 900;

    private static final Map<String, String> PICTURES =
            Map.of(
                    "calculator", "/?accelerator=A100:8&hours=100&zone=FR",
                    "plan", "/plan?duration=6h&power_watts=2400&zone=DE&at=2026-03-02T08:00",
                    "regions", "/regions?duration=6h&power_watts=2400",
                    "explore", "/explore",
                    "submit", "/submit");

    @TempDir Path folder;

    @Test
    void theDocumentationShowsThePages() throws Exception {
        try (var chromium = Chromium.start();
                var served = Served.start(folder)) {
            for (Map.Entry<String, String> each : PICTURES.entrySet()) {
                Page page =
                        chromium.tab(
                                new Browser.NewContextOptions()
                                        .setViewportSize(WIDTH, HEIGHT)
                                        .setColorScheme(ColorScheme.LIGHT)
                                        .setReducedMotion(ReducedMotion.REDUCE));
                page.navigate(served.at(each.getValue()));
                page.waitForLoadState(LoadState.NETWORKIDLE);
                byte[] now = page.screenshot();
                page.context().close();
                Path file = IMAGES.resolve(each.getKey() + ".png");
                if ("rewrite".equals(System.getProperty("wattle.golden"))) {
                    Files.createDirectories(IMAGES);
                    Files.write(file, now);
                }
                assertThat(colours(now)).as(each.getKey()).isGreaterThan(20);
                assertThat(colours(Files.readAllBytes(file))).as(each.getKey()).isGreaterThan(20);
            }
        }
    }

    /// How many colours a picture has; an empty page has one or two.
    private static long colours(byte[] png) throws Exception {
        var image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getWidth()).isEqualTo(WIDTH);
        assertThat(image.getHeight()).isEqualTo(HEIGHT);
        return java.util.Arrays.stream(image.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH))
                .distinct()
                .count();
    }
}
