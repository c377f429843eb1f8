package wattle.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import wattle.grid.Factor;
import wattle.grid.RawIntensity;
import wattle.grid.Signal;
import wattle.grid.csv.IntensityFile;
import wattle.grid.csv.RawFile;
import wattle.grid.csv.RawOptions;
import wattle.series.HeldSeries;
import wattle.series.csv.Reading;

/// Reading a year of five-minute intensity from a packed CSV file: 105,120 rows, with three
/// decimals or with the 17 digits that some sources write.
///
/// Gate: as many rows as written, no gap, and every value the same double.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ReadBenchmark {

    private static final int ROWS = 365 * 288;

    @Param({"3", "17"})
    private int digits;

    private Path file = Path.of("");

    @Setup
    public void setUp() throws IOException {
        file = Files.createTempFile("year", ".csv.gz");
        var random = new Random(42);
        double[] written = new double[ROWS];
        var text = new StringBuilder("timestamp_utc,g_per_kwh\n");
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        for (int i = 0; i < ROWS; i++) {
            double value = 50 + 600 * random.nextDouble();
            written[i] = digits == 3 ? Math.round(value * 1000) / 1000.0 : value;
            text.append(at).append(',').append(written[i]).append('\n');
            at = at.plusSeconds(300);
        }
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        HeldSeries held = readYear().series().gramsPerKilowattHour();
        if (held.size() != ROWS || held.timeline().gaps() != 0) {
            throw new IllegalStateException("read " + held.timeline());
        }
        RawIntensity raw = readRawYear().rows();
        if (raw.size() != ROWS) {
            throw new IllegalStateException("read " + raw.size() + " rows");
        }
        for (int i = 0; i < ROWS; i++) {
            if (held.value(i) != written[i] || raw.value(i) != written[i]) {
                throw new IllegalStateException(written[i] + " is read as " + held.value(i));
            }
        }
    }

    @TearDown
    public void delete() throws IOException {
        Files.delete(file);
    }

    @Benchmark
    public IntensityFile readYear() {
        return IntensityFile.read(file, Signal.MARGINAL, Factor.DIRECT_CO2, Reading.STRICT);
    }

    /// The same file by its shape, with rows as they came.
    @Benchmark
    public RawFile readRawYear() {
        return RawFile.read(file, RawOptions.NONE);
    }
}
