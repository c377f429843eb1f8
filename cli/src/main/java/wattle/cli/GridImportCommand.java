package wattle.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.core.JsonGenerator;
import wattle.grid.Factor;
import wattle.grid.GridZone;
import wattle.grid.Labels;
import wattle.grid.Observed;
import wattle.grid.Signal;
import wattle.grid.cache.CacheKey;
import wattle.grid.catalog.Places;
import wattle.grid.csv.ImportedSeries;
import wattle.grid.csv.IntensityUnit;
import wattle.grid.csv.RawFile;
import wattle.grid.csv.RawOptions;
import wattle.grid.csv.RegionsEntry;
import wattle.report.json.FootprintWriter;
import wattle.series.Timeline;
import wattle.unit.Source;

/// `wattle grid import`: files of other sources, in their shapes, as one series in Wattle's.
final class GridImportCommand implements Callable<Integer> {

    private static final int SHOWN_STEPS = 6;

    private final Console console;
    private final Home home;
    private final Clock clock;

    private final PositionalParamSpec files =
            Opt.words(
                    "FILE", "1..*", "CSV files of one zone, in any order; see the list of shapes.");

    private final Opt<String> zone =
            Opt.text("--zone", "Z", "The zone of the series (default: the one the files name).");

    private final Opt<String> rowsOf =
            Opt.text(
                    "--rows-of",
                    "NAME",
                    "Take the rows of this zone, as the files name it (default: --zone).");

    private final Opt<String> signal =
            Opt.text("--signal", "S", "What the files do not say: average, marginal.");

    private final Opt<String> factor =
            Opt.text(
                    "--factor",
                    "F",
                    "What the files do not say, or which of theirs to take: direct-co2,"
                            + " direct-co2e or lifecycle-co2e.");

    private final Opt<String> unit =
            Opt.text(
                    "--unit",
                    "U",
                    "Unit of the values: g/kWh, kg/kWh, kg/MWh, t/MWh, lb/MWh or lb/kWh.");

    private final Opt<String> timeZone =
            Opt.text(
                    "--time-zone",
                    "ZONE",
                    "Of times that have none, such as UTC or Europe/Berlin.");

    private final Opt<Boolean> hourEnding =
            Opt.flag("--hour-ending", "Times mark the ends of hours: shift them to the starts.");

    private final Opt<String> column =
            Opt.text("--column", "C", "The column of values, in files of a shape of their own.");

    private final Opt<String> source =
            Opt.text("--source", "NAME", "Who published it (default: as the shape has it).");

    private final Opt<String> licence =
            Opt.text("--licence", "L", "On which terms (default: as the shape has it).");

    private final Opt<String> output =
            Opt.text(
                    "--output",
                    "FILE",
                    "Write the series there and its labels into regions.csv beside it (default: the"
                            + " series to standard output, without --into-cache).");

    private final Opt<Boolean> intoCache =
            Opt.flag(
                    "--into-cache",
                    "Keep the series as what is known of its zone, for account, run, plan and show.");

    private final Opt<Boolean> force = Opt.flag("--force", "Let --output replace a series.");

    private final Opt<Boolean> json = Opt.flag("--json", "Print wattle.import/1.");

    GridImportCommand(Console console, Home home, Clock clock) {
        this.console = console;
        this.home = home;
        this.clock = clock;
    }

    CommandSpec spec() {
        return Opt.add(
                        Opt.command(
                                this,
                                "import",
                                "Read carbon intensity in the shape of its source and write it in"
                                        + " Wattle's.",
                                "wattle grid import docs/examples/moer.csv --zone CAISO_NORTH"),
                        zone,
                        rowsOf,
                        signal,
                        factor,
                        unit,
                        timeZone,
                        hourEnding,
                        column,
                        source,
                        licence,
                        output,
                        intoCache,
                        force,
                        json)
                .addPositional(files);
    }

    @Override
    public Integer call() {
        if (json.given() && !output.given() && !intoCache.given()) {
            throw new Failure(
                    Exit.USAGE,
                    110,
                    "--json tells what was written, and nothing is without --output or --into-cache",
                    "Give --output FILE.");
        }
        List<RawFile> read = new ArrayList<>();
        RawOptions options = options();
        for (String file : Opt.all(files)) {
            read.add(RawFile.read(Words.path("FILE", file), options));
        }
        ImportedSeries series = series(read);
        String place = place(series);
        Source from = source(series);
        for (String remark : series.remarks()) {
            console.err().println("wattle: " + remark);
        }
        if (!output.given() && !intoCache.given()) {
            console.out().print(series.csv());
            return Exit.DONE.code();
        }
        GridZone kept = intoCache.given() ? keptZone(place, series.labels()) : null;
        Path target = output.given() ? Words.path("--output", output.get()) : null;
        if (target != null) {
            write(
                    target,
                    series,
                    new RegionsEntry(target, place, series.labels(), series.quality(), from));
        }
        if (kept != null) {
            keep(kept, series, from);
        }
        if (json.given()) {
            printJson(target, kept, read, series, place, from);
        } else {
            print(target, kept, read, series, place, from);
        }
        return Exit.DONE.code();
    }

