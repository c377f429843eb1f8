package wattle.grid.cache;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleConsumer;
import org.junit.jupiter.api.io.TempDir;
import wattle.grid.GridException;
import wattle.grid.GridException.Reason;
import wattle.grid.GridZone;
import wattle.grid.IntensityHistory;
import wattle.grid.Labels;
import wattle.grid.Observed;
import wattle.grid.Quality;
import wattle.series.Interval;
import wattle.testing.KnownHistory;
import wattle.testing.RemoteHistoryContract;
import wattle.testing.SetClock;

/// A cache is a history like the one behind it.
class CachedHistoryContractTest extends RemoteHistoryContract {

    private static final Instant RETRY_AT = Instant.parse("2026-06-01T01:00:00Z");

    private final SetClock clock = new SetClock(Values.LONG_AFTER);

    @TempDir private Path folder = Path.of("");

    private IntensityHistory cached(IntensityHistory source) {
        return new CachedHistory(
                new GridCache(folder, problem -> {}), source, clock, Duration.ofHours(7));
    }

    private KnownHistory source() {
        Observed.Builder values = Values.builder("m1", Values.START);
        for (int hour = 0; hour < 48; hour++) {
            if (hour != 30) {
                Quality quality = hour % 5 == 0 ? Quality.ESTIMATED : Quality.MEASURED;
                values.add(Values.nanos(hour), Values.nanos(hour + 1), hour, quality);
            }
        }
        return new KnownHistory(clock, values.build());
    }

    private IntensityHistory refusing(GridException with) {
        KnownHistory source = source();
        source.refuses(with);
        return cached(source);
    }

    @Override
    protected IntensityHistory healthy() {
        return cached(source());
    }

    @Override
    protected GridZone zone() {
        return Values.ZONE;
    }

    @Override
    protected Labels labels() {
        return Values.LABELS;
    }

    @Override
    protected GridZone unknownZone() {
        return new GridZone("example", "YY");
    }

    @Override
    protected Interval span() {
        return Values.span(10, 40);
    }

    @Override
    protected Interval gap() {
        return Values.span(30, 31);
    }

    @Override
    protected Map<Instant, Double> values() {
        Map<Instant, Double> values = new HashMap<>();
        for (int hour = 10; hour < 40; hour++) {
            if (hour != 30) {
                values.put(Values.span(hour, hour + 1).start(), (double) hour);
            }
        }
        return values;
    }

    @Override
    protected Interval spanWithoutValues() {
        return Values.span(100, 110);
    }

    @Override
    protected IntensityHistory notAuthorised() {
        return refusing(new GridException(Reason.NOT_AUTHORISED, "no"));
    }

    @Override
    protected IntensityHistory limited() {
        return refusing(
                new GridException(Reason.LIMITED, "not before " + RETRY_AT, RETRY_AT, null));
    }

    @Override
    protected Instant retryAt() {
        return RETRY_AT;
    }

    @Override
    protected IntensityHistory unreachable() {
        return refusing(new GridException(Reason.UNREACHABLE, "nobody there"));
    }

    @Override
    protected Map<String, Callable<IntensityHistory>> malformed() {
        return Map.of(
                "whatever the source says",
                () -> refusing(new GridException(Reason.MALFORMED, "nonsense")));
    }

    @Override
    protected IntensityHistory slow() {
        return cached(
                new IntensityHistory() {
                    @Override
                    public String name() {
                        return "example";
                    }

                    @Override
                    public List<Labels> offers() {
                        return List.of(Values.LABELS);
                    }

                    @Override
                    public Observed history(
                            GridZone zone, Labels labels, Interval span, DoubleConsumer progress)
                            throws InterruptedException {
                        TimeUnit.HOURS.sleep(1);
                        throw new IllegalStateException("too late");
                    }
                });
    }

    @Override
    protected List<String> secrets() {
        return List.of();
    }
}
