package wattle.grid.catalog;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wattle.grid.Coordinates;
import wattle.grid.GridZone;
import wattle.unit.catalog.Names;
import wattle.unit.catalog.NearMisses;
import wattle.unit.catalog.Row;
import wattle.unit.catalog.UnknownNameException;

/// The grid zone of a cloud region, a point, or a place by name.
///
/// ```java
/// ZoneLocator.region("aws", "us-east-1").zone(); // electricitymaps:US-MIDA-PJM
/// ZoneLocator.near(new Coordinates(48.86, 2.35)); // electricitymaps:FR, 0 km from Paris
/// ZoneLocator.named("Quebec").zone(); // subdivision:CA-QC
/// ```
///
/// No borders are shipped. A point is therefore placed by the nearest city of a cloud region, and
/// only within [#FARTHEST_KILOMETRES]: a border may lie between. Threads may share it.
public final class ZoneLocator {

    /// Beyond this distance from the nearest known city a point is not placed: Lyon is 112 km from
    /// Geneva, which is in another country, and 235 km from Turin, which is in a third.
    public static final double FARTHEST_KILOMETRES = 100;

    private static final String ADVICE = "See: wattle grid zones";

    private ZoneLocator() {}

    /// The zone of a cloud region.
    ///
    /// @param provider as [CloudRegions#find] takes it, like `region`
    /// @throws UnknownNameException when the provider or the region is not known
    public static Located region(String provider, String region) {
        CloudRegion found = CloudRegions.find(provider, region, null);
        var readings = new Readings();
        String grid = "the region's grid zone";
        readings.add(found.gridZone(), grid);
        GridZone figure = found.intensity().zone();
        if (figure != null) {
            readings.add(figure, figureBasis(found, figure));
        }
        if (found.subdivision() != null) {
            readings.add(
                    new GridZone(Subdivisions.SOURCE, found.subdivision()),
                    "the state or province it lies in");
        }
        readings.add(new GridZone(Countries.SOURCE, found.countryIso3()), "the country it lies in");
        readings.addRelated(found.gridZone());
        Coordinates city = new Coordinates(found.latitude(), found.longitude());
        return new Located(
                found.provider() + " " + found.region() + ": " + name(found),
                found.gridZone(),
                "the region's grid zone, by its city and checked by hand",
                city,
                null,
                readings.all,
                List.of("the point is that of " + found.city() + ", not of a building"));
    }

    private static String figureBasis(CloudRegion region, GridZone figure) {
        if (!figure.source().equals(GoogleRegions.SOURCE)) {
            return "the figure used for the region";
        }
        return region.provider().equals("gcp")
                ? "the provider's own figure"
                : "Google's figure for a region on the same grid, used for this one";
    }

    private static String name(CloudRegion region) {
        return region.location().contains(region.city())
                ? region.location()
                : region.location() + ", " + region.city();
    }

    /// A city of a cloud region and its distance from a point.
    public record Nearest(String city, Coordinates point, double kilometres, GridZone zone) {}

    /// The nearest city of a cloud region, however far.
    public static Nearest nearest(Coordinates point) {
        return byDistance(point).getFirst();
    }

    /// The zone of the nearest city of a cloud region; other zones whose cities are within reach
    /// are among the readings.
    ///
    /// @throws IllegalArgumentException if the nearest city is farther than [#FARTHEST_KILOMETRES]
    public static Located near(Coordinates point) {
        List<Nearest> cities = byDistance(point);
        Nearest first = cities.getFirst();
        if (first.kilometres() > FARTHEST_KILOMETRES) {
            throw new IllegalArgumentException(
                    "no known city within " + FARTHEST_KILOMETRES + " km of " + point);
        }
        var readings = new Readings();
        readings.add(first.zone(), "nearest known city, " + first.city(), first.kilometres());
        for (Nearest each : cities) {
            if (each.kilometres() <= FARTHEST_KILOMETRES) {
                readings.add(
                        each.zone(),
                        "another city within reach, " + each.city(),
                        each.kilometres());
            }
        }
        readings.addRelated(first.zone());
        List<String> notes = new ArrayList<>();
        notes.add(
                "borders are not known here: the point may lie across one from "
                        + first.city()
                        + "; WattTime's region-from-loc answers exactly");
        if (readings.near > 1) {
            notes.add(
                    readings.near
                            + " zones have a city within "
                            + (int) FARTHEST_KILOMETRES
                            + " km");
        }
        return new Located(
                point.toString(),
                first.zone(),
                "nearest city of a cloud region, " + first.city(),
                first.point(),
                first.kilometres(),
                readings.all,
                notes);
    }

