package wattle.cli;

import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import wattle.grid.Decision;
import wattle.grid.Fallback;
import wattle.grid.GridException;
import wattle.grid.GridZone;
import wattle.grid.Intensity;
import wattle.grid.IntensityFactor;
import wattle.grid.Labels;
import wattle.grid.LayeredIntensity;
import wattle.grid.Rung;
import wattle.grid.cache.CachedForecast;
import wattle.grid.cache.CachedHistory;
import wattle.grid.cache.GridCache;
import wattle.grid.catalog.TypicalDay;
import wattle.grid.catalog.ZoneMap;
import wattle.series.Interval;

/// The intensity of a place over a time, from what is on this machine, by the rule of [Fallback]:
/// what was fetched of it, a forecast that was fetched, its typical day, its yearly figure. Asks
/// nobody.
final class PlaceIntensity {

    private static final String WORLD = "WLD";

    private PlaceIntensity() {}

    /// @param yearly the place's figure; comes back itself where nothing finer is known
    /// @param span of the energy; forecasts must have been issued before its start
    /// @param remarks told what the user must know
    static Intensity over(
            IntensityFactor yearly, Interval span, Home home, Consumer<String> remarks) {
        LayeredIntensity finer =
                layers(yearly, span, new Decision(span.start()), home, remarks, true);
        return finer == null ? yearly : finer;
    }

    /// The yearly figure that [#over] was given; null where there was none.
    static @Nullable IntensityFactor yearlyOf(Intensity intensity) {
        if (intensity instanceof LayeredIntensity layered) {
            return yearlyOf(layered.layers().getLast().intensity());
        }
        return intensity instanceof IntensityFactor yearly ? yearly : null;
    }

    /// As [#over] without the yearly figure, which tells no hour from another.
    ///
    /// @return null where nothing by the hour is known
    static @Nullable LayeredIntensity byTheHour(
            IntensityFactor yearly,
            Interval span,
            Decision decision,
            Home home,
            Consumer<String> remarks) {
        return layers(yearly, span, decision, home, remarks, false);
    }

    private static @Nullable LayeredIntensity layers(
            IntensityFactor yearly,
            Interval span,
            Decision decision,
            Home home,
            Consumer<String> remarks,
            boolean withYearly) {
        GridZone zone = yearly.zone();
        if (zone == null || zone.key().equals(WORLD)) {
            return null;
        }
        TypicalDay typical = TypicalDay.find(zone, yearly.labels());
        boolean fetched = Files.isDirectory(home.gridCache());
        if (typical == null && !fetched) {
            return null;
        }
        var fallback =
                new Fallback(yearly.labels(), zone, decision, PlaceIntensity::areTheSamePlace);
        boolean any = typical != null;
        if (fetched) {
            any |= offerFetched(fallback, zone, yearly.labels(), span, decision, home, remarks);
        }
        if (!any) {
            return null;
        }
        if (typical != null) {
            typical.notes().forEach(remarks);
            fallback.offer(Rung.TYPICAL_DAY, typical.over(span), typical.boundsOver(span));
        }
        if (withYearly) {
            fallback.offer(Rung.YEARLY, yearly);
        }
        return fallback.intensity();
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
        List<GridZone> zones = new ArrayList<>(List.of(zone));
        for (ZoneMap.Match each : ZoneMap.of(zone)) {
            if (each.basis() == ZoneMap.Basis.SAME_BORDER) {
                zones.add(each.zone());
            }
        }
        boolean any = false;
        for (GridZone each : zones) {
            try {
                fallback.offer(
                        Rung.CACHED,
                        CachedHistory.offline(cache, each.source(), clock)
                                .history(each, labels, span, share -> {}));
                any = true;
            } catch (GridException nothingFetched) {
                // Which is the usual case, and the next rung answers.
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return any;
            }
            try {
                fallback.offer(
                        CachedForecast.offline(cache, each.source(), clock)
                                .latest(each, labels, decision, span.duration()));
                any = true;
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
