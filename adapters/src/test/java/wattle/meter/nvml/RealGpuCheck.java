package wattle.meter.nvml;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import wattle.meter.CounterMeter;
import wattle.meter.CounterReading;
import wattle.meter.Found;
import wattle.meter.Increment;
import wattle.meter.Meter;
import wattle.meter.MeterException;
import wattle.meter.PowerMeter;
import wattle.meter.SharedMeter;

/// A check for machines that have a GPU; not a test. Meters each GPU once a second while a command
/// loads it, and prints how that compares with two readers that share no code with it: the counter
/// as a small C program sees it (compiled here), and the power that `nvidia-smi` prints every 50
/// ms, summed up.
///
/// ```
/// java --enable-native-access=ALL-UNNAMED -cp … wattle.meter.nvml.RealGpuCheck \
///     [--seconds 60] [--library FILE] [-- COMMAND…]
/// ```
///
/// Ends with 1 where there is nothing to meter or the counters differ by more than 1 %.
public final class RealGpuCheck {

    private static final double TOLERANCE = 0.01;

    private int seconds = 60;
    private String library = "";
    private List<String> command = List.of();

    private final Map<String, Double> ours = new HashMap<>();
    private final Map<String, CounterReading> before = new HashMap<>();
    private final Map<String, Double> smi = new ConcurrentHashMap<>();
    private final Map<String, double[]> smiLast = new HashMap<>();

    private RealGpuCheck() {}

    public static void main(String[] arguments) throws Exception {
        System.exit(new RealGpuCheck().check(arguments) ? 0 : 1);
    }

    private boolean check(String[] arguments) throws Exception {
        parse(arguments);
        Nvml source = Nvml.ofMachine();
        Found found = (library.isEmpty() ? source : source.withLibrary(library)).find();
        found.problems().forEach(each -> say("problem: " + each.text()));
        if (found.meters().isEmpty()) {
            return false;
        }
        Process counters = counterProgram();
        Process load = command.isEmpty() ? null : start(command);
        Process sampler = startSmi();
        try {
            Map<String, Long> first = ask(counters);
            meter(found.meters(), load);
            Map<String, Long> last = ask(counters);
            return compare(found.meters(), first, last);
        } finally {
            found.meters().forEach(Meter::close);
            for (Process each : Arrays.asList(counters, load, sampler)) {
                if (each != null) {
                    each.destroy();
                }
            }
        }
    }

