package wattle.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.util.Statistics;

/// Runs the benchmarks, with the options of JMH, and appends a line for each to
/// `results/results.csv`.
public final class Main {

    private static final Path RESULTS = Path.of("results", "results.csv");

    private Main() {}

    public static void main(String[] arguments)
            throws RunnerException, CommandLineOptionException, IOException {
        var lines = new StringBuilder();
        String where = where() + "," + Runtime.version();
        String when = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        for (RunResult each : new Runner(new CommandLineOptions(arguments)).run()) {
            String name = each.getParams().getBenchmark();
            StringBuilder parameters = new StringBuilder();
            for (String key : each.getParams().getParamsKeys()) {
                parameters.append(key).append('=').append(each.getParams().getParam(key));
            }
            Statistics times = each.getPrimaryResult().getStatistics();
            lines.append(
                    String.format(
                            Locale.ROOT,
                            "%s,%s,%s,%s,%d,%.2f,%.2f,%.2f%n",
                            when,
                            where,
                            name.substring(name.indexOf("benchmarks.") + "benchmarks.".length()),
                            parameters,
                            times.getN(),
                            times.getMin(),
                            times.getPercentile(50),
                            times.getMax()));
        }
        Files.writeString(RESULTS, lines, StandardOpenOption.APPEND);
        System.out.print(Files.readString(RESULTS));
    }

    /// The commit and the machine, as two columns.
    static String where() {
        try {
            return commit() + "," + machine();
        } catch (IOException unknown) {
            return "unknown," + machine();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "unknown," + machine();
        }
    }

    private static String commit() throws IOException, InterruptedException {
        Process git =
                new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return git.waitFor() == 0 ? said.strip() : "unknown";
    }

    private static String machine() {
        return System.getProperty("os.name")
                + " "
                + System.getProperty("os.arch")
                + " "
                + Runtime.getRuntime().availableProcessors()
                + " cores "
                + model();
    }

    /// The processor's name where Linux says it.
    private static String model() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(each -> each.startsWith("model name"))
                    .findFirst()
                    .map(each -> each.substring(each.indexOf(':') + 1).strip().replace(',', ' '))
                    .orElse("");
        } catch (IOException notLinux) {
            return "";
        }
    }
}
