package wattle.benchmarks;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;
import wattle.grid.Quality;
import wattle.grid.RawIntensity;
import wattle.grid.Signal;
import wattle.grid.fault.FaultCheck;
import wattle.grid.fault.Finding;
import wattle.grid.fault.Rule;

/// Looking for faults in a year of five-minute intensity: 105,120 rows that follow the day with
/// noise, in order or all shuffled.
///
/// Gate: just the false low that was planted, and the order where it was shuffled.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class FaultCheckBenchmark {

    private static final int ROWS = 365 * 288;
    private static final long STEP = 300_000_000_000L;
    private static final long START = 1_767_225_600_000_000_000L; // 2026-01-01T00:00:00Z

    @Param({"false", "true"})
    private boolean shuffled;

    private RawIntensity year = RawIntensity.builder().build();

    @Setup
    public void setUp() {
        var random = new Random(42);
        int[] order = new int[ROWS];
        double[] value = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            order[i] = i;
            value[i] = 300 + 100 * Math.sin(i / 288.0 * 2 * Math.PI) + 10 * random.nextDouble();
        }
        value[50_000] /= 4;
        for (int i = ROWS - 1; shuffled && i > 0; i--) {
            int other = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[other];
            order[other] = swap;
        }
        RawIntensity.Builder rows = RawIntensity.builder();
        for (int i : order) {
            rows.add(START + i * STEP, value[i], Quality.MEASURED, 0);
        }
        year = rows.build();
        List<Finding> findings = checkYear();
        long lows = findings.stream().filter(each -> each.rule() == Rule.FALSE_LOW).count();
        long orders = findings.stream().filter(each -> each.rule() == Rule.ORDER).count();
        if (lows != 1 || lows + orders != findings.size() || (orders > 0) != shuffled) {
            throw new IllegalStateException("found " + findings.size());
        }
    }

    @Benchmark
    public List<Finding> checkYear() {
        return FaultCheck.of(Signal.AVERAGE).findings(year);
    }
}
