package wattle.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import wattle.grid.Bounds;
import wattle.grid.Decision;
import wattle.grid.Factor;
import wattle.grid.GridZone;
import wattle.grid.IntensitySeries;
import wattle.grid.Labels;
import wattle.grid.Layer;
import wattle.grid.LayeredIntensity;
import wattle.grid.Quality;
import wattle.grid.Signal;
import wattle.grid.catalog.Located;
import wattle.grid.catalog.Places;
import wattle.grid.catalog.TypicalDay;
import wattle.grid.catalog.YearlySeries;
import wattle.report.intensity.IntensityView;
import wattle.series.HeldSeries;
import wattle.series.Interval;
import wattle.series.csv.Reading;

/// The intensity that `wattle grid show` shows: what was asked for, and where it comes from.
///
/// @param words a file, or a place as [LocatedPlace#of] takes it
/// @param placeOnly whether the words are never a file
/// @param from null for the beginning of what there is
/// @param to null for its end
/// @param year of the yearly figure, which is then what is shown; null where nobody said
/// @param quality [Quality#TYPICAL_DAY] or [Quality#YEARLY]; null for the better of what there is
/// @param signal null for any
/// @param factor null for any
/// @param home where what was fetched lies
/// @param now by which ages are told
/// @param problems told what of it cannot be read
record ShownIntensity(
        List<String> words,
        boolean placeOnly,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Integer year,
        @Nullable Quality quality,
        @Nullable Signal signal,
        @Nullable Factor factor,
        Reading reading,
        Home home,
        Instant now,
        Consumer<String> problems) {

    /// The one place that decides where the series comes from: a file, then what was fetched, then
    /// the typical day, then yearly figures.
    IntensityView view() {
        Path file = placeOnly ? null : file();
        if (file != null) {
            return ofFile(file);
        }
        String name = String.join(" ", words);
        boolean fine = year == null && quality == null;
        GridZone fetched = fine ? PlaceIntensity.fetchedOnly(name, home, problems) : null;
        if (fetched != null) {
            return ofFetched(
                    name,
                    fetched,
                    PlaceIntensity.kind(fetched, signal, factor, home, problems),
                    List.of());
        }
        Located place = LocatedPlace.of(words);
        GridZone zone = place.zone();
        if (zone == null) {
            List<String> several = new ArrayList<>();
            place.readings().forEach(each -> several.add(each.zone().toString()));
            throw new Failure(
                    Exit.INVALID_INPUT,
                    240,
                    "\"" + String.join(" ", words) + "\" stands for several places",
                    "Name one of: " + String.join(", ", several));
        }
        List<Labels> kinds =
                fine
                        ? PlaceIntensity.kinds(zone, home, problems).stream()
                                .filter(this::wanted)
                                .toList()
                        : List.of();
        if (!kinds.isEmpty()) {
            return ofFetched(place.place(), zone, kinds.getFirst(), kinds.subList(1, kinds.size()));
        }
        boolean yearly = year != null || quality == Quality.YEARLY;
        TypicalDay day = yearly ? null : typicalDay(zone);
        return day == null ? ofYears(place, zone) : ofTypicalDay(place, day);
    }

    /// The file that was named; null where the words name no file.
    private @Nullable Path file() {
        String name = words.size() == 1 ? words.getFirst() : "";
        String lower = name.toLowerCase(Locale.ROOT);
        boolean looks =
                name.indexOf('/') >= 0 || lower.endsWith(".csv") || lower.endsWith(".csv.gz");
        try {
            return looks || (!name.isEmpty() && Files.isRegularFile(Path.of(name)))
                    ? Path.of(name)
                    : null;
        } catch (InvalidPathException noFile) {
            return null;
        }
    }

    private IntensityView ofFile(Path file) {
        if (year != null || quality != null) {
            throw new Failure(
                    Exit.USAGE,
                    244,
                    "--year and --quality choose among the figures of a place, not of a file",
                    "Use --from and --to.");
        }
        List<String> remarks = new ArrayList<>();
        IntensitySeries series =
                IntensityFiles.read(List.of(file.toString()), signal, factor, reading, remarks);
        Interval span = series.gramsPerKilowattHour().timeline().span();
        return new IntensityView(
                String.valueOf(file.getFileName()),
                within(series, window(span)),
                null,
                null,
                remarks);
    }

    /// @param others kinds that were fetched, too
    private IntensityView ofFetched(
            String place, GridZone zone, Labels labels, List<Labels> others) {
        Interval all = PlaceIntensity.span(zone, labels, home, problems);
        Interval span = all == null ? null : window(all);
        List<String> notes = new ArrayList<>();
        LayeredIntensity known =
                span == null
                        ? null
                        : PlaceIntensity.fetched(
                                zone, labels, span, new Decision(now), home, notes::add);
        if (known == null || span == null) {
            throw new Failure(
                    Exit.DATA_MISSING,
                    43,
                    "nothing of " + zone + " within " + span + " was fetched that still holds",
                    "See what was: wattle grid cache");
        }
        for (Layer each : known.answering(span)) {
            Instant issued = each.issuedAt();
            Instant asked = each.retrievedAt();
            notes.add(
                    each.rung().words()
                            + " of "
                            + each.intensity().place()
                            + ", "
                            + each.intensity().quality().label()
                            + (issued != null
                                    ? ", issued " + Ages.ago(issued, now)
                                    : asked != null ? ", fetched " + Ages.ago(asked, now) : ""));
        }
        others.forEach(each -> notes.add(another(each)));
        for (TypicalDay each : TypicalDay.of(zone)) {
            notes.add(
                    "there is a typical day: --quality typical-day --factor "
                            + each.labels().factor().label());
        }
        return new IntensityView(
                place + ", fetched",
                within(
                        new IntensitySeries(
                                known.zone(),
                                known.labels(),
                                known.quality(span),
                                known.source(),
                                known.gramsPerKilowattHour()),
                        span),
                null,
                null,
                notes);
    }

    private static String another(Labels labels) {
        return "there is another: --signal "
                + labels.signal().label()
                + " --factor "
                + labels.factor().label();
    }

    private @Nullable TypicalDay typicalDay(GridZone zone) {
        List<TypicalDay> known = TypicalDay.of(zone);
        TypicalDay best = null;
        for (TypicalDay each : known) {
            boolean wanted = wanted(each.labels());
            boolean better =
                    best == null || (isLifecycle(each.labels()) && !isLifecycle(best.labels()));
            best = wanted && better ? each : best;
        }
        if (best == null && quality == Quality.TYPICAL_DAY) {
            throw missing(zone, "typical day");
        }
        return best;
    }

    private static boolean isLifecycle(Labels labels) {
        return labels.factor() == Factor.LIFECYCLE_CO2E;
    }

    private boolean wanted(Labels labels) {
        return (signal == null || signal == labels.signal())
                && (factor == null || factor == labels.factor());
    }

    private IntensityView ofTypicalDay(Located place, TypicalDay day) {
        int last = day.lastYear();
        Interval span = window(year(last, last + 1));
        PlaceIntensity.requireBounded(span);
        List<String> notes = new ArrayList<>(day.notes());
        notes.add(
                "a typical day is no measurement: the mean of that month and hour in "
                        + day.years()
                        + ", the same in any year");
        for (TypicalDay each : TypicalDay.of(day.zone())) {
            if (!each.labels().equals(day.labels())) {
                notes.add(another(each.labels()));
            }
        }
        Bounds bounds = day.boundsOver(span);
        return new IntensityView(
                place.place() + ", typical day",
                day.over(span),
                bounds.low(),
                bounds.high(),
                notes);
    }

    private IntensityView ofYears(Located place, GridZone zone) {
        if (year != null && (from != null || to != null)) {
            throw new Failure(
                    Exit.USAGE, 245, "--year stands instead of --from and --to", "Give one.");
        }
        List<String> notes = new ArrayList<>();
        IntensitySeries series = null;
        for (IntensitySeries each : YearlySeries.of(zone)) {
            if (series == null && wanted(each.labels())) {
                series = each;
            } else if (series != null) {
                notes.add(
                        "earlier figures count otherwise: --factor "
                                + each.labels().factor().label());
            }
        }
        if (series == null) {
            throw missing(zone, "yearly figure");
        }
        Interval span = series.gramsPerKilowattHour().timeline().span();
        if (year != null) {
            var factor = Places.find(zone.toString(), year);
            notes.addAll(factor.notes());
            int found = factor.year() == null ? year : factor.year();
            span = year(found, found + 1);
        }
        return new IntensityView(
                place.place() + ", yearly",
                within(series, year == null ? window(span) : span),
                null,
                null,
                notes);
    }

    private Failure missing(GridZone zone, String what) {
        return new Failure(
                Exit.DATA_MISSING,
                41,
                "no "
                        + what
                        + " of "
                        + zone
                        + " is shipped"
                        + (signal == null && factor == null ? "" : " with that signal and factor"),
                "See what there is: wattle grid find " + String.join(" ", words));
    }

    private Interval window(Interval all) {
        Instant start = from == null ? all.start() : from;
        Instant end = to == null ? (start.isBefore(all.end()) ? all.end() : nextYear(start)) : to;
        if (to != null && from == null && !start.isBefore(end)) {
            start = end.minusSeconds(86_400);
        }
        if (!start.isBefore(end)) {
            throw new Failure(
                    Exit.USAGE, 246, "--from " + start + " is not before --to " + end, "");
        }
        return new Interval(start, end);
    }

    private static Instant nextYear(Instant start) {
        return start.atOffset(ZoneOffset.UTC).plusYears(1).toInstant();
    }

    private static Interval year(int first, int end) {
        return new Interval(
                LocalDate.of(first, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC),
                LocalDate.of(end, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    private static IntensitySeries within(IntensitySeries series, Interval span) {
        HeldSeries values = series.gramsPerKilowattHour();
        if (values.timeline().span().equals(span)) {
            return series;
        }
        try {
            return new IntensitySeries(
                    series.zone(),
                    series.labels(),
                    series.quality(),
                    series.source(),
                    values.within(span));
        } catch (IllegalArgumentException nothing) {
            throw new Failure(
                    Exit.DATA_MISSING,
                    42,
                    String.valueOf(nothing.getMessage()),
                    "Choose --from and --to within it.",
                    nothing);
        }
    }
}
