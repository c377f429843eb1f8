package wattle.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import wattle.grid.Factor;
import wattle.grid.Forecast;
import wattle.grid.Forecaster;
import wattle.grid.GridException;
import wattle.grid.IntensitySeries;
import wattle.grid.Signal;
import wattle.grid.forecast.Forecasters;
import wattle.series.Timeline;
import wattle.series.csv.Reading;

/// `wattle grid forecast`: what a series' own past says of the days to come, and how good such
/// forecasts were.
final class GridForecastCommand implements Callable<Integer> {

    private static final Duration LONGEST = Duration.ofDays(366);

    private final Console console;
    private final Allowance allowance;

    private final PositionalParamSpec file =
            Opt.words("FILE", "0..*", "Intensity series; several follow each other in time.");

    private final Opt<String[]> files = Opt.texts("--intensity-file", "FILE", "The same as FILE.");

    private final Opt<String> signal =
            Opt.text("--signal", "S", "What the series is: average or marginal.");

    private final Opt<String> factor =
            Opt.text("--factor", "F", "What it counts: direct-co2, direct-co2e or lifecycle-co2e.");

    private final Opt<String> zone =
            Opt.text(
                    "--zone",
                    "Z",
                    "Whose series it is, where no regions.csv says it: its shipped typical day is a"
                            + " model, too.");

    private final Opt<Boolean> repair =
            Opt.flag("--repair", "Put rows in order and drop what is there twice, and say so.");

    private final Opt<String> at =
            Opt.text(
                    "--at",
                    "T",
                    "Issue the forecast at this time (default: the end of the series).");

    private final Opt<String> horizon = Opt.text("--horizon", "D", "How far ahead (default: 72h).");

    private final Opt<String> model =
            Opt.text(
                    "--model",
                    "NAME",
                    // Written out: this is read at every start, the models are not.
                    "blend, expected, ridge, typical-day, typical-day-shipped, persistence-week,"
                            + " persistence-day or last-value (default: blend).");

    private final Opt<Boolean> backtest =
            Opt.flag("--backtest", "Score past forecasts against what came, by horizon.");

    private final Opt<String> models =
            Opt.text("--models", "LIST", "With --backtest: models, by commas (default: all).");

    private final Opt<String> every =
            Opt.text(
                    "--every",
                    "D",
                    "With --backtest: how far issues lie apart (default: 25h, which meets all hours"
                            + " of the day).");

    private final Opt<String> archive =
            Opt.text(
                    "--archive",
                    "FILE",
                    "With --backtest: score archived forecasts beside the models.");

    private final TableOptions table =
            new TableOptions(
                    "Print wattle.forecast/1, or wattle.backtest/1.",
                    "Print a table of comma-separated values.");

    GridForecastCommand(Console console) {
        this(console, Allowance.UNBOUNDED);
    }

    GridForecastCommand(Console console, Allowance allowance) {
        this.console = console;
        this.allowance = allowance;
    }

    CommandSpec spec() {
        CommandSpec command =
                Opt.command(
                        this,
                        "forecast",
                        "Forecast an intensity series from its own past, or score such forecasts.",
                        "wattle grid forecast docs/examples/intensity.csv --horizon 6h");
        Opt.add(command, files, signal, factor, zone, repair, at, horizon, model);
        Opt.add(command, backtest, models, every, archive);
        return table.addTo(command.addPositional(file));
    }

    @Override
    public Integer call() {
        table.requireOne();
        refuse(!backtest.given(), "--backtest", models, every, archive);
        refuse(backtest.given(), "one forecast, not for --backtest", at, model);
        IntensitySeries series = series();
        Duration ahead = Words.duration("--horizon", horizon.or("72h"));
        if (ahead.compareTo(LONGEST) > 0) {
            throw new Failure(
                    Exit.USAGE,
                    304,
                    "--horizon is longer than a year",
                    "Three days are what forecasts are good for.");
        }
        Timeline timeline = series.gramsPerKilowattHour().timeline();
        Duration step = timeline.step().orElse(Duration.ofMinutes(1));
        allowance.requireSlots("the forecast", ahead, step);
        allowance.requireSeries("the series", timeline.span().duration(), step);
        if (backtest.given()) {
            backtest(series, ahead);
        } else {
            forecast(series, ahead);
        }
        return Exit.DONE.code();
    }

