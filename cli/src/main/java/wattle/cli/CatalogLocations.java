package wattle.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wattle.grid.Decision;
import wattle.grid.Fallback;
import wattle.grid.GridZone;
import wattle.grid.IntensityFactor;
import wattle.grid.Labels;
import wattle.grid.LayeredIntensity;
import wattle.grid.Rung;
import wattle.grid.catalog.CloudRegions;
import wattle.grid.catalog.Located;
import wattle.grid.catalog.Places;
import wattle.grid.catalog.TypicalDay;
import wattle.hub.web.carbonaware.LocationIntensity;
import wattle.hub.web.carbonaware.NotKnownException;
import wattle.series.Interval;
import wattle.unit.catalog.UnknownNameException;

/// The intensity of cloud regions and places, from what was fetched of their grid zones, their
/// typical days and their yearly figures.
final class CatalogLocations implements LocationIntensity {

    private final Home home;

    CatalogLocations(Home home) {
        this.home = home;
    }

    @Override
    public LayeredIntensity over(
            String location, Interval span, Instant decision, boolean byTheHour)
            throws NotKnownException {
        try {
            return known(location, span, new Decision(decision), byTheHour);
        } catch (UnknownNameException unknown) {
            throw new NotKnownException(sentence(unknown, unknown.advice()), unknown);
        } catch (Failure nothing) {
            throw new NotKnownException(sentence(nothing, ""), nothing);
        }
    }

    private static String sentence(Exception problem, String advice) {
        String words = String.valueOf(problem.getMessage());
        String end = words.endsWith(".") || words.endsWith("?") ? "" : ".";
        return words + end + (advice.isEmpty() ? "" : " " + advice);
    }

    private LayeredIntensity known(
            String location, Interval span, Decision decision, boolean byTheHour) {
        GridZone fetched = PlaceIntensity.fetchedOnly(location, home, remark -> {});
        GridZone zone = fetched == null ? zone(location) : fetched;
        IntensityFactor yearly = fetched == null ? Places.find(zone.toString(), null) : null;
        for (Labels each : kinds(zone, yearly)) {
            LayeredIntensity finer =
                    PlaceIntensity.byTheHour(zone, each, span, decision, home, remark -> {});
            if (finer != null) {
                return finer;
            }
        }
        if (byTheHour || yearly == null) {
            throw new Failure(
                    Exit.DATA_MISSING,
                    386,
                    "nothing by the hour is known of " + location + ", which is " + zone,
                    "");
        }
        var fallback = new Fallback(yearly.labels(), zone, decision, (one, other) -> false);
        fallback.offer(Rung.YEARLY, yearly);
        return fallback.intensity();
    }

    /// What there may be by the hour: the place's own kind first.
    private Set<Labels> kinds(GridZone zone, @Nullable IntensityFactor yearly) {
        List<Labels> kinds = new ArrayList<>();
        if (yearly != null) {
            kinds.add(yearly.labels());
        }
        kinds.addAll(PlaceIntensity.kinds(zone, home, remark -> {}));
        TypicalDay.of(zone).forEach(each -> kinds.add(each.labels()));
        return new LinkedHashSet<>(kinds);
    }

    /// By the key of a cloud region alone, as the SDK's clients name locations; else by any name of
    /// a place.
    private static GridZone zone(String location) {
        Located found = region(location);
        if (found == null) {
            found = LocatedPlace.of(List.of(location));
        }
        if (found.zone() == null) {
            throw new Failure(
                    Exit.INVALID_INPUT,
                    385,
                    "\"" + location + "\" stands for several places",
                    "Name one of them.");
        }
        return found.zone();
    }

    private static @Nullable Located region(String location) {
        for (String provider : List.of("azure", "aws", "gcp")) {
            if (CloudRegions.regions(provider).contains(location)) {
                return LocatedPlace.of(List.of(provider, location));
            }
        }
        return null;
    }
}
