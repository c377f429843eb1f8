package wattle.grid.cache;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import wattle.grid.Decision;
import wattle.grid.Forecast;
import wattle.grid.GridException;
import wattle.grid.GridException.Reason;
import wattle.grid.GridZone;
import wattle.grid.IntensityForecast;
import wattle.grid.Labels;
import wattle.grid.csv.ForecastArchive;
import wattle.series.csv.TestFiles;
import wattle.testing.RemoteForecastContract;
import wattle.testing.SetClock;

/// A cache is a source of forecasts like the one behind it, here an archive of three.
class CachedForecastContractTest extends RemoteForecastContract {

    private static final Instant RETRY_AT = Instant.parse("2026-01-02T00:00:00Z");

    private final SetClock clock = new SetClock(Instant.parse("2026-01-01T02:00:00Z"));

    @TempDir private Path folder = Path.of("");

    private IntensityForecast cached(IntensityForecast source) {
        return new CachedForecast(
                new GridCache(folder.resolve("cache"), problem -> {}), source, clock);
    }

    private interface Answer {
        Forecast by() throws GridException, InterruptedException;
    }

    private IntensityForecast answering(Answer answer) {
        return cached(
                new IntensityForecast() {
                    @Override
                    public String name() {
                        return zone().source();
                    }

                    @Override
                    public List<Labels> offers() {
                        return List.of(labels());
                    }

                    @Override
                    public Forecast latest(
                            GridZone zone, Labels labels, Decision decision, Duration horizon)
                            throws GridException, InterruptedException {
                        return answer.by();
                    }
                });
    }

    private IntensityForecast refusing(GridException with) {
        return answering(() -> {
            throw with;
        });
    }

    @Override
    protected IntensityForecast healthy() {
        Path file =
                TestFiles.write(
                        folder,
                        "archive.csv",
                        """
                        issued_utc,h0,h30,h60,h90,h120
                        2026-01-01T00:00:00Z,100,110,120,130,140
                        2026-01-01T01:00:00Z,200,210,220,230,240
                        2026-01-01T01:30:00Z,300,310,320,330,340
                        """);
        return cached(ForecastArchive.read(file, zone(), labels(), Values.SOURCE));
    }

    @Override
    protected GridZone zone() {
        return new GridZone("file", "XX");
    }

    @Override
    protected Labels labels() {
        return Values.LABELS;
    }

    @Override
    protected GridZone unknownZone() {
        return new GridZone("file", "YY");
    }

    @Override
    protected Decision decision() {
        return new Decision(Instant.parse("2026-01-01T01:10:00Z"));
    }

    @Override
    protected Duration horizon() {
        return Duration.ofHours(2);
    }

    @Override
    protected Decision tooEarly() {
        return new Decision(Instant.parse("2025-12-31T23:00:00Z"));
    }

    @Override
    protected IntensityForecast notAuthorised() {
        return refusing(new GridException(Reason.NOT_AUTHORISED, "no"));
    }

    @Override
    protected IntensityForecast limited() {
        return refusing(
                new GridException(Reason.LIMITED, "not before " + RETRY_AT, RETRY_AT, null));
    }

    @Override
    protected Instant retryAt() {
        return RETRY_AT;
    }

    @Override
    protected IntensityForecast unreachable() {
        return refusing(new GridException(Reason.UNREACHABLE, "nobody there"));
    }

    @Override
    protected Map<String, Callable<IntensityForecast>> malformed() {
        return Map.of(
                "whatever the source says",
                () -> refusing(new GridException(Reason.MALFORMED, "nonsense")));
    }

    @Override
    protected IntensityForecast slow() {
        return answering(() -> {
            TimeUnit.HOURS.sleep(1);
            throw new IllegalStateException("too late");
        });
    }

    @Override
    protected List<String> secrets() {
        return List.of();
    }
}