    private void parse(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--seconds" -> seconds = Integer.parseInt(arguments[++i]);
                case "--library" -> library = arguments[++i];
                case "--" -> {
                    command = List.of(arguments).subList(i + 1, arguments.length);
                    return;
                }
                default -> throw new IllegalArgumentException(arguments[i]);
            }
        }
    }

    private void meter(List<? extends Meter> meters, @Nullable Process load)
            throws InterruptedException {
        smi.clear(); // What nvidia-smi said before does not count.
        long start = System.nanoTime();
        for (int beat = 0; beat <= seconds; beat++) {
            long until = start + beat * 1_000_000_000L;
            while (System.nanoTime() < until) {
                Thread.sleep(1);
            }
            for (Meter each : meters) {
                try {
                    add(each, System.nanoTime() - start);
                    if (beat % 10 == 0) {
                        SharedMeter shared = (SharedMeter) each;
                        OptionalDouble share = shared.shareOf(pid -> isOf(load, pid));
                        say(
                                each.part().name()
                                        + ": use "
                                        + shared.utilization()
                                        + ", the load's share "
                                        + share);
                    }
                } catch (MeterException e) {
                    say(e.problem().text());
                }
            }
        }
    }

    private static boolean isOf(@Nullable Process load, long pid) {
        return load != null
                && (load.pid() == pid || load.descendants().anyMatch(each -> each.pid() == pid));
    }

    private void add(Meter meter, long nanos) throws MeterException {
        String id = meter.part().id();
        Instant at = Instant.EPOCH.plusNanos(nanos + 1);
        switch (meter) {
            case CounterMeter counter -> {
                var now = new CounterReading(at, counter.read());
                CounterReading then = before.put(id, now);
                if (then != null) {
                    Increment increment = counter.scale().between(then, now);
                    if (increment instanceof Increment.Counted counted) {
                        ours.merge(id, counted.energy().joules(), Double::sum);
                    } else {
                        say(meter.part().name() + ": " + increment);
                    }
                }
            }
            case PowerMeter power -> {
                var now = new CounterReading(at, power.readMicrowatts());
                CounterReading then = before.put(id, now);
                if (then != null) {
                    double mean = power.window() > 0 ? now.raw() : (then.raw() + now.raw()) / 2.0;
                    double time = Duration.between(then.at(), at).toNanos() / 1e9;
                    ours.merge(id, mean / 1e6 * time, Double::sum);
                }
            }
        }
    }

    private boolean compare(
            List<? extends Meter> meters, Map<String, Long> first, Map<String, Long> last) {
        boolean agree = true;
        for (Meter each : meters) {
            String id = each.part().id();
            String uuid = id.substring("nvml:".length());
            double joules = ours.getOrDefault(id, Double.NaN);
            double c =
                    first.containsKey(uuid) && last.containsKey(uuid)
                            ? (last.get(uuid) - first.get(uuid)) / 1e3
                            : Double.NaN;
            double summed = smi.getOrDefault(uuid, Double.NaN);
            say(
                    String.format(
                            Locale.ROOT,
                            "%s %s (%s): ours %.1f J in %d s (%.1f W); C counter %.1f J, ratio %.5f;"
                                    + " nvidia-smi %.1f J, ratio %.5f",
                            each.part().name(),
                            each.part().model(),
                            each.part().source(),
                            joules,
                            seconds,
                            joules / seconds,
                            c,
                            joules / c,
                            summed,
                            joules / summed));
            agree &= Double.isNaN(c) || Math.abs(joules / c - 1) <= TOLERANCE;
        }
        return agree;
    }

    private Process counterProgram() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("counter");
        Path source = folder.resolve("counter.c");
        Path program = folder.resolve("counter");
        try (InputStream in = RealGpuCheck.class.getResourceAsStream("counter.c")) {
            Files.write(source, Objects.requireNonNull(in).readAllBytes());
        }
        int code =
                start(List.of("cc", "-o", program.toString(), source.toString(), "-ldl")).waitFor();
        if (code != 0) {
            throw new IOException("counter.c does not compile");
        }
        return new ProcessBuilder(
                        program.toString(), library.isEmpty() ? "libnvidia-ml.so.1" : library)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Map<String, Long> ask(Process counters) throws IOException {
        counters.outputWriter().write("\n");
        counters.outputWriter().flush();
        Map<String, Long> values = new HashMap<>();
        String line = counters.inputReader().readLine();
        List<String> words = line == null || line.isBlank() ? List.of() : List.of(line.split(" "));
        for (int i = 0; i + 1 < words.size(); i += 2) {
            values.put(words.get(i), Long.parseLong(words.get(i + 1)));
        }
        return values;
    }

    private @Nullable Process startSmi() {
        try {
            Process process =
                    new ProcessBuilder(
                                    "nvidia-smi",
                                    "--query-gpu=uuid,power.draw.instant",
                                    "--format=csv,noheader,nounits",
                                    "-lms",
                                    "50")
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            Thread.ofPlatform().daemon().start(() -> sum(process.inputReader()));
            return process;
        } catch (IOException notThere) {
            say("nvidia-smi cannot be started: " + notThere.getMessage());
            return null;
        }
    }

    /// Each value holds until the next.
    private void sum(BufferedReader lines) {
        lines.lines()
                .forEach(line -> {
                    String[] words = line.split(", *", -1);
                    double now = System.nanoTime() / 1e9;
                    double watts = watts(words);
                    double[] then = smiLast.put(words[0], new double[] {now, watts});
                    if (then != null && !Double.isNaN(then[1])) {
                        smi.merge(words[0], then[1] * (now - then[0]), Double::sum);
                    }
                });
    }

    private static double watts(String[] words) {
        try {
            return words.length == 2 ? Double.parseDouble(words[1].strip()) : Double.NaN;
        } catch (NumberFormatException notANumber) {
            return Double.NaN; // Such as [N/A].
        }
    }

    private static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.to(new File("/dev/null")))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void say(String text) {
        System.out.println(text);
    }
}