    /// The zone that a series is kept under: one that was written with its source, or a place that
    /// the tables know.
    private static GridZone keptZone(String place, Labels labels) {
        if (labels.signal() == Signal.UNSTATED || labels.factor() == Factor.UNSTATED) {
            throw new Failure(
                    Exit.USAGE,
                    113,
                    "--into-cache needs to know what the series is, and the files do not say it",
                    "Add --signal and --factor.");
        }
        int colon = place.indexOf(':');
        if (colon > 0 && colon < place.length() - 1) {
            return new GridZone(place.substring(0, colon), place.substring(colon + 1));
        }
        GridZone zone = Places.isKnown(place) ? Places.find(place, null).zone() : null;
        if (zone == null) {
            throw new Failure(
                    Exit.USAGE,
                    114,
                    "no table knows \"" + place + "\", so nobody would find it in the cache",
                    "Write --zone SOURCE:KEY, such as watttime:CAISO_NORTH, or a place of wattle grid"
                            + " zones; what the files call it goes with --rows-of.");
        }
        return zone;
    }

    private void keep(GridZone zone, ImportedSeries series, Source from) {
        GridCacheCommand.open(home, console)
                .keep(
                        Observed.builder(
                                        zone,
                                        series.labels(),
                                        CacheKey.IMPORT,
                                        from,
                                        clock.instant())
                                .of(series.gramsPerKilowattHour(), index -> series.quality()));
    }

    private RawOptions options() {
        return new RawOptions(
                signal.given()
                        ? Words.choose("--signal", signal.get(), Signal.values(), Signal::label)
                        : null,
                factor.given()
                        ? Words.choose("--factor", factor.get(), Factor.values(), Factor::label)
                        : null,
                unit(),
                timeZone(),
                hourEnding.given(),
                column.value(),
                rowsOf.given() ? rowsOf.get() : zone.given() ? key(zone.get()) : null);
    }

    private @Nullable IntensityUnit unit() {
        if (!unit.given()) {
            return null;
        }
        for (IntensityUnit each : IntensityUnit.values()) {
            if (each.label().equalsIgnoreCase(unit.get())) {
                return each;
            }
        }
        throw new Failure(
                Exit.USAGE,
                30,
                "--unit cannot be \"" + unit.get() + "\"",
                "Use one of: "
                        + Arrays.stream(IntensityUnit.values())
                                .map(IntensityUnit::label)
                                .collect(Collectors.joining(", ")));
    }

    private @Nullable ZoneId timeZone() {
        if (!timeZone.given()) {
            return null;
        }
        try {
            return ZoneId.of(timeZone.get());
        } catch (DateTimeException unknown) {
            throw new Failure(
                    Exit.USAGE,
                    111,
                    "--time-zone cannot be \"" + timeZone.get() + "\"",
                    "Write UTC, +01:00 or a place such as Europe/Berlin.",
                    unknown);
        }
    }

    private static ImportedSeries series(List<RawFile> read) {
        try {
            return ImportedSeries.of(read);
        } catch (IllegalArgumentException notOne) {
            throw new Failure(
                    Exit.INVALID_INPUT,
                    41,
                    "the files are not one series: " + notOne.getMessage(),
                    "Import them one by one.",
                    notOne);
        }
    }

    /// As files name it, which do not say of which source they are.
    private static String key(String zone) {
        return zone.substring(zone.indexOf(':') + 1);
    }

    private String place(ImportedSeries series) {
        String named = series.zone();
        if (!zone.given()) {
            if (named == null) {
                throw new Failure(
                        Exit.USAGE,
                        112,
                        "the files do not say of which zone they are",
                        "Name it with --zone Z.");
            }
            return named;
        }
        boolean same =
                named == null
                        || named.equalsIgnoreCase(key(zone.get()))
                        || named.toLowerCase(Locale.ROOT)
                                .endsWith("|" + key(zone.get()).toLowerCase(Locale.ROOT));
        if (!same && !rowsOf.given()) {
            throw new Failure(
                    Exit.INVALID_INPUT,
                    42,
                    "the files say that they are of zone " + named + ", not " + zone.get(),
                    "If " + zone.get() + " is another name of it, add --rows-of " + named + ".");
        }
        return zone.get();
    }

    private Source source(ImportedSeries series) {
        return new Source(
                source.or(series.source().name()),
                licence.given() ? licence.get() : series.source().licence());
    }

    private void write(Path target, ImportedSeries series, RegionsEntry entry) {
        boolean other = entry.contradicts();
        if (other && !force.given()) {
            throw new Failure(
                    Exit.CONFLICT,
                    13,
                    entry.file() + " says something else of a series of that name",
                    "Choose another name, or add --force to replace its row.");
        }
        OutputOptions.write(target, series.csv(), force.given());
        if (other) {
            OutputOptions.write(entry.file(), entry.replaced(), true);
            return;
        }
        try {
            entry.append();
        } catch (IOException problem) {
            throw new Failure(
                    Exit.FAULT,
                    10,
                    entry.file() + " cannot be written, so the labels of " + target + " are lost",
                    "State them with --signal and --factor when you use it.",
                    problem);
        }
    }

