package wattle.grid.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.grid.Decision;
import wattle.grid.Forecast;
import wattle.grid.GridException;
import wattle.grid.GridZone;
import wattle.grid.IntensityForecast;
import wattle.grid.IntensitySeries;
import wattle.grid.Labels;
import wattle.grid.Quality;
import wattle.series.HeldSeries;
import wattle.series.Timeline;
import wattle.testing.Property;
import wattle.testing.SetClock;

class CachedForecastTest {

    private static final Instant NOW = Instant.parse("2026-06-10T12:10:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private final List<String> problems = new ArrayList<>();
    private final SetClock clock = new SetClock(NOW);
    private final Hourly source = new Hourly(clock);

    @TempDir private Path folder = Path.of("");
    private GridCache cache = new GridCache(folder, problems::add);

    @BeforeEach
    void open() {
        cache = new GridCache(folder, problems::add);
    }

    /// Issues a forecast each hour; a value says the hour that it is for, and when it was issued.
    private static final class Hourly implements IntensityForecast {

        private final Clock clock;
        private int questions;

        Hourly(Clock clock) {
            this.clock = clock;
        }

        @Override
        public String name() {
            return "example";
        }

        @Override
        public List<Labels> offers() {
            return List.of(Values.LABELS);
        }

        @Override
        public Forecast latest(GridZone zone, Labels labels, Decision decision, Duration horizon) {
            questions++;
            Instant now = clock.instant();
            Instant by = decision.at().isBefore(now) ? decision.at() : now;
            Instant issued = Instant.ofEpochSecond(by.getEpochSecond() / 3600 * 3600);
            Instant first = Instant.ofEpochSecond(decision.at().getEpochSecond() / 3600 * 3600);
            Instant end = decision.at().plus(horizon);
            double[] values =
                    new double[(int) Math.ceilDiv(Duration.between(first, end).toSeconds(), 3600L)];
            java.util.Arrays.setAll(
                    values, i -> first.getEpochSecond() / 3600 + i + issued.getEpochSecond() / 1e9);
            return new Forecast(
                    issued,
                    new IntensitySeries(
                            zone,
                            labels,
                            Quality.FORECAST,
                            Values.SOURCE,
                            new HeldSeries(
                                    Timeline.regular(first, Duration.ofHours(1), values.length),
                                    values)),
                    "m1");
        }
    }

    private Forecast latest(IntensityForecast of, Instant decision, Duration horizon)
            throws Exception {
        return of.latest(Values.ZONE, Values.LABELS, new Decision(decision), horizon);
    }

    @Test
    void aForecastIsTheLatestForAllDecisionsBetweenThoseThatItAnswered() throws Exception {
        var cached = new CachedForecast(cache, source, clock);
        latest(cached, NOW, DAY);
        latest(cached, NOW, Duration.ofHours(6));
        assertThat(source.questions).isEqualTo(1);
        clock.goOn(Duration.ofMinutes(30));
        latest(cached, clock.instant(), DAY);
        assertThat(source.questions).isEqualTo(2);
        latest(cached, NOW.plusSeconds(900), Duration.ofHours(23));
        assertThat(source.questions).isEqualTo(2);
        latest(cached, NOW, Duration.ofHours(72));
        assertThat(source.questions).isEqualTo(3);
        latest(cached, NOW.minusSeconds(3600), DAY);
        assertThat(source.questions).isEqualTo(4);
        assertThat(cache.list()).hasSize(2);
    }

    @Test
    void whateverIsAskedInWhateverOrderIsWhatTheSourceSays() throws Exception {
        Property.forAll(
                40,
                random -> {
                    var own = new GridCache(Files.createTempDirectory(folder, "c"), problems::add);
                    var cached = new CachedForecast(own, source, clock);
                    for (int i = 0; i < 12; i++) {
                        Instant at = NOW.minusSeconds(60L * random.nextInt(300));
                        Duration horizon = Duration.ofMinutes(30 + random.nextInt(600));
                        Forecast expected = latest(source, at, horizon);
                        Forecast given = latest(cached, at, horizon);
                        assertThat(given.issuedAt()).isEqualTo(expected.issuedAt());
                        assertThat(given.usableFor(new Decision(at)))
                                .isEqualTo(expected.usableFor(new Decision(at)));
                    }
                });
        assertThat(problems).isEmpty();
    }

    @Test
    void whatIsReadIsWhatWasIssued() throws Exception {
        var cached = new CachedForecast(cache, source, clock);
        Forecast issued = latest(cached, NOW, DAY);
        Forecast read = latest(cached, NOW, DAY);
        assertThat(read.usableFor(new Decision(NOW)))
                .isEqualTo(issued.usableFor(new Decision(NOW)));
        assertThat(read.model()).isEqualTo("m1");
    }

    @Test
    void noForecastOfTheFutureIsGivenForAnEarlierDecision() throws Exception {
        latest(new CachedForecast(cache, source, clock), NOW, DAY);
        var offline = CachedForecast.offline(cache, "example", clock);
        assertThat(latest(offline, NOW.plus(Duration.ofHours(20)), DAY).issuedAt())
                .isEqualTo(Instant.parse("2026-06-10T12:00:00Z"));
        assertThatThrownBy(() -> latest(offline, NOW.minus(DAY), DAY))
                .isInstanceOf(GridException.class)
                .hasMessageContaining("was fetched before");
    }

    @Test
    void oldOnesGoUnlessTheyWereAskedForAsAnArchive() throws Exception {
        var cached = new CachedForecast(cache, source, clock);
        latest(cached, NOW, DAY);
        latest(cached, NOW.minus(Duration.ofDays(30)), DAY);
        clock.goOn(Duration.ofDays(8));
        latest(cached, clock.instant(), DAY);
        assertThat(cache.list())
                .extracting(CacheEntry::newest)
                .containsExactly(
                        Instant.parse("2026-05-11T12:00:00Z"),
                        Instant.parse("2026-06-18T12:00:00Z"));
        assertThat(problems).isEmpty();
    }

    @Test
    void aDamagedOneIsSetAside() throws Exception {
        var cached = new CachedForecast(cache, source, clock);
        latest(cached, NOW, DAY);
        Path file = cache.list().getFirst().file();
        Files.write(file, new byte[] {1, 2, 3});
        assertThat(latest(cached, NOW, DAY).issuedAt())
                .isEqualTo(Instant.parse("2026-06-10T12:00:00Z"));
        assertThat(problems).singleElement().asString().contains("set aside");
    }
}
