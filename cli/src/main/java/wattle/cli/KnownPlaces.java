package wattle.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wattle.grid.Factor;
import wattle.grid.GridZone;
import wattle.grid.IntensityFactor;
import wattle.grid.Labels;
import wattle.grid.LayeredIntensity;
import wattle.grid.Signal;
import wattle.grid.cache.CacheEntry;
import wattle.grid.cache.GridCache;
import wattle.grid.catalog.Places;
import wattle.grid.catalog.TypicalDay;
import wattle.hub.page.plan.HourlyPlaces;
import wattle.hub.page.plan.TypicalPlaces;
import wattle.hub.web.carbonaware.NotKnownException;
import wattle.series.Interval;
import wattle.unit.catalog.UnknownNameException;

/// The places that `wattle plan` can plan for, and the intensity that it then plans by.
final class KnownPlaces implements HourlyPlaces {

    private final Home home;
    private final Clock clock;
    private final Console silent =
            new Console(new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()));

    KnownPlaces(Home home, Clock clock) {
        this.home = home;
        this.clock = clock;
    }

    @Override
    public List<Known> all() {
        List<Known> all = new ArrayList<>();
        for (TypicalDay each : TypicalDay.all()) {
            String zone = TypicalPlaces.zone(each);
            all.add(new Known(zone, TypicalPlaces.name(each), each.labels(), "typical day"));
        }
        if (Files.isDirectory(home.gridCache())) {
            Map<String, Known> fetched = new LinkedHashMap<>();
            for (CacheEntry each : new GridCache(home.gridCache(), problem -> {}).list()) {
                if (each.values() > 0) {
                    String zone = each.key().zone().toString();
                    Labels labels = each.key().labels();
                    fetched.putIfAbsent(
                            zone + " " + PlaceIntensity.words(labels),
                            new Known(zone, zone, labels, "fetched"));
                }
            }
            all.addAll(fetched.values());
        }
        return List.copyOf(all);
    }

    @Override
    public LayeredIntensity over(
            String place, @Nullable Signal signal, @Nullable Factor factor, Interval span)
            throws NotKnownException {
        try {
            Failure refused = null;
            for (Labels each : kinds(place, signal, factor)) {
                try {
                    return layers(place, each.signal(), each.factor(), span);
                } catch (Failure nothing) {
                    refused = refused == null ? nothing : refused;
                }
            }
            if (refused != null) {
                throw refused;
            }
            return layers(place, signal, factor, span);
        } catch (UnknownNameException unknown) {
            throw new NotKnownException(sentence(unknown, unknown.advice()), unknown);
        } catch (Failure nothing) {
            throw new NotKnownException(sentence(nothing, ""), nothing);
        }
    }

    private LayeredIntensity layers(
            String place, @Nullable Signal signal, @Nullable Factor factor, Interval span) {
        return Objects.requireNonNull(
                new PlaceZones(silent, home, clock).zone(place, signal, factor, span).layers());
    }

    private static String sentence(Exception problem, String advice) {
        String words = String.valueOf(problem.getMessage());
        String end = words.endsWith(".") || words.endsWith("?") ? "" : ".";
        return words + end + (advice.isEmpty() ? "" : " " + advice);
    }

    /// The place's own kind first, then what was fetched, then typical days.
    private Set<Labels> kinds(String place, @Nullable Signal signal, @Nullable Factor factor) {
        Set<Labels> kinds = new LinkedHashSet<>();
        TypicalDay only = PlaceZones.typicalOnly(place, signal, factor);
        GridZone zone =
                only == null ? PlaceIntensity.fetchedOnly(place, home, problem -> {}) : only.zone();
        if (zone == null) {
            IntensityFactor yearly = Places.find(place, null);
            zone = yearly.zone();
            kinds.add(yearly.labels());
        }
        if (zone != null) {
            kinds.addAll(PlaceIntensity.kinds(zone, home, problem -> {}));
            TypicalDay.of(zone).forEach(each -> kinds.add(each.labels()));
        }
        kinds.removeIf(each ->
                (signal != null && signal != each.signal())
                        || (factor != null && factor != each.factor()));
        return kinds;
    }
}
