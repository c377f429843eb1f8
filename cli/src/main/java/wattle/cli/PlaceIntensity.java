package wattle.cli;

import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import wattle.grid.Decision;
import wattle.grid.Factor;
import wattle.grid.Fallback;
import wattle.grid.GridException;
import wattle.grid.GridZone;
import wattle.grid.Intensity;
import wattle.grid.IntensityFactor;
import wattle.grid.Labels;
import wattle.grid.LayeredIntensity;
import wattle.grid.Rung;
import wattle.grid.Signal;
import wattle.grid.cache.CacheEntry;
import wattle.grid.cache.CachedForecast;
import wattle.grid.cache.CachedHistory;
import wattle.grid.cache.GridCache;
import wattle.grid.catalog.Places;
import wattle.grid.catalog.TypicalDay;
import wattle.grid.catalog.ZoneMap;
import wattle.series.Interval;

/// The intensity of a place over a time, from what is on this machine, by the rule of [Fallback]:
/// what was fetched of it, a forecast that was fetched, its typical day, its yearly figure. Asks
/// nobody.
///
/// A zone of a source, such as `watttime:CAISO_NORTH`, may be known by what was fetched of it
/// alone.
final class PlaceIntensity {

    private static final String WORLD = "WLD";

    /// Of any source's values.
    private static final Duration LONGEST_STEP = Duration.ofHours(1);

    /// Longer than any job, and short enough to be laid out by the hour.
    private static final Duration LONGEST_SPAN = Duration.ofDays(50 * 366);

    private PlaceIntensity() {}

    /// Refuses what would have to be laid out by the hour over centuries.
    static void requireBounded(Interval span) {
        if (span.duration().compareTo(LONGEST_SPAN) > 0) {
            throw new Failure(
                    Exit.INVALID_INPUT,
                    381,
                    "the intensity of a place is not laid out over more than 50 years: " + span,
                    "Check the times.");
        }
    }

    /// @param yearly the place's figure; comes back itself where nothing finer is known
    /// @param span of the energy; forecasts must have been issued before its start
    /// @param remarks told what the user must know
    static Intensity over(
            IntensityFactor yearly, Interval span, Home home, Consumer<String> remarks) {
        GridZone zone = yearly.zone();
        LayeredIntensity finer =
                zone == null
                        ? null
                        : layers(
                                zone,
                                yearly.labels(),
                                yearly,
                                span,
                                new Decision(span.start()),
                                home,
                                remarks);
        return finer == null ? yearly : finer;
    }

    /// The yearly figure that [#over] was given; null where there was none.
    static @Nullable IntensityFactor yearlyOf(Intensity intensity) {
        if (intensity instanceof LayeredIntensity layered) {
            return yearlyOf(layered.layers().getLast().intensity());
        }
        return intensity instanceof IntensityFactor yearly ? yearly : null;
    }

    /// As [#over] without a yearly figure, which tells no hour from another.
    ///
    /// @param labels the kind that is needed
    /// @param decision forecasts must have been issued before it
    /// @return null where nothing by the hour is known
    static @Nullable LayeredIntensity byTheHour(
            GridZone zone,
            Labels labels,
            Interval span,
            Decision decision,
            Home home,
            Consumer<String> remarks) {
        return layers(zone, labels, null, span, decision, home, remarks);
    }

    /// The zone of a source that a name stands for and no table has a figure of, of which something
    /// was fetched; null where it is another name.
    static @Nullable GridZone fetchedOnly(String name, Home home, Consumer<String> remarks) {
        int colon = name.indexOf(':');
        if (colon < 1 || colon == name.length() - 1 || Places.isKnown(name)) {
            return null;
        }
        var zone = new GridZone(name.substring(0, colon), name.substring(colon + 1));
        return kinds(zone, home, remarks).isEmpty() ? null : zone;
    }

    /// What was fetched of a zone that [#fetchedOnly] knows.
    ///
    /// @param signal and `factor` say which, where several kinds were fetched
    static Intensity ofFetched(
            GridZone zone,
            @Nullable Signal signal,
            @Nullable Factor factor,
            Interval span,
            Home home,
            Consumer<String> remarks) {
        Labels labels = kind(zone, signal, factor, home, remarks);
        LayeredIntensity known =
                layers(zone, labels, null, span, new Decision(span.start()), home, remarks);
        if (known == null) {
            throw new Failure(
                    Exit.DATA_MISSING,
                    5,
                    "of " + zone + " nothing within " + span + " was fetched",
                    "See what was: wattle grid cache");
        }
        return known;
    }

    /// The one kind that was fetched of a zone, or that of several which was asked for.
    static Labels kind(
            GridZone zone,
            @Nullable Signal signal,
            @Nullable Factor factor,
            Home home,
            Consumer<String> remarks) {
        List<Labels> kinds = kinds(zone, home, remarks);
        List<Labels> fitting =
                kinds.stream()
                        .filter(each ->
                                (signal == null || signal == each.signal())
                                        && (factor == null || factor == each.factor()))
                        .toList();
        if (fitting.size() == 1) {
            return fitting.getFirst();
        }
        throw new Failure(
                fitting.isEmpty() ? Exit.DATA_MISSING : Exit.USAGE,
                fitting.isEmpty() ? 6 : 111,
                "of "
                        + zone
                        + " was fetched "
                        + String.join(" and ", kinds.stream().map(PlaceIntensity::words).toList()),
                "Choose with --signal and --factor.");
    }

