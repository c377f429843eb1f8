package wattle.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import wattle.grid.Factor;
import wattle.grid.IntensitySeries;
import wattle.grid.IntensitySummary;
import wattle.grid.Quality;
import wattle.grid.Signal;
import wattle.report.Escape;
import wattle.report.Figures;
import wattle.report.Phrases;
import wattle.report.html.IntensityPage;
import wattle.report.intensity.IntensityView;
import wattle.report.intensity.TextChart;
import wattle.report.json.IntensityWriter;
import wattle.series.HeldSeries;
import wattle.series.csv.Reading;

/// `wattle grid show`: a carbon intensity over time, drawn and summed up.
final class GridShowCommand implements Callable<Integer> {

    private final Console console;
    private final Home home;
    private final Clock clock;

    private final Opt<String> from = Opt.text("--from", "T", "From this time on.");

    private final Opt<String> to = Opt.text("--to", "T", "Up to this time.");

    private final Opt<Integer> year =
            Opt.whole("--year", "Y", "The yearly figure of this year or the nearest.");

    private final Opt<String> quality =
            Opt.text(
                    "--quality",
                    "Q",
                    "Of a place: typical-day or yearly (default: what was fetched of it, else its"
                            + " typical day, else yearly).");

    private final Opt<String> signal =
            Opt.text("--signal", "S", "average or marginal; of a file, what it is.");

    private final Opt<String> factor =
            Opt.text(
                    "--factor",
                    "F",
                    "direct-co2, direct-co2e or lifecycle-co2e; of a file, what it counts.");

    private final Opt<Boolean> repair =
            Opt.flag("--repair", "Sort rows and drop equal duplicates, and say what was changed.");

    private final Opt<Boolean> json = Opt.flag("--json", "Print wattle.intensity/1.");

    private final Opt<Boolean> csv =
            Opt.flag("--csv", "Print timestamp_utc,g_per_kwh, as series files have it.");

    private final Opt<String> html =
            Opt.text("--html", "FILE", "Write a page with charts, which needs nothing else.");

    private final Opt<Boolean> force = Opt.flag("--force", "Let --html replace a file.");

    private final Opt<Boolean> place =
            Opt.flag("--place", "Take the words for a place, even where a file is called so.");

    private final PositionalParamSpec what =
            Opt.words(
                    "ZONE|FILE", "1..*", "A place as `wattle grid find` takes it, or a CSV file.");

    GridShowCommand(Console console, Home home, Clock clock) {
        this.console = console;
        this.home = home;
        this.clock = clock;
    }

    CommandSpec spec() {
        CommandSpec command =
                Opt.command(
                        this,
                        "show",
                        "Show the carbon intensity of a place or a file over time.",
                        "wattle grid show DE");
        Opt.add(command, from, to, year, quality, signal, factor, repair, json, csv, html, force);
        Opt.add(command, place);
        return command.addPositional(what);
    }

    @Override
    public Integer call() {
        if (json.given() && csv.given()) {
            throw new Failure(Exit.USAGE, 247, "--json and --csv exclude each other", "Give one.");
        }
        IntensityView view = asked().view();
        if (html.given()) {
            Path file = Words.path("--html", html.get());
            OutputOptions.write(file, IntensityPage.of(view, Versions.current()), force.given());
            console.err().println("wattle: the page is " + file);
        }
        if (json.given()) {
            IntensityWriter.write(view, Versions.current(), console.out());
        } else if (csv.given()) {
            printCsv(view);
        } else if (!html.given()) {
            print(view);
        }
        return Exit.DONE.code();
    }

    private ShownIntensity asked() {
        return new ShownIntensity(
                Opt.all(what),
                place.given(),
                from.given() ? Words.instant("--from", from.get()) : null,
                to.given() ? Words.instant("--to", to.get()) : null,
                year.value(),
                wantedQuality(),
                signal.given()
                        ? Words.choose("--signal", signal.get(), Signal.values(), Signal::label)
                        : null,
                factor.given()
                        ? Words.choose("--factor", factor.get(), Factor.values(), Factor::label)
                        : null,
                repair.given() ? Reading.REPAIR : Reading.STRICT,
                home,
                clock.instant(),
                problem -> console.err().println("wattle: " + problem));
    }

    private @Nullable Quality wantedQuality() {
        return quality.given()
                ? Words.choose(
                        "--quality",
                        quality.get(),
                        new Quality[] {Quality.TYPICAL_DAY, Quality.YEARLY},
                        Quality::label)
                : null;
    }

    private void print(IntensityView view) {
        var out = console.out();
        IntensitySeries series = view.series();
        TextChart.Ink ink = Terminal.ink(System.getenv());
        int width = Terminal.width(System.getenv());
        out.println(Escape.terminal(view.title()));
        out.println(
                "g CO2eq/kWh: signal "
                        + series.labels().signal().label()
                        + ", factor "
                        + series.labels().factor().label()
                        + ", quality "
                        + series.quality().label());
        out.println();
        TextChart.overTime(view, width, ink).forEach(out::println);
        out.println("time (UTC); shaded: 10th to 90th percentile");
        List<String> hours = TextChart.byHour(view, ink);
        if (!hours.isEmpty()) {
            out.println();
            hours.forEach(out::println);
            out.println("hour of the day (UTC)");
        }
        out.println();
        summary(view);
        for (String each : view.notes()) {
            out.println(Escape.terminal("note: " + each));
        }
    }

    private void summary(IntensityView view) {
        IntensitySummary summary = view.summary();
        var table = new Columns();
        table.add("mean", grams(summary.mean()));
        table.add("lowest", grams(summary.min()) + " at " + Phrases.minute(summary.minAt()));
        table.add("highest", grams(summary.max()) + " at " + Phrases.minute(summary.maxAt()));
        table.add(
                "10th to 90th percentile",
                Figures.number(summary.p10()) + " to " + grams(summary.p90()));
        table.add("time", summary.span().start() + " to " + summary.span().end());
        table.add(
                "coverage",
                Figures.exact(Math.floor(summary.coverage() * 10_000) / 100)
                        + " %, "
                        + summary.intervals()
                        + " intervals, "
                        + gaps(summary));
        table.add(
                "zeros",
                summary.zeros()
                        + (summary.negatives() == 0 ? "" : "; below zero: " + summary.negatives()));
        IntensitySeries series = view.series();
        table.add("zone", series.zone() == null ? "not stated" : series.zone().toString());
        String licence = series.source().licence();
        table.add("source", series.source().name() + (licence == null ? "" : " [" + licence + "]"));
        table.print("", console.out());
    }

    private static String gaps(IntensitySummary summary) {
        Duration missing = summary.span().duration().minus(summary.covered());
        return missing.isZero()
                ? "no gap"
                : summary.gaps()
                        + (summary.gaps() == 1 ? " gap of " : " gaps of ")
                        + Phrases.duration(missing);
    }

    private static String grams(double value) {
        return Figures.number(value) + " g/kWh";
    }

    private void printCsv(IntensityView view) {
        HeldSeries values = view.series().gramsPerKilowattHour();
        HeldSeries low = view.low();
        HeldSeries high = view.high();
        boolean band = low != null && high != null;
        console.out()
                .println("timestamp_utc,g_per_kwh" + (band ? ",p10_g_per_kwh,p90_g_per_kwh" : ""));
        for (int i = 0; i < values.size(); i++) {
            console.out()
                    .println(
                            values.timeline().interval(i).start()
                                    + ","
                                    + values.value(i)
                                    + (low != null && high != null
                                            ? "," + low.value(i) + "," + high.value(i)
                                            : ""));
        }
    }
}
