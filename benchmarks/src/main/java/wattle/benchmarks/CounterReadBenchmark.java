package wattle.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import wattle.meter.CounterMeter;
import wattle.meter.CounterReading;
import wattle.meter.CounterScale;
import wattle.meter.Increment;
import wattle.meter.MeterException;
import wattle.meter.rapl.RaplSource;
import wattle.unit.Energy;
import wattle.unit.Power;

/// A thousand readings of a powercap counter that lies in memory, and a thousand differences of two
/// readings: milliseconds of a thousand are microseconds of one. The kernel's own work, such as
/// asking the processor for its register, is not in it.
///
/// Gate: the number that was written, and the energy that was made up.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class CounterReadBenchmark {

    private static final int TIMES = 1000;
    private static final long RANGE = 262_143_328_850L;
    private static final long VALUE = 137_202_419_511L;
    private static final Path MEMORY = Path.of("/dev/shm");

    private final CounterScale scale =
            new CounterScale(new Energy(1e-6), OptionalLong.of(RANGE), new Power(1000));
    private final CounterReading[] readings = new CounterReading[TIMES + 1];

    private Path sys = Path.of("");
    private @Nullable CounterMeter counter;
    private double joules;

    @Setup
    public void setUp() throws IOException, MeterException {
        sys =
                Files.isDirectory(MEMORY)
                        ? Files.createTempDirectory(MEMORY, "sys")
                        : Files.createTempDirectory("sys");
        Path zone = Files.createDirectories(sys.resolve("class/powercap/intel-rapl:0"));
        Files.writeString(zone.resolve("name"), "package-0\n");
        Files.writeString(zone.resolve("max_energy_range_uj"), RANGE + "\n");
        Files.writeString(zone.resolve("energy_uj"), VALUE + "\n");
        counter = (CounterMeter) new RaplSource(sys, "").find().meters().getFirst();
        if (read() != TIMES * VALUE) {
            throw new IllegalStateException("another number was read");
        }
        makeReadings();
        double counted = differences();
        if (Math.abs(counted - joules) > 1e-3) {
            throw new IllegalStateException(joules + " J are counted as " + counted);
        }
    }

    /// About 300 W, with a wrap on the way.
    private void makeReadings() {
        var random = new Random(42);
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        long raw = RANGE - 100_000_000_000L;
        for (int i = 0; i <= TIMES; i++) {
            readings[i] = new CounterReading(at, raw % RANGE);
            long advance = 250_000_000L + random.nextInt(100_000_000);
            if (i < TIMES) {
                joules += advance * 1e-6;
            }
            raw += advance;
            at = at.plusSeconds(1);
        }
    }

    @TearDown
    public void delete() throws IOException {
        open().close();
        try (var files = Files.walk(sys)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Benchmark
    public long read() throws MeterException {
        CounterMeter open = open();
        long sum = 0;
        for (int i = 0; i < TIMES; i++) {
            sum += open.read();
        }
        return sum;
    }

    private CounterMeter open() {
        return Objects.requireNonNull(counter);
    }

    @Benchmark
    public double differences() {
        double sum = 0;
        for (int i = 0; i < TIMES; i++) {
            if (scale.between(readings[i], readings[i + 1]) instanceof Increment.Counted counted) {
                sum += counted.energy().joules();
            }
        }
        return sum;
    }
}