    private static List<Nearest> byDistance(Coordinates point) {
        List<Nearest> cities = new ArrayList<>();
        for (Row row : CloudRegions.rows()) {
            Coordinates city = new Coordinates(row.number("lat"), row.number("lon"));
            cities.add(
                    new Nearest(
                            row.text("city"),
                            city,
                            point.kilometresTo(city),
                            new GridZone(GridZones.SOURCE, row.text("grid_zone"))));
        }
        cities.sort((a, b) -> Double.compare(a.kilometres(), b.kilometres()));
        return cities;
    }

    /// A country, state, province, grid zone, cloud region or its city by key or name.
    ///
    /// What is found first in this order is the zone: a code, by the rule of [Places#find]; a name
    /// of a country or state; a name of a grid zone; a typical day; a cloud region by its key; one
    /// by its name or city; the postal abbreviation of a state. Where that is several zones, none
    /// is chosen. Whatever else the name may mean is among the readings.
    ///
    /// @throws UnknownNameException when nothing is called so
    public static Located named(String name) {
        var readings = new Readings();
        int chosen = 0;
        for (Step step : Step.values()) {
            step.look(name.strip(), readings);
            if (chosen == 0) {
                chosen = readings.all.size();
            }
        }
        if (chosen == 0) {
            throw UnknownNameException.unknown(
                    UnknownNameException.Kind.ZONE, name, nearMisses(name), ADVICE);
        }
        Reading first = readings.all.getFirst();
        if (chosen > 1) {
            return new Located(
                    name,
                    null,
                    "the name stands for several places",
                    null,
                    null,
                    readings.all,
                    List.of("give the zone of the one that is meant"));
        }
        readings.addRelated(first.zone());
        return new Located(
                first.name(), first.zone(), first.basis(), null, null, readings.all, List.of());
    }

    /// The ways to read a name, in order.
    private enum Step {
        CODE {
            @Override
            void look(String name, Readings readings) {
                int colon = name.indexOf(':');
                if (colon > 0 && colon < name.length() - 1) {
                    GridZone zone = zone(name, colon);
                    if (Places.known(zone) != null
                            || !ZoneMap.of(zone).isEmpty()
                            || !TypicalDay.of(zone).isEmpty()) {
                        readings.add(zone, "zone by its key");
                    }
                    return;
                }
                String upper = name.toUpperCase(Locale.ROOT);
                Row country = Countries.byCode(upper);
                if (country != null) {
                    readings.add(
                            new GridZone(Countries.SOURCE, country.key()), "country by its code");
                }
                if (Subdivisions.byCode(upper) != null && country == null) {
                    readings.add(
                            new GridZone(Subdivisions.SOURCE, upper),
                            "state or province by its code");
                } else if (GridZones.byKey(upper) != null && country == null) {
                    readings.add(new GridZone(GridZones.SOURCE, upper), "grid zone by its key");
                }
            }
        },
        NAME {
            @Override
            void look(String name, Readings readings) {
                String squashed = Names.squash(name);
                Row country = squashed.isEmpty() ? null : Countries.byName(squashed);
                Row state = squashed.isEmpty() ? null : Subdivisions.byName(squashed);
                if (country != null) {
                    readings.add(
                            new GridZone(Countries.SOURCE, country.key()), "country by its name");
                }
                if (state != null) {
                    readings.add(
                            new GridZone(Subdivisions.SOURCE, state.key()),
                            "state or province by its name");
                }
            }
        },
        GRID_ZONE {
            @Override
            void look(String name, Readings readings) {
                String upper = name.toUpperCase(Locale.ROOT);
                String squashed = Names.squash(name);
                for (Row row : GridZones.rows()) {
                    if (row.key().equals(upper)) {
                        readings.add(new GridZone(GridZones.SOURCE, upper), "grid zone by its key");
                    } else if (!squashed.isEmpty()
                            && Names.squash(row.text("name")).equals(squashed)) {
                        readings.add(
                                new GridZone(GridZones.SOURCE, row.key()), "grid zone by its name");
                    }
                }
            }
        },
        TYPICAL_DAY {
            @Override
            void look(String name, Readings readings) {
                GridZone zone = new GridZone(TypicalDay.PROFILE, name.toUpperCase(Locale.ROOT));
                if (!TypicalDay.of(zone).isEmpty()) {
                    readings.add(zone, "typical day by its name");
                }
            }
        },
        REGION {
            @Override
            void look(String name, Readings readings) {
                // To the letter: aws us-east-1 is in Virginia, gcp us-east1 in South Carolina.
                for (Row row : CloudRegions.rows()) {
                    if (row.text("region").equalsIgnoreCase(name)) {
                        readings.add(
                                new GridZone(GridZones.SOURCE, row.text("grid_zone")),
                                "grid zone of " + row.key() + " " + row.text("region"));
                    }
                }
            }
        },
        CITY {
            @Override
            void look(String name, Readings readings) {
                String squashed = Names.squash(name);
                for (Row row : CloudRegions.rows()) {
                    if (!squashed.isEmpty()
                            && (Names.squash(row.text("region")).equals(squashed)
                                    || Names.squash(row.text("location")).equals(squashed)
                                    || Names.squash(row.text("city")).equals(squashed))) {
                        readings.add(
                                new GridZone(GridZones.SOURCE, row.text("grid_zone")),
                                "grid zone of " + row.key() + " " + row.text("region"));
                    }
                }
            }
        },
        POSTAL {
            @Override
            void look(String name, Readings readings) {
                if (name.length() != 2) {
                    return;
                }
                for (String country : new String[] {"US", "CA", "AU"}) {
                    String code = country + "-" + name.toUpperCase(Locale.ROOT);
                    if (Subdivisions.byCode(code) != null) {
                        readings.add(
                                new GridZone(Subdivisions.SOURCE, code),
                                "state or province by its abbreviation");
                    }
                }
            }
        };

