package wattle.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;
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
import wattle.grid.Factor;
import wattle.grid.GridException;
import wattle.grid.GridZone;
import wattle.grid.IntensityHistory;
import wattle.grid.Labels;
import wattle.grid.Observed;
import wattle.grid.Quality;
import wattle.grid.Signal;
import wattle.grid.cache.CachedHistory;
import wattle.grid.cache.GridCache;
import wattle.series.Interval;
import wattle.series.Nanos;
import wattle.unit.Source;

/// A year of five-minute intensity in the cache on disk: reading it offline, and noting on top of
/// it that another day has nothing.
///
/// Gate: what is read is what was written, values and qualities.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class CacheBenchmark {

    private static final GridZone ZONE = new GridZone("example", "XX");
    private static final Labels LABELS = new Labels(Signal.MARGINAL, Factor.DIRECT_CO2);
    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final Interval YEAR = Interval.of(START, Duration.ofDays(365));
    private static final Clock LATER =
            Clock.fixed(Instant.parse("2026-03-01T00:00:00Z"), ZoneOffset.UTC);
    private static final Duration MONTH = Duration.ofDays(30);

    private Path folder = Path.of("");
    private GridCache cache = new GridCache(folder, System.err::println);
    private Observed year = values(new Random(42));
    private int days;

    @Setup
    public void setUp() throws IOException, GridException, InterruptedException {
        folder = Files.createTempDirectory("cache");
        cache = new GridCache(folder, System.err::println);
        new CachedHistory(cache, new Known(year), LATER, MONTH)
                .history(ZONE, LABELS, YEAR, share -> {});
        require(readYear());
        require(mergeDay());
    }

    @TearDown
    public void delete() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    @Benchmark
    public Observed readYear() throws GridException, InterruptedException {
        return CachedHistory.offline(cache, "example", LATER)
                .history(ZONE, LABELS, YEAR, share -> {});
    }

    /// Each time another day before the year, for which the source has nothing.
    @Benchmark
    public Observed mergeDay() throws GridException, InterruptedException {
        days++;
        Interval day = Interval.of(START.minus(Duration.ofDays(days)), Duration.ofDays(1));
        try {
            new CachedHistory(cache, new Known(year), LATER, MONTH)
                    .history(ZONE, LABELS, day, share -> {});
            throw new IllegalStateException("there is nothing before the year");
        } catch (GridException nothing) {
            return readYear();
        }
    }

    private void require(Observed read) {
        if (!read.gramsPerKilowattHour().equals(year.gramsPerKilowattHour())) {
            throw new IllegalStateException("read " + read.gramsPerKilowattHour().timeline());
        }
        for (int i = 0; i < read.gramsPerKilowattHour().size(); i++) {
            if (read.quality(i) != year.quality(i)) {
                throw new IllegalStateException("value " + i + " is " + read.quality(i));
            }
        }
    }

    private static Observed values(Random random) {
        Observed.Builder builder =
                Observed.builder(ZONE, LABELS, "m1", new Source("Example", null), LATER.instant());
        long at = Nanos.of(START);
        long step = 300 * Nanos.PER_SECOND;
        for (int i = 0; i < 365 * 288; i++) {
            if (random.nextInt(20_000) > 0) {
                builder.add(
                        at,
                        at + step,
                        50 + 600 * random.nextDouble(),
                        random.nextInt(10) == 0 ? Quality.ESTIMATED : Quality.MEASURED);
            }
            at += step;
        }
        return builder.build();
    }

    /// A source that has one series.
    private record Known(Observed all) implements IntensityHistory {

        @Override
        public String name() {
            return "example";
        }

        @Override
        public List<Labels> offers() {
            return List.of(LABELS);
        }

        @Override
        public Observed history(
                GridZone zone, Labels labels, Interval span, DoubleConsumer progress)
                throws GridException {
            return all.within(span)
                    .orElseThrow(
                            () -> new GridException(GridException.Reason.NOT_COVERED, "nothing"));
        }
    }
}
