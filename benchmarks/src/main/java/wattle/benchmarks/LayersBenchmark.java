package wattle.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
import wattle.grid.Factor;
import wattle.grid.GridZone;
import wattle.grid.IntensityFactor;
import wattle.grid.IntensitySeries;
import wattle.grid.Labels;
import wattle.grid.Layer;
import wattle.grid.LayeredIntensity;
import wattle.grid.Met;
import wattle.grid.Quality;
import wattle.grid.Rung;
import wattle.grid.Signal;
import wattle.series.EnergySeries;
import wattle.series.GapPolicy;
import wattle.series.HeldSeries;
import wattle.series.Nanos;
import wattle.series.Timeline;
import wattle.unit.CarbonIntensity;
import wattle.unit.Range;
import wattle.unit.Source;

/// Joining four million one-second samples with an intensity of three layers: two five-minute
/// series of which each misses every second hour in its own way, and a factor below them.
///
/// Gate: the carbon and each layer's energy are those of a plain loop over the samples.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class LayersBenchmark {

    private static final int SAMPLES = 4_000_000;
    private static final int STEP = 300;
    private static final int STEPS = SAMPLES / STEP + 1;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final double BELOW = 400;
    private static final double TOLERANCE = 1e-9;

    private final double[] joules = new double[SAMPLES];
    private final double[] first = new double[STEPS];
    private final double[] second = new double[STEPS];
    private EnergySeries energy =
            new EnergySeries(Timeline.regular(START, Duration.ofDays(1), 1), new double[1]);
    private LayeredIntensity intensity = layered();

    @Setup
    public void setUp() {
        var random = new Random(42);
        for (int i = 0; i < SAMPLES; i++) {
            joules[i] = 200 + 500 * random.nextDouble();
        }
        for (int i = 0; i < STEPS; i++) {
            first[i] = 50 + 600 * random.nextDouble();
            second[i] = 50 + 600 * random.nextDouble();
        }
        energy = new EnergySeries(Timeline.regular(START, Duration.ofSeconds(1), SAMPLES), joules);
        intensity = layered();
        require(joinLayers());
    }

    @Benchmark
    public Met joinLayers() {
        return intensity.meet(energy, new GapPolicy.Fail());
    }

    /// Of each four hours the first layer has one, the second one more, the factor two.
    private static int layerOf(int step) {
        return Math.min(2, step / 12 % 4);
    }

    private LayeredIntensity layered() {
        var zone = new GridZone("example", "XX");
        var labels = new Labels(Signal.AVERAGE, Factor.LIFECYCLE_CO2E);
        var source = new Source("Example", null);
        return new LayeredIntensity(
                List.of(
                        Layer.of(
                                Rung.HISTORY,
                                new IntensitySeries(
                                        zone, labels, Quality.MEASURED, source, only(0, first))),
                        Layer.of(
                                Rung.TYPICAL_DAY,
                                new IntensitySeries(
                                        zone,
                                        labels,
                                        Quality.TYPICAL_DAY,
                                        source,
                                        only(1, second))),
                        Layer.of(
                                Rung.YEARLY,
                                new IntensityFactor(
                                        zone,
                                        "Nowhere",
                                        Range.exactly(new CarbonIntensity(BELOW)),
                                        labels,
                                        Quality.YEARLY,
                                        2024,
                                        "",
                                        source,
                                        List.of()))),
                (one, other) -> false);
    }

    private static HeldSeries only(int layer, double[] values) {
        Timeline.Builder timeline = Timeline.builder();
        double[] kept = new double[STEPS];
        long origin = Nanos.of(START);
        long step = STEP * Nanos.PER_SECOND;
        for (int i = 0; i < STEPS; i++) {
            if (layerOf(i) == layer) {
                kept[timeline.size()] = values[i];
                timeline.add(origin + i * step, origin + (i + 1) * step);
            }
        }
        return new HeldSeries(timeline.build(), java.util.Arrays.copyOf(kept, timeline.size()));
    }

    private void require(Met met) {
        double grams = 0;
        double[] byLayer = new double[3];
        for (int i = 0; i < SAMPLES; i++) {
            int step = i / STEP;
            int layer = layerOf(step);
            byLayer[layer] += joules[i];
            double value = layer == 0 ? first[step] : layer == 1 ? second[step] : BELOW;
            grams += joules[i] * value / 3.6e6;
        }
        boolean right = Math.abs(met.carbon().grams() / grams - 1) < TOLERANCE;
        for (int i = 0; i < byLayer.length; i++) {
            double given = met.answered().get(i).energy().joules();
            right &= Math.abs(given / byLayer[i] - 1) < TOLERANCE;
        }
        if (!right) {
            throw new IllegalStateException(met + " instead of " + grams + " g");
        }
    }
}
