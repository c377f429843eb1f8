package wattle.benchmarks;

import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import wattle.plan.Grams;
import wattle.plan.Outcome;
import wattle.plan.Pausing;
import wattle.plan.Policy;
import wattle.plan.Slots;

/// Plans beside the same questions in numpy, in one run: the least times go to `results/plans.csv`,
/// where both have to give the same answer. Then the cost of each question for growing inputs, to
/// `results/plans-scaling.csv` and, as a log-log plot, `results/plans.svg`.
///
/// Processor time of the one thread is what to compare: others may use the machine.
public final class PlanScenario {

    private static final Path RESULTS = Path.of("results");
    private static final int SLOTS = 432;
    private static final int SLACK = 288;
    private static final double TOLERANCE = 1e-9;

    private PlanScenario() {}

    private record Timed(String name, int times, double clock, double processor, double answer) {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var year = new PlanYear(PlanYear.YEAR, SLOTS, SLACK);
        Map<String, Timed> ours = new LinkedHashMap<>();
        for (Timed each :
                List.of(
                        time("flexible-start-profile", 30, () -> saved(year, true, false)),
                        time("flexible-start-constant", 60, () -> saved(year, false, false)),
                        time("lowest-intervals", 20, () -> saved(year, false, true)),
                        time("optimum-of-one", 2_000, () -> optimum(year, 0)),
                        time("optimum-of-all", 1, () -> optimumOfAll(year)))) {
            ours.put(each.name, each);
            System.out.println("wattle " + each);
        }
        var lines = new StringBuilder();
        String when = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        ours.values().forEach(each -> line(when, "wattle", each, year, lines));
        for (Timed each : numpy(year)) {
            System.out.println("numpy " + each);
            double expected = Objects.requireNonNull(ours.get(each.name)).answer;
            if (!(Math.abs(each.answer / expected - 1) <= TOLERANCE)) {
                throw new IllegalStateException(each + " instead of " + expected);
            }
            line(when, "numpy", each, year, lines);
        }
        append(
                RESULTS.resolve("plans.csv"),
                "date,commit,machine,by,question,starts,slots,slack,times,clock_min_ms,"
                        + "processor_min_ms\n",
                lines.toString());
        scaling();
    }

    private static double saved(PlanYear year, boolean profile, boolean lowest) {
        Outcome outcome =
                PlanYear.outcome(
                        year.grid(),
                        profile ? year.load : year.constant,
                        lowest ? Policy.LOWEST_INTERVALS : Policy.FLEXIBLE_START,
                        year.slack,
                        year.starts);
        return outcome.meanSavingFraction().orElseThrow();
    }

    /// In J × g/kWh.
    private static double optimum(PlanYear year, int start) {
        Slots window = year.window(start);
        var plan = Policy.PAUSE_RESUME.choose(year.load, window, Pausing.FREE, 0);
        return Grams.of(plan, year.load, window, Pausing.FREE).grams() * 3.6e6;
    }

    private static double optimumOfAll(PlanYear year) {
        return PlanYear.outcome(
                        year.grid(), year.load, Policy.PAUSE_RESUME, year.slack, year.starts)
                .meanSavingFraction()
                .orElseThrow();
    }

    /// The least of so many times; before them as many to warm up, at most 20.
    private static Timed time(String name, int times, DoubleSupplier question) {
        var threads = ManagementFactory.getThreadMXBean();
        double answer = 0;
        double clock = Double.POSITIVE_INFINITY;
        double processor = Double.POSITIVE_INFINITY;
        for (int i = times == 1 ? 0 : -Math.min(times, 20); i < times; i++) {
            long wall = System.nanoTime();
            long cpu = threads.getCurrentThreadCpuTime();
            answer = question.getAsDouble();
            if (i >= 0) {
                processor = Math.min(processor, (threads.getCurrentThreadCpuTime() - cpu) / 1e6);
                clock = Math.min(clock, (System.nanoTime() - wall) / 1e6);
            }
        }
        return new Timed(name, times, clock, processor, answer);
    }