    private static void refuse(boolean misplaced, String where, Opt<?>... options) {
        for (Opt<?> each : options) {
            if (misplaced && each.given()) {
                throw new Failure(
                        Exit.USAGE,
                        301,
                        each.spec().longestName() + " is for " + where,
                        "See: wattle grid forecast --help");
            }
        }
    }

    private IntensitySeries series() {
        List<String> names = new ArrayList<>(Opt.all(file));
        names.addAll(Opt.all(files));
        if (names.isEmpty()) {
            throw new Failure(
                    Exit.USAGE,
                    302,
                    "no intensity series was given",
                    "Name its file. See: wattle grid forecast --help");
        }
        List<String> remarks = new ArrayList<>();
        IntensitySeries series =
                IntensityFiles.read(
                        names,
                        signal.given()
                                ? Words.choose(
                                        "--signal", signal.get(), Signal.values(), Signal::label)
                                : null,
                        factor.given()
                                ? Words.choose(
                                        "--factor", factor.get(), Factor.values(), Factor::label)
                                : null,
                        repair.given() ? Reading.REPAIR : Reading.STRICT,
                        remarks);
        remarks.forEach(each -> console.err().println("wattle: " + each));
        return series;
    }

    private void forecast(IntensitySeries series, Duration ahead) {
        Instant issuedAt =
                at.given()
                        ? Words.instant("--at", at.get())
                        : series.gramsPerKilowattHour().timeline().span().end();
        Forecast forecast = issued(series, issuedAt, ahead);
        table.print(
                console,
                to -> ForecastText.table(forecast, to),
                to -> ForecastText.csv(forecast, to),
                to -> ForecastText.json(forecast, to));
    }

    private Forecast issued(IntensitySeries series, Instant issuedAt, Duration ahead) {
        try {
            return model(model.value(), models(series, issuedAt)).forecast(series, issuedAt, ahead);
        } catch (GridException tooLittle) {
            throw new Failure(
                    Exit.DATA_MISSING,
                    300,
                    String.valueOf(tooLittle.getMessage()),
                    "Choose --at within the series.",
                    tooLittle);
        } catch (IllegalArgumentException tooFar) {
            throw new Failure(
                    Exit.USAGE,
                    303,
                    "--horizon is too long: " + tooFar.getMessage(),
                    "Three days are what forecasts are good for.",
                    tooFar);
        }
    }

    private void backtest(IntensitySeries series, Duration ahead) {
        List<Forecaster> known =
                models(series, series.gramsPerKilowattHour().timeline().span().start());
        List<Forecaster> wanted = new ArrayList<>();
        if (models.given()) {
            for (String each : models.get().split(",", -1)) {
                wanted.add(model(each.strip(), known));
            }
        } else {
            wanted.addAll(known);
        }
        boolean shown = Style.onTerminal();
        BacktestRun run =
                BacktestRun.of(
                        series,
                        wanted,
                        archive.given() ? Words.path("--archive", archive.get()) : null,
                        Words.duration("--every", every.or("25h")),
                        ahead,
                        done -> progress(shown, done));
        table.print(console, run::table, run::csv, run::json);
    }

    private void progress(boolean shown, double done) {
        if (shown) {
            console.err()
                    .print(
                            done < 1
                                    ? "\r\u001b[Kwattle: backtest " + (int) (100 * done) + " %"
                                    : "\r\u001b[K");
            console.err().flush();
        }
    }

    /// All models that can be used on the series.
    ///
    /// @param issued the first forecast
    private List<Forecaster> models(IntensitySeries series, Instant issued) {
        List<Forecaster> all = new ArrayList<>(Forecasters.all());
        Forecaster shipped = ShippedDay.of(series, zone.value(), issued);
        if (shipped != null) {
            all.add(shipped);
        }
        return all;
    }

    private static Forecaster model(@Nullable String name, List<Forecaster> all) {
        if (name == null) {
            return Forecasters.standard();
        }
        if (name.equals(Forecasters.SHIPPED_DAY)
                && all.stream().noneMatch(each -> each.name().equals(name))) {
            throw new Failure(
                    Exit.DATA_MISSING,
                    302,
                    "no typical day ships for the zone, signal and factor of the series, of years"
                            + " before the forecast",
                    "Name them with --zone, --signal and --factor. See: wattle grid zones");
        }
        return Words.choose("a model", name, all.toArray(Forecaster[]::new), Forecaster::name);
    }
}
