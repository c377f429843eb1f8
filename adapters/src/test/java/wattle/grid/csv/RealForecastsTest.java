package wattle.grid.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import wattle.grid.Forecaster;
import wattle.grid.IntensitySeries;
import wattle.grid.forecast.Backtest;
import wattle.grid.forecast.Band;
import wattle.grid.forecast.Forecasters;
import wattle.grid.forecast.Score;
import wattle.series.csv.Reading;
import wattle.testing.SharedData;
import wattle.unit.Source;

/// Real series and archived forecasts, where they are there: in the folder `WATTLE_DATA`, or
/// `shared/data` beside the repository.
class RealForecastsTest {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private static IntensitySeries series(String name) {
        Path file = data(name + ".csv.gz");
        return IntensityFile.read(file, null, null, Reading.STRICT).series();
    }

    private static Path data(String name) {
        return SharedData.needed("intensity/" + name);
    }

    private static Band fiveMinutesFrom(int minutes) {
        Duration after = Duration.ofMinutes(minutes);
        return new Band(after, after.plus(FIVE_MINUTES));
    }

    private static double error(Backtest result, String model, Band band) {
        return result.scores().stream()
                .filter(each -> each.model().equals(model) && each.band().equals(band))
                .mapToDouble(Score::meanAbsoluteError)
                .findFirst()
                .orElseThrow();
    }

    /// The README beside the data: archived 25 g/kWh at 5 minutes, 48 at 60, 60 at 180; persistence
    /// 19, 53, 86. Its 60 and 180 are those of the columns as labelled. Its 25 is none that these
    /// rows give: as labelled they give 27.0.
    @Test
    void archivedForecastsHaveTheErrorsThatArePublished() {
        IntensitySeries truth = series("US-CAISO-PGE.marginal");
        Path file = data("forecasts/US-CAISO-PGE.2020.csv.gz");
        var archive =
                ForecastArchive.read(file, truth.zone(), truth.labels(), new Source("SGIP", null));
        assertThat(archive.size()).isEqualTo(17_568);
        List<Instant> issues = new ArrayList<>();
        for (int i = 0; i < archive.size(); i++) {
            issues.add(archive.issuedAt(i));
        }
        List<Band> bands = List.of(fiveMinutesFrom(5), fiveMinutesFrom(60), fiveMinutesFrom(180));
        Backtest result =
                Backtest.run(
                        truth,
                        List.of(new Backtest.Entry("archived", archive)),
                        issues,
                        Duration.ofMinutes(185),
                        bands,
                        done -> {});
        assertThat(result.issued()).isEqualTo(17_568);
        assertThat(error(result, "archived", bands.get(0))).isCloseTo(27.0, within(0.05));
        assertThat(error(result, "archived", bands.get(1))).isCloseTo(48, within(0.5));
        assertThat(error(result, "archived", bands.get(2))).isCloseTo(60, within(0.5));
    }

    /// The published persistence is |y(t + lead) − y(t)| over all intervals of 2020: it takes the
    /// interval that begins at the issue for known, so its lead is counted from that one's start.
    @Test
    void holdingTheLastValueHasTheErrorsThatArePublished() {
        IntensitySeries truth = series("US-CAISO-PGE.marginal");
        Forecaster last = Forecasters.all().getLast();
        List<Instant> issues = new ArrayList<>();
        Instant end = Instant.parse("2021-01-01T00:00:00Z");
        // The end of each interval of the year: then its value is known.
        for (Instant at = Instant.parse("2020-01-01T00:05:00Z");
                !at.isAfter(end);
                at = at.plus(Duration.ofMinutes(35))) {
            issues.add(at);
        }
        List<Band> bands = List.of(fiveMinutesFrom(0), fiveMinutesFrom(55), fiveMinutesFrom(175));
        Backtest result =
                Backtest.run(
                        truth,
                        List.of(new Backtest.Entry("last-value", last.over(truth))),
                        issues,
                        Duration.ofMinutes(180),
                        bands,
                        done -> {});
        // Every seventh interval, which meets all of the day: all of them take a minute.
        assertThat(error(result, "last-value", bands.get(0))).isCloseTo(19, within(1.0));
        assertThat(error(result, "last-value", bands.get(1))).isCloseTo(53, within(1.0));
        assertThat(error(result, "last-value", bands.get(2))).isCloseTo(86, within(1.0));
    }

    @Test
    void theDefaultIsBetterThanPersistenceAndTheTypicalDay() {
        for (String name : List.of("US-SW-AZPS.average-eia", "AU-NSW.marginal")) {
            IntensitySeries truth = series(name);
            List<Backtest.Entry> entries = new ArrayList<>();
            for (Forecaster each : Forecasters.all()) {
                entries.add(new Backtest.Entry(each.name(), each.over(truth)));
            }
            Duration horizon = Duration.ofDays(3);
            Backtest result =
                    Backtest.run(
                            truth,
                            entries,
                            Backtest.regular(
                                    truth, Duration.ofDays(28), Duration.ofHours(49), horizon),
                            horizon,
                            List.of(Band.hours(0, 72)),
                            done -> {});
            double ours = error(result, "blend", Band.hours(0, 72));
            for (String other : List.of("persistence-day", "persistence-week", "typical-day")) {
                assertThat(ours)
                        .as(name + " against " + other)
                        .isLessThan(error(result, other, Band.hours(0, 72)));
            }
        }
    }
}
