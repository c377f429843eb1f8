package wattle.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A machine whose meters a test moves: a copy of `/sys`, perhaps a stub of NVIDIA's library, and a
/// home of its own, below one folder. No meter of the real machine is in it.
///
/// Energy is moved by the command that is measured (`job.sh`), for numbers that are exact, or drawn
/// at known watts by a thread here.
final class TestMachine implements AutoCloseable {

    private static final long EVERY_MILLIS = 2;

    private final Path folder;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Map<Counter, Double> drawn = new ConcurrentHashMap<>();
    private final List<Launched> launched = new ArrayList<>();
    private @Nullable Thread drawing;
    private List<String> prefix = List.of();
    private boolean nobody;
    private int launches;

    /// @param folder empty
    TestMachine(Path folder) {
        this.folder = folder.toAbsolutePath();
        environment.put("WATTLE_HOME", this.folder.resolve("home").toString());
        environment.put("WATTLE_SYS", sys().toString());
        environment.put("WATTLE_NVML", this.folder.resolve("no-such-library.so").toString());
        environment.put("WATTLE_COLLECTOR", this.folder.resolve("no-such.sock").toString());
        environment.put("JOB", write("job.sh", resource("job.sh")).toString());
        environment.put("WATTLE", WrappedShell.LAUNCHER.toString());
    }

    Path folder() {
        return folder;
    }

    Path sys() {
        return folder.resolve("sys");
    }

    Path home() {
        return folder.resolve("home");
    }

    /// Set for everything that is launched from now on.
    TestMachine with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /// Words that come before the launcher from now on, such as `taskset -c 0`.
    TestMachine below(String... words) {
        prefix = List.of(words);
        return this;
    }

    /// Packages 0 and 1 and the memory of the first, each at 1 kJ.
    TestMachine withRapl() {
        for (String zone : List.of("package-0", "package-1", "dram-0")) {
            Path at = zone(zone);
            file(at.resolve("name"), zone.startsWith("dram") ? "dram" : zone);
            file(at.resolve("max_energy_range_uj"), "262143328850");
            // Any advance in a test is plausible.
            file(at.resolve("constraint_0_max_power_uw"), "2000000000");
            file(at.resolve("energy_uj"), Counter.text(1000));
        }
        return this;
    }

    /// A meter of the whole node, which says the mean of the last second.
    TestMachine withNode(double watts) {
        Path chip = sys().resolve("class/hwmon/hwmon0");
        file(chip.resolve("name"), "power_meter");
        file(chip.resolve("power1_average_interval"), "1000");
        file(chip.resolve("power1_average"), String.valueOf(Math.round(watts * 1e6)));
        return this;
    }

    /// GPUs at 1 J each.
    TestMachine withGpus(int count) {
        environment.put("WATTLE_NVML", GpuLibrary.FILE.toString());
        environment.put("TEST_GPUS", write("gpus", "1000 0\n".repeat(count)).toString());
        return this;
    }

    Path energyFile(String zone) {
        return zone(zone).resolve("energy_uj");
    }

    /// A zone's counter, open, so that it can be set whoever may open it later.
    Counter counter(String zone) {
        try {
            return new Counter(new RandomAccessFile(energyFile(zone).toFile(), "rw"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Counter(RandomAccessFile file) {

        void set(double joules) {
            try {
                file.seek(0);
                file.write(text(joules).getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// As long as any other, so that a write over it leaves nothing of the one before.
        static String text(double joules) {
            return String.format(Locale.ROOT, "%015d%n", Math.round(joules * 1e6));
        }
    }

    /// Lets a zone draw power from now on.
    void draw(String zone, double watts) {
        drawn.put(counter(zone), watts);
        if (drawing == null) {
            drawing = Thread.ofPlatform().daemon().name("drawing").start(this::draw);
        }
    }

    private void draw() {
        long begin = System.nanoTime();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                double seconds = (System.nanoTime() - begin) / 1e9;
                drawn.forEach((counter, watts) -> counter.set(1000 + watts * seconds));
                Thread.sleep(EVERY_MILLIS);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /// `wattle run` with a record of its own, of a shell script that may use `job.sh`.
    ///
    /// @param options of `run`, separated by spaces
    Launched run(String options, String script) {
        return run(options, new String[0], script);
    }

    /// @param options of `run`, separated by spaces
    /// @param more of them, which hold spaces
    Launched run(String options, String[] more, String script) {
        Path record = folder.resolve("run-" + ++launches + ".jsonl");
        List<String> words = new ArrayList<>(List.of("run", "--interval", "0.1"));
        words.addAll(List.of("--record", record.toString()));
        words.addAll(List.of("--json", record + ".json"));
        words.addAll(words(options));
        words.addAll(List.of(more));
        words.addAll(List.of("--", "sh", "-c", ". \"$JOB\"; " + script));
        return launch(words, Map.of("RECORD", record.toString()), record);
    }

    /// `wattle` with the words.
    Launched wattle(String... words) {
        Path none = folder.resolve("launch-" + ++launches);
        return launch(List.of(words), Map.of(), none);
    }

    /// From now on, what is launched is [Nobody]'s.
    TestMachine asNobody() {
        Nobody.letIn(folder);
        Nobody.letIn(home());
        nobody = true;
        return this;
    }

    /// And this is ours again.
    TestMachine asMyself() {
        nobody = false;
        return this;
    }

    private Launched launch(List<String> words, Map<String, String> more, Path files) {
        List<String> line = new ArrayList<>(nobody ? Nobody.words() : prefix);
        line.add((nobody ? Nobody.launcher() : WrappedShell.LAUNCHER).toString());
        line.addAll(words);
        Launched started = Launched.start(builder(line, more), files);
        launched.add(started);
        return started;
    }

    /// A process on this machine.
    ProcessBuilder builder(List<String> line, Map<String, String> more) {
        ProcessBuilder builder = WrappedShell.builder(line.toArray(String[]::new));
        builder.environment()
                .keySet()
                .removeIf(name ->
                        name.endsWith("_VISIBLE_DEVICES")
                                || name.startsWith("SLURM_")
                                || name.startsWith("OTEL_")
                                || name.startsWith("MLFLOW_"));
        if (nobody) {
            builder.environment().put("_WATTLE_CLASSPATH", Nobody.classPath());
        }
        builder.environment().putAll(environment);
        builder.environment().putAll(more);
        return builder;
    }

    /// A file of this machine's folder.
    Path write(String name, String text) {
        return file(folder.resolve(name), text);
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }

    private Path zone(String name) {
        Path powercap = sys().resolve("class/powercap");
        String number = name.substring(name.indexOf('-') + 1);
        Path top = powercap.resolve("intel-rapl:" + number);
        return name.startsWith("dram") ? top.resolve(top.getFileName() + ":0") : top;
    }

    private static Path file(Path path, String text) {
        try {
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            return Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String resource(String name) {
        try (var in = TestMachine.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends everything that was launched.
    @Override
    public void close() {
        launched.forEach(Launched::close);
        if (drawing != null) {
            drawing.interrupt();
        }
    }
}
