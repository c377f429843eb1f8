package wattle.hub.page.plan;

import java.util.HashMap;
import java.util.Map;
import wattle.grid.GridZone;
import wattle.grid.catalog.Places;
import wattle.grid.catalog.TypicalDay;

/// What the zones of the typical days are called: in words, and by the name that leads to exactly
/// this typical day.
public final class TypicalPlaces {

    private static final String GRID = "electricitymaps:";

    private TypicalPlaces() {}

    /// Read when the first page needs them.
    private static final class Held {

        private static final Map<String, String> NAMES = names();
        private static final Map<String, String> ZONES = new HashMap<>();

        static {
            for (TypicalDay each : TypicalDay.all()) {
                ZONES.put(each.name(), find(each));
            }
        }

        private static Map<String, String> names() {
            Map<String, String> names = new HashMap<>();
            Places.all().forEach(each -> names.put(each.zone(), each.name()));
            return names;
        }

        private static String find(TypicalDay day) {
            if (Places.isKnown(day.name())) {
                GridZone zone = Places.find(day.name(), null).zone();
                boolean exact =
                        zone != null
                                && TypicalDay.of(zone).stream()
                                        .anyMatch(each ->
                                                each.name().equals(day.name())
                                                        && each.notes().isEmpty());
                if (exact) {
                    return day.name();
                }
            }
            return Places.isKnown(GRID + day.name())
                    ? GRID + day.name()
                    : TypicalDay.PROFILE + ":" + day.name();
        }
    }

    /// The name that a plan takes.
    public static String zone(TypicalDay day) {
        return Held.ZONES.getOrDefault(day.name(), TypicalDay.PROFILE + ":" + day.name());
    }

    /// In words, such as "Germany".
    public static String name(TypicalDay day) {
        String grid = Held.NAMES.get(GRID + day.name());
        return grid != null ? grid : Held.NAMES.getOrDefault(day.name(), day.name());
    }
}
