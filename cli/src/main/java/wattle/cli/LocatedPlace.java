package wattle.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.grid.Coordinates;
import wattle.grid.catalog.CloudRegions;
import wattle.grid.catalog.Located;
import wattle.grid.catalog.ZoneLocator;
import wattle.unit.catalog.UnknownNameException;

/// The place that words on the command line stand for.
final class LocatedPlace {

    private LocatedPlace() {}

    /// A provider and a region, a latitude and a longitude, or a name.
    ///
    /// @throws Failure with exit code 4 if it is a point too far from every known city
    /// @throws UnknownNameException if nothing is called so
    static Located of(List<String> words) {
        String all = String.join(" ", words);
        Coordinates point = point(all);
        if (point != null) {
            return near(point);
        }
        int space = all.indexOf(' ');
        if (space > 0 && isProvider(all.substring(0, space))) {
            return ZoneLocator.region(all.substring(0, space), all.substring(space + 1).strip());
        }
        return ZoneLocator.named(all);
    }

    /// Whether a known city is near enough to guess by.
    static boolean isNear(Coordinates point) {
        return ZoneLocator.nearest(point).kilometres() <= ZoneLocator.FARTHEST_KILOMETRES;
    }

    static Located near(Coordinates point) {
        ZoneLocator.Nearest nearest = ZoneLocator.nearest(point);
        if (nearest.kilometres() > ZoneLocator.FARTHEST_KILOMETRES) {
            throw new Failure(
                    Exit.DATA_MISSING,
                    40,
                    "no border is known here, and the nearest known city, "
                            + nearest.city()
                            + ", is "
                            + Math.round(nearest.kilometres())
                            + " km away: too far to guess the grid zone of "
                            + point,
                    "Name the country, state or grid zone, or add --online: WattTime's"
                            + " region-from-loc answers exactly.");
        }
        return ZoneLocator.near(point);
    }

    /// @throws Failure if it is no point
    static Coordinates point(String option, String text) {
        Coordinates point = point(text);
        if (point == null) {
            throw new Failure(
                    Exit.USAGE,
                    240,
                    option + " needs a latitude and a longitude in degrees, not \"" + text + "\"",
                    "For example: --near=48.86,2.35");
        }
        return point;
    }

    /// Two numbers with a comma or spaces between them; null where it is something else.
    static @Nullable Coordinates point(String text) {
        String[] parts = text.strip().split("[,\\s]+", -1);
        if (parts.length != 2) {
            return null;
        }
        double latitude;
        double longitude;
        try {
            latitude = Double.parseDouble(parts[0]);
            longitude = Double.parseDouble(parts[1]);
        } catch (NumberFormatException noNumber) {
            return null;
        }
        try {
            return new Coordinates(latitude, longitude);
        } catch (IllegalArgumentException wrong) {
            throw new Failure(Exit.USAGE, 241, wrong.getMessage() + "", "Write 48.86,2.35.", wrong);
        }
    }

    private static boolean isProvider(String word) {
        try {
            return !CloudRegions.regions(word).isEmpty();
        } catch (UnknownNameException none) {
            return false;
        }
    }
}
