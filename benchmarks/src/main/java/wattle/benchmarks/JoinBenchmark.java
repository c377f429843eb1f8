package wattle.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import wattle.series.EnergySeries;
import wattle.series.GapPolicy;
import wattle.series.HeldSeries;
import wattle.series.Join;
import wattle.series.Timeline;

/// Joining four million one-second energy samples (46 days of one meter) with five-minute
/// intensities: at exact seconds, and with each sample late by up to 20 ms.
///
/// Gate: the weighted sum equals that of a plain loop over samples and intensities, to 1 part in
/// 10¹², and all energy is covered.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class JoinBenchmark {

    private static final int SAMPLES = 4_000_000;
    private static final long SECOND = 1_000_000_000L;
    private static final long FIVE_MINUTES = 300 * SECOND;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final double TOLERANCE = 1e-12;

    private final double[] joules = new double[SAMPLES];
    private final double[] grams = new double[SAMPLES / 300 + 2];
    private HeldSeries intensity =
            new HeldSeries(Timeline.regular(START, Duration.ofDays(1), 1), new double[1]);
    private EnergySeries regular = new EnergySeries(intensity.timeline(), new double[1]);
    private EnergySeries jittered = regular;

    @Setup
    public void setUp() {
        var random = new Random(42);
        for (int i = 0; i < SAMPLES; i++) {
            joules[i] = 200 + 500 * random.nextDouble();
        }
        for (int i = 0; i < grams.length; i++) {
            grams[i] = 50 + 600 * random.nextDouble();
        }
        intensity =
                new HeldSeries(Timeline.regular(START, Duration.ofMinutes(5), grams.length), grams);
        regular = new EnergySeries(Timeline.regular(START, Duration.ofSeconds(1), SAMPLES), joules);
        long[] start = new long[SAMPLES + 1];
        var timeline = Timeline.builder();
        long origin = START.getEpochSecond() * SECOND;
        for (int i = 0; i <= SAMPLES; i++) {
            start[i] = i * SECOND + random.nextInt(20_000_000);
            if (i > 0) {
                timeline.add(origin + start[i - 1], origin + start[i]);
            }
        }
        jittered = new EnergySeries(timeline.build(), joules);
        require(joinRegular(), expected(null));
        require(joinJittered(), expected(start));
    }

    @Benchmark
    public Join joinRegular() {
        return Join.of(regular, intensity, new GapPolicy.Fail());
    }

    @Benchmark
    public Join joinJittered() {
        return Join.of(jittered, intensity, new GapPolicy.Fail());
    }

    /// The sum by a plain loop; `null` for samples at exact seconds, of which none meets two
    /// values.
    private double expected(long @org.jspecify.annotations.Nullable [] start) {
        double sum = 0;
        for (int i = 0; i < SAMPLES; i++) {
            long from = start == null ? i * SECOND : start[i];
            long to = start == null ? from + SECOND : start[i + 1];
            int first = (int) (from / FIVE_MINUTES);
            long edge = Math.min(to, (first + 1) * FIVE_MINUTES);
            double share = (edge - from) / (double) (to - from);
            sum += joules[i] * (share * grams[first] + (1 - share) * grams[first + 1]);
        }
        return sum;
    }

    private static void require(Join join, double expected) {
        if (!join.coverage().isFull() || Math.abs(join.weightedSum() / expected - 1) > TOLERANCE) {
            throw new IllegalStateException(join + " instead of " + expected);
        }
    }
}