        abstract void look(String name, Readings readings);
    }

    /// The zone in its usual spelling: sources in lower case, keys of all but Google's in upper.
    private static GridZone zone(String text, int colon) {
        String source = text.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        String key = text.substring(colon + 1).strip();
        boolean lower = source.equals(GoogleRegions.SOURCE) || source.equals("uk");
        String usual = lower ? key.toLowerCase(Locale.ROOT) : key.toUpperCase(Locale.ROOT);
        Row country = source.equals(Countries.SOURCE) ? Countries.byCode(usual) : null;
        return new GridZone(source, country == null ? usual : country.key());
    }

    private static List<String> nearMisses(String name) {
        String squashed = Names.squash(name.substring(name.indexOf(':') + 1));
        NearMisses misses = new NearMisses(squashed);
        Countries.offer(misses, squashed);
        Subdivisions.offer(misses);
        GridZones.offer(misses);
        for (Row row : CloudRegions.rows()) {
            misses.offer(Names.squash(row.text("region")), row.text("region"));
            misses.offer(Names.squash(row.text("city")), row.text("city"));
        }
        return misses.nearest();
    }

    /// Collects readings, each zone once: the first way to a zone is the one that is told.
    private static final class Readings {

        private final List<Reading> all = new ArrayList<>();
        private final Set<GridZone> seen = new LinkedHashSet<>();
        private int near;

        void add(GridZone zone, String basis) {
            add(zone, basis, null);
        }

        void add(GridZone zone, String basis, @Nullable Double kilometres) {
            if (seen.add(zone)) {
                near += kilometres == null ? 0 : 1;
                all.add(new Reading(zone, name(zone), basis, kilometres, data(zone)));
            }
        }

        /// What the map of zones has for it, and its typical days.
        void addRelated(GridZone zone) {
            for (ZoneMap.Match each : ZoneMap.of(zone)) {
                add(
                        each.zone(),
                        basis(each, zone) + (each.note().isEmpty() ? "" : ": " + each.note()));
            }
        }

        private static String basis(ZoneMap.Match match, GridZone zone) {
            return switch (match.basis()) {
                case SAME_BORDER -> "same border as " + zone;
                case APPROXIMATELY -> "approximately " + zone;
                case WITHIN -> "contains " + zone;
                case CONTAINS -> "within " + zone;
            };
        }

        private static List<ZoneData> data(GridZone zone) {
            return zone.source().equals(TypicalDay.PROFILE)
                    ? ZoneData.of(zone)
                    : ZoneData.yearly(zone);
        }

        private static String name(GridZone zone) {
            YearlyFigures figures = Places.known(zone);
            if (figures != null) {
                return figures.place();
            }
            return switch (zone.source()) {
                case TypicalDay.PROFILE -> "typical day of " + zone.key();
                case "eia" -> "balancing area " + zone.key() + " of EIA form 930";
                case "watttime" -> "WattTime region " + zone.key();
                case "uk" -> "Carbon Intensity API, " + zone.key();
                case "sgip" -> "SGIP GHG Signal area " + zone.key();
                default -> zone.key();
            };
        }
    }
}