    private void print(
            @Nullable Path target,
            @Nullable GridZone kept,
            List<RawFile> read,
            ImportedSeries series,
            String place,
            Source from) {
        Timeline timeline = series.gramsPerKilowattHour().timeline();
        var table = new Columns();
        table.add("zone", place);
        table.add(
                "labels",
                series.labels().signal().label()
                        + ", "
                        + series.labels().factor().label()
                        + ", "
                        + series.quality().label());
        table.add("shape", String.join(", ", shapes(read)));
        table.add(
                "source",
                from.name() + (from.licence() == null ? "" : " (" + from.licence() + ")"));
        table.add(
                "rows",
                series.rowsRead()
                        + " from "
                        + read.size()
                        + (read.size() == 1 ? " file" : " files"));
        table.add("intervals", Integer.toString(timeline.size()));
        table.add("span", timeline.span().start() + " to " + timeline.span().end());
        table.add("step", inWords(steps(timeline)));
        table.add("gaps", gaps(timeline));
        if (target != null) {
            table.add(
                    "written", target + " and its row in " + target.resolveSibling("regions.csv"));
        }
        if (kept != null) {
            table.add("kept", "as " + kept + " in " + home.gridCache());
            table.add(
                    "undone by",
                    "wattle grid cache clear --zone " + kept + " --model " + CacheKey.IMPORT);
        }
        table.print("", console.out());
    }

    private static List<String> shapes(List<RawFile> read) {
        return read.stream().map(RawFile::shape).distinct().toList();
    }

    private static List<Duration> steps(Timeline timeline) {
        if (timeline.step().isPresent()) {
            return List.of(timeline.step().get());
        }
        TreeSet<Duration> steps = new TreeSet<>();
        for (int i = 0; i < timeline.size(); i++) {
            steps.add(timeline.interval(i).duration());
        }
        return List.copyOf(steps);
    }

    private static String inWords(List<Duration> steps) {
        String words =
                steps.stream()
                        .limit(SHOWN_STEPS)
                        .map(each -> each.toString().substring(2).toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
        return steps.size() > SHOWN_STEPS ? words + ", …" : words;
    }

    private static Duration missing(Timeline timeline) {
        return timeline.span().duration().minus(timeline.covered());
    }

    private static String gaps(Timeline timeline) {
        return timeline.gaps() == 0
                ? "none"
                : timeline.gaps()
                        + ", "
                        + missing(timeline).toString().substring(2).toLowerCase(Locale.ROOT)
                        + " together";
    }

    private void printJson(
            @Nullable Path target,
            @Nullable GridZone kept,
            List<RawFile> read,
            ImportedSeries series,
            String place,
            Source from) {
        Timeline timeline = series.gramsPerKilowattHour().timeline();
        try (JsonGenerator out = FootprintWriter.generator(console.out())) {
            out.writeStartObject();
            out.writeStringProperty("schema", "wattle.import/1");
            out.writeStringProperty("output", target == null ? null : target.toString());
            out.writeStringProperty("cache_zone", kept == null ? null : kept.toString());
            out.writeStringProperty("zone", place);
            out.writeStringProperty("signal", series.labels().signal().label());
            out.writeStringProperty("factor", series.labels().factor().label());
            out.writeStringProperty("quality", series.quality().label());
            out.writeStringProperty("source", from.name());
            out.writeStringProperty("licence", from.licence());
            out.writeNumberProperty("rows_read", series.rowsRead());
            out.writeNumberProperty("rows_repeated", series.rowsRepeated());
            out.writeNumberProperty("intervals", timeline.size());
            out.writeStringProperty("start", timeline.span().start().toString());
            out.writeStringProperty("end", timeline.span().end().toString());
            out.writeName("steps_seconds");
            out.writeStartArray();
            for (Duration each : steps(timeline)) {
                out.writeNumber(wattle.unit.Seconds.of(each));
            }
            out.writeEndArray();
            out.writeNumberProperty("gaps", timeline.gaps());
            out.writeNumberProperty("missing_seconds", wattle.unit.Seconds.of(missing(timeline)));
            out.writeName("files");
            out.writeStartArray();
            for (RawFile each : read) {
                write(each, out);
            }
            out.writeEndArray();
            out.writeName("remarks");
            out.writeStartArray();
            for (String each : series.remarks()) {
                out.writeString(each);
            }
            out.writeEndArray();
            FootprintWriter.versions(Versions.current(), out);
            out.writeEndObject();
            out.writeRaw('\n');
        }
    }

    private static void write(RawFile file, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("file", file.file().toString());
        out.writeStringProperty("shape", file.shape());
        out.writeNumberProperty("rows", file.rows().size());
        IntensityUnit was = file.unit();
        out.writeStringProperty("unit", was == null ? null : was.label());
        out.writeStringProperty("times_mark", file.late().isZero() ? "start" : "end");
        out.writeEndObject();
    }
}
