package wattle.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.core.JsonGenerator;
import wattle.grid.Factor;
import wattle.grid.GridException;
import wattle.grid.GridZone;
import wattle.grid.IntensityForecast;
import wattle.grid.IntensityHistory;
import wattle.grid.Labels;
import wattle.grid.Observed;
import wattle.grid.Quality;
import wattle.grid.Signal;
import wattle.grid.cache.CachedHistory;
import wattle.report.Escape;
import wattle.report.Figures;
import wattle.report.json.FootprintWriter;
import wattle.series.HeldSeries;
import wattle.series.Interval;

/// `wattle grid fetch`: downloads past intensity or forecasts from a source into the cache. What is
/// there is not asked for again; what was broken off goes on where it was.
final class GridFetchCommand implements Callable<Integer> {

    /// A hundred days of hours.
    private static final int MOST_FORECASTS = 2400;

    private final Console console;
    private final Home home;
    private final Clock clock;
    private final GridServices services;

    private final PositionalParamSpec zoneWords =
            Opt.words("ZONE", "1", "A source's zone, such as uk:GB or watttime:CAISO_NORTH.");

    private final Opt<String> from =
            Opt.text(
                    "--from",
                    "TIME",
                    "The beginning, such as 2026-03-01T00:00:00Z. Needed without --forecast.");

    private final Opt<String> to = Opt.text("--to", "TIME", "The end (default: now).");

    private final Opt<String> source =
            Opt.text("--source", "S", "Whose zone it is, where ZONE does not say: uk, watttime.");

    private final Opt<String> signal =
            Opt.text("--signal", "S", "average or marginal, where the source has several.");

    private final Opt<String> factor =
            Opt.text(
                    "--factor",
                    "F",
                    "direct-co2, direct-co2e or lifecycle-co2e, where the source has several.");

    private final Opt<Boolean> forecast =
            Opt.flag("--forecast", "The forecast that holds now, instead of the past.");

    private final Opt<String> horizon =
            Opt.text("--horizon", "D", "With --forecast: how far ahead (default: 72h).");

    private final Opt<String> issuedFrom =
            Opt.text(
                    "--issued-from",
                    "TIME",
                    "With --forecast: the forecasts that held from this time on, where the source"
                            + " keeps them (watttime).");

    private final Opt<String> issuedTo =
            Opt.text("--issued-to", "TIME", "The last of them (default: one hour ago).");

    private final Opt<String> every =
            Opt.text("--every", "D", "How far the times of --issued-from lie apart (default: 1h).");

    private final Opt<Boolean> dryRun =
            Opt.flag("--dry-run", "Say what would be asked for, and ask nobody.");

    private final Opt<Boolean> json = Opt.flag("--json", "Print wattle.fetch/1.");

    private final Opt<Boolean> csv =
            Opt.flag("--csv", "Print the values: timestamp_utc and g_per_kwh.");

    GridFetchCommand(Console console, Home home, Clock clock, GridServices services) {
        this.console = console;
        this.home = home;
        this.clock = clock;
        this.services = services;
    }

    CommandSpec spec() {
        return Opt.add(
                        Opt.command(
                                this,
                                "fetch",
                                "Download past carbon intensity or a forecast of it, and keep it for"
                                        + " later.",
                                "wattle grid fetch uk:GB --from 2026-03-01T00:00:00Z"
                                        + " --to 2026-03-08T00:00:00Z --dry-run"),
                        from,
                        to,
                        source,
                        signal,
                        factor,
                        forecast,
                        horizon,
                        issuedFrom,
                        issuedTo,
                        every,
                        dryRun,
                        json,
                        csv)
                .addPositional(zoneWords);
    }

    @Override
    public Integer call() throws InterruptedException {
        GridCacheCommand.exclusive(json, csv);
        GridZone zone = zone();
        if (forecast.given()) {
            refuse("the past, not for --forecast: use --issued-from", from, to);
            fetchForecasts(zone);
            return Exit.DONE.code();
        }
        refuse("--forecast", horizon, issuedFrom, issuedTo, every);
        Interval span = span();
        try (services) {
            IntensityHistory asked = services.history(zone.source());
            Labels labels = labels(asked.offers());
            var cached =
                    new CachedHistory(
                            GridCacheCommand.open(home, console), asked, clock, GridServices.PAGE);
            List<Interval> missing = cached.missing(zone, labels, span);
            announce(zone, labels, missing);
            if (dryRun.given()) {
                planned(zone, labels, missing);
                return Exit.DONE.code();
            }
            print(fetch(cached, zone, labels, span), span);
        } catch (GridException refusal) {
            throw GridFailures.of(refusal, "");
        }
        return Exit.DONE.code();
    }

    private static void refuse(String where, Opt<?>... options) {
        for (Opt<?> each : options) {
            if (each.given()) {
                throw new Failure(
                        Exit.USAGE,
                        166,
                        each.spec().longestName() + " is for " + where,
                        "See: wattle grid fetch --help");
            }
        }
    }

