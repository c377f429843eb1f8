package wattle.cli.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The pictures of `docs/images`, taken anew where `-Dwattle.golden=rewrite` is given. Otherwise it
/// is asked that each is there and has something on it, as the page has now.
class PicturesTest {

    private static final Path IMAGES = Path.of("..", "docs", "images");
    private static final Map<String, String> PICTURES =
            Map.of(
                    "calculator", "/?accelerator=A100:8&hours=100&zone=FR",
                    "plan", "/plan?duration=6h&power_watts=2400&zone=DE&at=2026-03-02T08:00",
                    "regions", "/regions?duration=6h&power_watts=2400",
                    "explore", "/explore",
                    "submit", "/submit");

    /// After two of them what was drawn is seen.
    private static final String FRAMES =
            "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))";

    @RegisterExtension final Site site = new Site();

    @Test
    void theDocumentationShowsThePages() throws Exception {
        for (Map.Entry<String, String> each : PICTURES.entrySet()) {
            Page page = site.open(each.getValue());
            PageRules.drawn(page);
            page.evaluate(FRAMES);
            byte[] now = page.screenshot();
            Path file = IMAGES.resolve(each.getKey() + ".png");
            if ("rewrite".equals(System.getProperty("wattle.golden"))) {
                Files.createDirectories(IMAGES);
                Files.write(file, now);
            }
            assertThat(colours(now)).as(each.getKey()).isGreaterThan(20);
            assertThat(colours(Files.readAllBytes(file))).as(each.getKey()).isGreaterThan(20);
        }
    }

    /// How many colours a picture has; an empty page has one or two.
    private static long colours(byte[] png) throws Exception {
        var image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getWidth()).isEqualTo(Chromium.WIDTH);
        assertThat(image.getHeight()).isEqualTo(Chromium.HEIGHT);
        return java.util.Arrays.stream(
                        image.getRGB(
                                0,
                                0,
                                image.getWidth(),
                                image.getHeight(),
                                null,
                                0,
                                image.getWidth()))
                .distinct()
                .count();
    }
}