    private static List<Timed> numpy(PlanYear year) throws IOException, InterruptedException {
        Path file = Files.createTempFile("plans", ".f8");
        try (OutputStream to = Files.newOutputStream(file);
                var out = new DataOutputStream(new java.io.BufferedOutputStream(to))) {
            for (double[] each : new double[][] {year.intensity, year.joules}) {
                for (double value : each) {
                    out.writeDouble(value);
                }
            }
        }
        Process python =
                new ProcessBuilder(
                                "python3",
                                "numpy/plans.py",
                                file.toString(),
                                Integer.toString(year.joules.length),
                                Integer.toString(year.slack))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        List<Timed> timed = new ArrayList<>();
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(python.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ", -1);
                timed.add(
                        new Timed(
                                words[0],
                                Integer.parseInt(words[1]),
                                Double.parseDouble(words[2]),
                                Double.parseDouble(words[3]),
                                Double.parseDouble(words[4])));
            }
        }
        Files.delete(file);
        if (python.waitFor() != 0 || timed.isEmpty()) {
            throw new IllegalStateException("numpy/plans.py failed: is python3-numpy installed?");
        }
        return timed;
    }

    private static void line(
            String when, String by, Timed each, PlanYear year, StringBuilder lines) {
        lines.append(
                String.format(
                        Locale.ROOT,
                        "%s,%s,%s,%s,%d,%d,%d,%d,%.4f,%.4f%n",
                        when,
                        Main.where(),
                        by,
                        each.name,
                        each.name.endsWith("one") ? 1 : year.starts.length,
                        year.joules.length,
                        year.slack,
                        each.times,
                        each.clock,
                        each.processor));
    }

    private static void append(Path file, String header, String lines) throws IOException {
        if (!Files.exists(file)) {
            Files.writeString(file, header);
        }
        Files.writeString(file, lines, StandardOpenOption.APPEND);
    }

    /// Job and slack grow together, over a year of starts (or, for the optimum, one).
    private static void scaling() throws IOException {
        int[] sizes = {18, 36, 72, 144, 288, 576, 1152};
        Map<String, double[]> curves = new LinkedHashMap<>();
        for (int i = 0; i < sizes.length; i++) {
            var year = new PlanYear(PlanYear.YEAR, sizes[i], sizes[i]);
            put(
                    curves,
                    "flexible start, profile, all starts",
                    i,
                    sizes.length,
                    time("", 5, () -> saved(year, true, false)));
            put(
                    curves,
                    "flexible start, constant, all starts",
                    i,
                    sizes.length,
                    time("", 15, () -> saved(year, false, false)));
            put(
                    curves,
                    "lowest intervals, constant, all starts",
                    i,
                    sizes.length,
                    time("", 5, () -> saved(year, false, true)));
            put(
                    curves,
                    "optimum, profile, one start",
                    i,
                    sizes.length,
                    time("", 60, () -> optimum(year, 0)));
        }
        var text = new StringBuilder("question,slots,slack,processor_min_ms\n");
        curves.forEach((name, values) -> {
            for (int i = 0; i < sizes.length; i++) {
                text.append(
                        String.format(
                                Locale.ROOT,
                                "\"%s\",%d,%d,%.4f%n",
                                name,
                                sizes[i],
                                sizes[i],
                                values[i]));
            }
        });
        Files.writeString(RESULTS.resolve("plans-scaling.csv"), text);
        Files.writeString(
                RESULTS.resolve("plans.svg"),
                LogLogPlot.of(
                        "Processor time of plans (ms)",
                        "slots of the job, and of slack",
                        sizes,
                        curves));
    }

    private static void put(
            Map<String, double[]> curves, String name, int place, int size, Timed timed) {
        curves.computeIfAbsent(name, each -> new double[size])[place] = timed.processor;
    }
}