    static String words(Labels labels) {
        return labels.signal().label() + " " + labels.factor().label();
    }

    /// The kinds of intensity of which something was fetched, of the zone or another source's of
    /// the same border.
    static List<Labels> kinds(GridZone zone, Home home, Consumer<String> remarks) {
        return entries(zone, home, remarks).stream()
                .map(each -> each.key().labels())
                .distinct()
                .toList();
    }

    private static List<CacheEntry> entries(GridZone zone, Home home, Consumer<String> remarks) {
        if (!Files.isDirectory(home.gridCache())) {
            return List.of();
        }
        var cache = new GridCache(home.gridCache(), remarks);
        List<CacheEntry> entries = new ArrayList<>();
        for (GridZone each : alike(zone)) {
            entries.addAll(cache.list(each));
        }
        entries.removeIf(each -> each.values() == 0);
        return entries;
    }

    /// From the first value of a kind that was fetched to the last; null where there is none.
    static @Nullable Interval span(
            GridZone zone, Labels labels, Home home, Consumer<String> remarks) {
        Interval all = null;
        for (CacheEntry each : entries(zone, home, remarks)) {
            Interval span = each.span();
            if (span != null && each.key().labels().equals(labels)) {
                all =
                        all == null
                                ? span
                                : new Interval(
                                        all.start().isBefore(span.start())
                                                ? all.start()
                                                : span.start(),
                                        all.end().isAfter(span.end()) ? all.end() : span.end());
            }
        }
        return all;
    }

    /// What was fetched and nothing else: history, and the forecast that holds at the decision.
    ///
    /// @return null where nothing was
    static @Nullable LayeredIntensity fetched(
            GridZone zone,
            Labels labels,
            Interval span,
            Decision decision,
            Home home,
            Consumer<String> remarks) {
        var fallback = new Fallback(labels, zone, decision, PlaceIntensity::areTheSamePlace);
        return offerFetched(fallback, zone, labels, span, decision, home, remarks)
                ? fallback.intensity()
                : null;
    }

    private static @Nullable LayeredIntensity layers(
            GridZone zone,
            Labels labels,
            @Nullable IntensityFactor yearly,
            Interval span,
            Decision decision,
            Home home,
            Consumer<String> remarks) {
        if (zone.key().equals(WORLD)) {
            return null;
        }
        requireBounded(span);
        TypicalDay typical = TypicalDay.find(zone, labels);
        boolean fetched = Files.isDirectory(home.gridCache());
        if (typical == null && !fetched) {
            return null;
        }
        var fallback = new Fallback(labels, zone, decision, PlaceIntensity::areTheSamePlace);
        boolean any = typical != null;
        if (fetched) {
            any |= offerFetched(fallback, zone, labels, span, decision, home, remarks);
        }
        if (!any) {
            return null;
        }
        if (typical != null) {
            typical.notes().forEach(remarks);
            fallback.offer(Rung.TYPICAL_DAY, typical.over(span), typical.boundsOver(span));
        }
        if (yearly != null) {
            fallback.offer(Rung.YEARLY, yearly);
        }
        return fallback.intensity();
    }

    /// The zone, and those of other sources that the map has with the same border.
    private static List<GridZone> alike(GridZone zone) {
        List<GridZone> zones = new ArrayList<>(List.of(zone));
        for (ZoneMap.Match each : ZoneMap.of(zone)) {
            if (each.basis() == ZoneMap.Basis.SAME_BORDER) {
                zones.add(each.zone());
            }
        }
        return zones;
    }

    private static boolean offerFetched(
            Fallback fallback,
            GridZone zone,
            Labels labels,
            Interval span,
            Decision decision,
            Home home,
            Consumer<String> remarks) {
        var cache = new GridCache(home.gridCache(), remarks);
        Clock clock = Clock.systemUTC();
        Duration ahead = Duration.between(decision.at(), span.end());
        // A source gives what begins within a span: the interval that is running at its start, too.
        var begun = new Interval(span.start().minus(LONGEST_STEP), span.end());
        boolean any = false;
        for (GridZone each : alike(zone)) {
            try {
                fallback.offer(
                        Rung.CACHED,
                        CachedHistory.offline(cache, each.source(), clock)
                                .history(each, labels, begun, share -> {}));
                any = true;
            } catch (GridException nothingFetched) {
                // Which is the usual case, and the next rung answers.
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return any;
            }
            try {
                if (ahead.isPositive()) {
                    fallback.offer(
                            CachedForecast.offline(cache, each.source(), clock)
                                    .latest(each, labels, decision, ahead));
                    any = true;
                }
            } catch (GridException nothingFetched) {
                // As above.
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return any;
            }
        }
        return any;
    }

    private static boolean areTheSamePlace(GridZone one, GridZone other) {
        for (ZoneMap.Match each : ZoneMap.of(one)) {
            if (each.zone().equals(other)
                    && (each.basis() == ZoneMap.Basis.SAME_BORDER
                            || each.basis() == ZoneMap.Basis.APPROXIMATELY)) {
                return true;
            }
        }
        return false;
    }
}
