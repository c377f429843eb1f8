package wattle.grid.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import wattle.grid.GridZone;
import wattle.grid.IntensityFactor;
import wattle.unit.catalog.Names;
import wattle.unit.catalog.NearMisses;
import wattle.unit.catalog.Row;
import wattle.unit.catalog.UnknownNameException;

/// Yearly carbon intensities of places.
///
/// ```java
/// Places.find("FR", 2024); // France, lifecycle, by Ember
/// Places.find("Quebec", null); // the latest year
/// Places.find("electricitymaps:DK-DK1", null); // a grid zone of Electricity Maps
/// ```
///
/// Threads may share it. The first call reads the table of countries (46 kB): in a fresh JVM it
/// takes 4 to 8 ms with an ahead-of-time cache and 8 to 14 ms without. The other tables are read
/// when a name leads there.
public final class Places {

    private static final String ADVICE = "See: wattle grid zones";

    private Places() {}

    /// The intensity of a place.
    ///
    /// A place is a country by the two or three letters of ISO 3166-1 or by its name, `world` or
    /// `WLD`, the European Union `EU` or `EUU`; a state or province of the United States, Canada or
    /// Australia by ISO 3166-2 or name; a grid zone by its key at Electricity Maps. Upper and lower
    /// case are one. `country:FRA`, `subdivision:US-CA`, `electricitymaps:FR` and
    /// `google-cloud:europe-west9` say whose figure is meant; without, the first of these that
    /// knows the name answers.
    ///
    /// @param year the year asked for: without a figure of its own the nearest year answers, the
    ///   earlier of two as near, and a note says so; null for the latest
    /// @throws UnknownNameException when no place is called so, or a country and a state are
    public static IntensityFactor find(String zone, @Nullable Integer year) {
        return figures(zone).factor(year);
    }

    /// Whether [#find] has a figure for exactly this name.
    public static boolean isKnown(String zone) {
        try {
            figures(zone);
            return true;
        } catch (UnknownNameException unknown) {
            return false;
        }
    }

    /// Every place by the key that [#find] takes, with its name: countries, then states and
    /// provinces, then grid zones; then typical days of zones that have nothing else, which [#find]
    /// does not take. Each of the tables is read once, so this costs some milliseconds.
    public static List<Place> all() {
        List<Place> places = new ArrayList<>();
        for (Row row : Countries.rows()) {
            places.add(new Place(Countries.shortCode(row), row.text("name"), Countries.SOURCE));
        }
        for (Row row : Subdivisions.rows()) {
            places.add(new Place(row.key(), row.text("name"), Subdivisions.SOURCE));
        }
        for (Row row : GridZones.rows()) {
            places.add(
                    new Place(
                            GridZones.SOURCE + ":" + row.key(),
                            row.text("name"),
                            GridZones.SOURCE));
        }
        for (TypicalDay each : TypicalDay.all()) {
            if (GridZones.byKey(each.name()) == null) {
                places.add(
                        new Place(
                                TypicalDay.PROFILE + ":" + each.name(),
                                "typical day of " + each.zone().key(),
                                TypicalDay.PROFILE));
            }
        }
        return List.copyOf(places);
    }

    /// @param zone the key that [#find] takes
    /// @param name in words
    /// @param source who draws it: `country`, `subdivision`, `electricitymaps` or `profile`
    public record Place(String zone, String name, String source) {

        /// What is shipped for it, typical days included.
        public List<ZoneData> data() {
            int colon = zone.indexOf(':');
            return ZoneData.of(
                    colon < 0
                            ? figures(zone).zone()
                            : new GridZone(source, zone.substring(colon + 1)));
        }
    }

    static YearlyFigures figures(String zone) {
        int colon = zone.indexOf(':');
        YearlyFigures figures =
                colon < 0
                        ? unqualified(zone.strip())
                        : qualified(
                                zone.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                                zone.substring(colon + 1).strip());
        if (figures == null) {
            throw UnknownNameException.unknown(
                    UnknownNameException.Kind.ZONE,
                    zone,
                    nearMisses(zone.substring(colon + 1)),
                    ADVICE);
        }
        return figures;
    }

    /// The yearly figures of exactly this zone; null where none are shipped.
    static @Nullable YearlyFigures known(GridZone zone) {
        return qualified(zone.source(), zone.key());
    }

    private static @Nullable YearlyFigures qualified(String source, String key) {
        String upper = key.toUpperCase(Locale.ROOT);
        return switch (source) {
            case Countries.SOURCE -> country(Countries.byCode(upper));
            case Subdivisions.SOURCE -> subdivision(Subdivisions.byCode(upper));
            case GridZones.SOURCE -> gridZone(GridZones.byKey(upper));
            case GoogleRegions.SOURCE -> GoogleRegions.figures(key.toLowerCase(Locale.ROOT));
            default -> null;
        };
    }

    private static @Nullable YearlyFigures unqualified(String zone) {
        String upper = zone.toUpperCase(Locale.ROOT);
        if (isCode(upper)) {
            Row country = Countries.byCode(upper);
            if (country != null) {
                return Countries.figures(country);
            }
            Row subdivision = Subdivisions.byCode(upper);
            if (subdivision != null) {
                return Subdivisions.figures(subdivision);
            }
            Row gridZone = GridZones.byKey(upper);
            if (gridZone != null) {
                return GridZones.figures(gridZone);
            }
        }
        return byName(zone);
    }

    private static @Nullable YearlyFigures byName(String zone) {
        String squashed = Names.squash(zone);
        if (squashed.isEmpty()) {
            return null;
        }
        Row country = Countries.byName(squashed);
        Row subdivision = Subdivisions.byName(squashed);
        if (country != null && subdivision != null) {
            throw UnknownNameException.ambiguous(
                    UnknownNameException.Kind.ZONE,
                    zone,
                    List.of(Countries.shortCode(country), subdivision.key()),
                    ADVICE);
        }
        return country != null ? Countries.figures(country) : subdivision(subdivision);
    }

    private static List<String> nearMisses(String zone) {
        String squashed = Names.squash(zone);
        NearMisses misses = new NearMisses(squashed);
        Countries.offer(misses, squashed);
        Subdivisions.offer(misses);
        GridZones.offer(misses);
        return misses.nearest();
    }

    /// Codes are two or three letters, or two letters and more after a hyphen.
    private static boolean isCode(String zone) {
        return zone.length() == 2
                || zone.length() == 3
                || (zone.length() > 3 && zone.charAt(2) == '-');
    }

    private static @Nullable YearlyFigures country(@Nullable Row row) {
        return row == null ? null : Countries.figures(row);
    }

    private static @Nullable YearlyFigures subdivision(@Nullable Row row) {
        return row == null ? null : Subdivisions.figures(row);
    }

    private static @Nullable YearlyFigures gridZone(@Nullable Row row) {
        return row == null ? null : GridZones.figures(row);
    }
}
