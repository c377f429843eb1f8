package wattle.cli.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// How soon something is seen of each page by somebody who comes for the first time, with nothing
/// in the browser's cache: least, median and greatest of five visits after one, into
/// `benchmarks/results/paint.csv`. A measurement, and no part of the suite: its name is given to
/// Maven by hand, on a machine that does nothing else.
class PaintScenario {

    private static final Path FILE = Path.of("..", "benchmarks", "results", "paint.csv");
    private static final String HEADER =
            "date,commit,machine,page,visits,first_paint_min_ms,first_paint_median_ms,"
                    + "first_paint_max_ms,kilobytes\n";
    private static final int VISITS = 5;

    private static final String PAINTED =
            """
            new Promise((done) => new PerformanceObserver((list) => {
              const first = list.getEntriesByName('first-contentful-paint')[0];
              if (first) done(first.startTime);
            }).observe({ type: 'paint', buffered: true }))
            """;

    @RegisterExtension final Site site = new Site();

    @ParameterizedTest
    @MethodSource("wattle.cli.browser.EveryPageTest#pages")
    void firstPaint(String path) throws Exception {
        double[] millis = new double[VISITS];
        double bytes = 0;
        for (int i = -1; i < VISITS; i++) {
            Page page = site.sent(site.at(path));
            Object painted = page.evaluate(PAINTED);
            if (i >= 0) {
                millis[i] = ((Number) painted).doubleValue();
            }
            bytes = PageRules.bytes(page);
            page.context().close();
        }
        Arrays.sort(millis);
        assertThat(millis[0]).isPositive();
        keep(
                String.format(
                        Locale.ROOT,
                        "%s,%s,%s,%s,%d,%.0f,%.0f,%.0f,%.1f%n",
                        LocalDate.now(ZoneOffset.UTC),
                        commit(),
                        machine(),
                        path,
                        VISITS,
                        millis[0],
                        millis[VISITS / 2],
                        millis[VISITS - 1],
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