    private void fetchForecasts(GridZone zone) throws InterruptedException {
        Duration ahead = Words.duration("--horizon", horizon.or("72h"));
        List<Instant> moments = moments();
        try (services) {
            IntensityForecast asked = services.forecast(zone.source());
            Labels labels = labels(asked.offers());
            new ForecastFetch(console, home, clock, asked, zone, labels, ahead, moments)
                    .run(
                            json.given()
                                    ? ForecastFetch.Form.JSON
                                    : csv.given()
                                            ? ForecastFetch.Form.CSV
                                            : ForecastFetch.Form.TEXT,
                            dryRun.given());
        } catch (GridException refusal) {
            throw GridFailures.of(refusal, "");
        }
    }

    /// Now, or every so often between the times that were given.
    private List<Instant> moments() {
        Instant now = clock.instant();
        if (!issuedFrom.given()) {
            refuse("--issued-from TIME", issuedTo, every);
            return List.of(now);
        }
        Instant first = Words.instant("--issued-from", issuedFrom.get());
        Instant last =
                issuedTo.given()
                        ? Words.instant("--issued-to", issuedTo.get())
                        : now.minus(Duration.ofHours(1));
        if (last.isBefore(first) || last.isAfter(now)) {
            throw new Failure(
                    Exit.USAGE,
                    167,
                    "--issued-from " + first + " and --issued-to " + last + " are no past time",
                    "Leave them out for the forecast that holds now.");
        }
        Duration step = Words.duration("--every", every.or("1h"));
        if (Duration.between(first, last).dividedBy(step) >= MOST_FORECASTS) {
            throw new Failure(
                    Exit.USAGE,
                    168,
                    "that would be more than " + MOST_FORECASTS + " forecasts",
                    "Ask for a shorter time, or for fewer with --every.");
        }
        List<Instant> moments = new ArrayList<>();
        for (Instant at = first; !at.isAfter(last); at = at.plus(step)) {
            moments.add(at);
        }
        return moments;
    }

    private Observed fetch(CachedHistory cached, GridZone zone, Labels labels, Interval span)
            throws InterruptedException {
        var progress = new FetchProgress(console.err(), Style.onTerminal());
        try {
            return cached.history(zone, labels, span, progress);
        } catch (GridException refusal) {
            throw GridFailures.of(
                    refusal,
                    progress.share() > 0
                            ? "What came before that is kept; the same command goes on from there."
                            : "");
        } finally {
            progress.end();
        }
    }

    private GridZone zone() {
        String word = Opt.all(zoneWords).getFirst();
        int colon = word.indexOf(':');
        String named = colon < 0 ? "" : word.substring(0, colon);
        String key = word.substring(colon + 1);
        if (source.given() && !named.isEmpty() && !named.equals(source.get())) {
            throw new Failure(
                    Exit.USAGE,
                    161,
                    word + " is not a zone of --source " + source.get(),
                    "Leave --source out, or give the key alone.");
        }
        String of = source.given() ? source.get() : named;
        if (of.isBlank() || key.isBlank()) {
            throw new Failure(
                    Exit.USAGE,
                    162,
                    "\"" + word + "\" does not say whose zone it is",
                    "Write uk:GB, or add --source. Sources: " + GridServices.NAMES);
        }
        return new GridZone(of, key);
    }

    private Interval span() {
        if (!from.given()) {
            throw new Failure(
                    Exit.USAGE,
                    163,
                    "--from is missing",
                    "For example: --from 2026-03-01T00:00:00Z");
        }
        Instant start = Words.instant("--from", from.get());
        Instant end = to.given() ? Words.instant("--to", to.get()) : clock.instant();
        if (!start.isBefore(end)) {
            throw new Failure(Exit.USAGE, 164, "--from " + start + " is not before " + end, "");
        }
        return new Interval(start, end);
    }

    private Labels labels(List<Labels> offered) {
        Signal wantedSignal =
                signal.given()
                        ? Words.choose("--signal", signal.get(), Signal.values(), Signal::label)
                        : null;
        Factor wantedFactor =
                factor.given()
                        ? Words.choose("--factor", factor.get(), Factor.values(), Factor::label)
                        : null;
        List<Labels> fitting = new ArrayList<>();
        for (Labels each : offered) {
            if ((wantedSignal == null || each.signal() == wantedSignal)
                    && (wantedFactor == null || each.factor() == wantedFactor)) {
                fitting.add(each);
            }
        }
        if (fitting.size() == 1) {
            return fitting.getFirst();
        }
        String all =
                offered.stream()
                        .map(each ->
                                "--signal "
                                        + each.signal().label()
                                        + " --factor "
                                        + each.factor().label())
                        .collect(Collectors.joining(" or "));
        throw fitting.isEmpty()
                ? new Failure(
                        Exit.DATA_MISSING, 63, "the source has no such intensity", "Use " + all)
                : new Failure(
                        Exit.USAGE, 165, "the source has several kinds of intensity", "Use " + all);
    }

