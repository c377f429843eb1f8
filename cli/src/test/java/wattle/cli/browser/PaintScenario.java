package wattle.cli.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// How soon something is seen of each page by somebody who comes for the first time, with nothing
/// in the browser's cache: least, median and greatest of nine visits, and the median of the time
/// until the answer's first byte, to a server that has answered for a while, into
/// `benchmarks/results/paint.csv`. A measurement, and no part of the suite: its name is given to
/// Maven by hand, on a machine that does nothing else.
class PaintScenario {

    private static final Path FILE = Path.of("..", "benchmarks", "results", "paint.csv");
    private static final String HEADER =
            "date,commit,machine,page,visits,first_paint_min_ms,first_paint_median_ms,"
                    + "first_paint_max_ms,first_byte_median_ms,kilobytes\n";

    /// Until what answers is compiled, and then until what paints is.
    private static final int ASKED_BEFORE = 60;

    private static final int VISITS_BEFORE = 3;
    private static final int VISITS = 9;

    private static final String PAINTED =
            """
            new Promise((done) => new PerformanceObserver((list) => {
              const first = list.getEntriesByName('first-contentful-paint')[0];
              if (first) done(first.startTime);
            }).observe({ type: 'paint', buffered: true }))
            """;

    private static final String ANSWERED =
            "performance.getEntriesByType('navigation')[0].responseStart";

    @RegisterExtension final Site site = new Site();

    /// Those of the suite, and the largest.
    static Stream<String> pages() {
        return Stream.concat(
                EveryPageTest.pages().stream(),
                Stream.of("/explore", "/?accelerator=A100:8&hours=100&zone=FR"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void firstPaint(String path) throws Exception {
        double[] millis = new double[VISITS];
        double[] answered = new double[VISITS];
        double bytes = 0;
        for (int i = 0; i < ASKED_BEFORE; i++) {
            try (InputStream answer = URI.create(site.at(path)).toURL().openStream()) {
                answer.transferTo(OutputStream.nullOutputStream());
            } catch (IOException refused) {
                break; // Where the page is one of refusals, it is compiled with the others.
            }
        }
        for (int i = -VISITS_BEFORE; i < VISITS; i++) {
            Page page = site.sent(site.at(path));
            Object painted = page.evaluate(PAINTED);
            if (i >= 0) {
                millis[i] = ((Number) painted).doubleValue();
                answered[i] = ((Number) page.evaluate(ANSWERED)).doubleValue();
            }
            PageRules.drawn(page);
            bytes = PageRules.bytes(page);
            page.context().close();
        }
        Arrays.sort(millis);
        Arrays.sort(answered);
        assertThat(millis[0]).isPositive();
        keep(
                String.format(
                        Locale.ROOT,
                        "%s,%s,%s,%s,%d,%.0f,%.0f,%.0f,%.0f,%.1f%n",
                        LocalDate.now(ZoneOffset.UTC),
                        commit(),
                        machine(),
                        path,
                        VISITS,
                        millis[0],
                        millis[VISITS / 2],
                        millis[VISITS - 1],
                        answered[VISITS / 2],
                        bytes / 1000));
    }

    private static void keep(String line) throws IOException {
        System.out.print(line);
        if (Files.notExists(FILE)) {
            Files.writeString(FILE, HEADER);
        }
        Files.writeString(FILE, line, StandardOpenOption.APPEND);
    }

    private static String commit() throws IOException {
        Process git =
                new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12").start();
        return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    /// As the other results have it.
    private static String machine() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            String model =
                    lines.filter(each -> each.startsWith("model name"))
                            .findFirst()
                            .map(each -> each.substring(each.indexOf(':') + 1).strip())
                            .orElse("");
            return System.getProperty("os.name")
                    + " "
                    + System.getProperty("os.arch")
                    + " "
                    + Runtime.getRuntime().availableProcessors()
                    + " cores "
                    + model.replace(',', ' ');
        }
    }
}