    /// Before anybody is asked.
    private void announce(GridZone zone, Labels labels, List<Interval> missing) {
        console.err()
                .println(
                        missing.isEmpty()
                                ? "wattle: all of it was fetched before; nobody is asked"
                                : "wattle: "
                                        + (dryRun.given() ? "would ask " : "asking ")
                                        + zone.source()
                                        + " over the network for "
                                        + zone
                                        + ", "
                                        + kind(labels)
                                        + ", in "
                                        + missing.size()
                                        + (missing.size() == 1 ? " part" : " parts")
                                        + ", "
                                        + missing.getFirst().start()
                                        + " to "
                                        + missing.getLast().end());
        console.err().flush();
    }

    private void planned(GridZone zone, Labels labels, List<Interval> missing) {
        if (json.given()) {
            try (JsonGenerator out = FetchJson.begin(console, "history", zone, labels)) {
                out.writeName("missing");
                out.writeStartArray();
                for (Interval each : missing) {
                    out.writeStartObject();
                    out.writeStringProperty("start", each.start().toString());
                    out.writeStringProperty("end", each.end().toString());
                    out.writeEndObject();
                }
                out.writeEndArray();
                FetchJson.end(out);
            }
            return;
        }
        Duration sum = Duration.ZERO;
        for (Interval each : missing) {
            sum = sum.plus(each.duration());
        }
        console.out()
                .println(
                        zone
                                + ", "
                                + kind(labels)
                                + ": "
                                + Figures.number(sum.toSeconds() / 86_400.0)
                                + " days are missing");
    }

    private static String kind(Labels labels) {
        return labels.signal().label() + ", " + labels.factor().label();
    }

    private void print(Observed observed, Interval span) {
        HeldSeries values = observed.gramsPerKilowattHour();
        if (csv.given()) {
            console.out().println("timestamp_utc,g_per_kwh");
            for (int i = 0; i < values.size(); i++) {
                console.out()
                        .println(values.timeline().interval(i).start() + "," + values.value(i));
            }
            return;
        }
        if (json.given()) {
            printJson(observed, span);
            return;
        }
        console.out()
                .println(
                        observed.zone()
                                + ", "
                                + kind(observed.labels())
                                + (observed.model().isEmpty() ? "" : ", model " + observed.model())
                                + ": "
                                + values.size()
                                + " values from "
                                + values.timeline().span().start()
                                + " to "
                                + values.timeline().span().end()
                                + ", "
                                + values.timeline().gaps()
                                + (values.timeline().gaps() == 1 ? " gap" : " gaps"));
        console.out()
                .println(
                        Figures.number(values.min())
                                + " to "
                                + Figures.number(values.max())
                                + " g/kWh, "
                                + qualities(observed));
        console.out()
                .println(
                        "Source: "
                                + Escape.terminal(observed.source().name())
                                + (observed.source().licence() == null
                                        ? ""
                                        : " ["
                                                + Escape.terminal(observed.source().licence())
                                                + "]"));
        console.out()
                .println(
                        "Fetched "
                                + Ages.ago(observed.retrievedAt(), clock.instant())
                                + ", kept in "
                                + home.gridCache());
    }

    private static String qualities(Observed observed) {
        List<String> said = new ArrayList<>();
        for (Quality each : Quality.values()) {
            int count = count(observed, each);
            if (count > 0) {
                said.add(count + " " + each.label());
            }
        }
        return String.join(", ", said);
    }

    private static int count(Observed observed, Quality quality) {
        int count = 0;
        for (int i = 0; i < observed.gramsPerKilowattHour().size(); i++) {
            count += observed.quality(i) == quality ? 1 : 0;
        }
        return count;
    }

    private void printJson(Observed observed, Interval span) {
        HeldSeries values = observed.gramsPerKilowattHour();
        try (JsonGenerator out =
                FetchJson.begin(console, "history", observed.zone(), observed.labels())) {
            out.writeStringProperty("model", observed.model());
            out.writeStringProperty("source", observed.source().name());
            FootprintWriter.string(out, "licence", observed.source().licence());
            out.writeStringProperty("asked_start", span.start().toString());
            out.writeStringProperty("asked_end", span.end().toString());
            out.writeStringProperty("start", values.timeline().span().start().toString());
            out.writeStringProperty("end", values.timeline().span().end().toString());
            out.writeNumberProperty("values", values.size());
            out.writeNumberProperty("gaps", values.timeline().gaps());
            out.writeName("quality");
            out.writeStartObject();
            for (Quality each : Quality.values()) {
                int count = count(observed, each);
                if (count > 0) {
                    out.writeNumberProperty(each.label(), count);
                }
            }
            out.writeEndObject();
            out.writeNumberProperty("min_g_per_kwh", values.min());
            out.writeNumberProperty("max_g_per_kwh", values.max());
            out.writeStringProperty(
                    "retrieved_at",
                    observed.retrievedAt().truncatedTo(ChronoUnit.MILLIS).toString());
            FetchJson.end(out);
        }
    }
}
