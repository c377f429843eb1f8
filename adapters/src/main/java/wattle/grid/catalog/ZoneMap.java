package wattle.grid.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wattle.grid.GridZone;
import wattle.unit.Source;
import wattle.unit.catalog.Row;
import wattle.unit.catalog.Table;

/// Which zones of different sources are one place, or nearly, and which lie within another.
///
/// ```java
/// ZoneMap.of(new GridZone("country", "DEU")); // electricitymaps:DE, same border; watttime:DE, …
/// ```
///
/// Zones of different sources stay unequal: their numbers count different things. The map says
/// where to look, no more. Sources are `country` (ISO 3166-1, three letters), `subdivision` (ISO
/// 3166-2), `electricitymaps`, `watttime`, `uk` (Carbon Intensity API), `eia` (balancing areas of
/// form 930), `sgip` (California) and `profile` (typical days). What is not in the table is not
/// known to be the same. Threads may share it.
public final class ZoneMap {

    private static final Table TABLE = Table.read(ZoneMap.class, "zone_map.csv");

    private ZoneMap() {}

    /// How one zone lies to another; best first.
    public enum Basis {
        SAME_BORDER("same border"),
        /// Most of the load is the same; a note says what is not.
        APPROXIMATELY("approximately"),
        /// The zone asked for lies within the other.
        WITHIN("within"),
        /// The zone asked for contains the other.
        CONTAINS("contains");

        private final String label;

        Basis(String label) {
            this.label = label;
        }

        /// The word in the table and in results.
        public String label() {
            return label;
        }

        Basis inverse() {
            return this == WITHIN ? CONTAINS : this == CONTAINS ? WITHIN : this;
        }

        /// How A lies to C, where A lies to B so and B to C by `next`; null where that does not
        /// follow.
        private @Nullable Basis then(Basis next) {
            if (this == SAME_BORDER) {
                return next;
            }
            return next == SAME_BORDER || (this == next && this != APPROXIMATELY) ? this : null;
        }
    }

    /// @param zone a zone of another source
    /// @param basis how the zone asked for lies to it
    /// @param note what differs, in words; empty where nothing was noted
    /// @param source where that is from
    public record Match(GridZone zone, Basis basis, String note, Source source) {}

    /// All zones that the map has for this one: same border first, then approximately, then those
    /// that it lies within, then those that it contains. Empty where it has none.
    public static List<Match> of(GridZone zone) {
        return ordered(reached(zone));
    }

    /// Those of one source.
    public static List<Match> of(GridZone zone, String source) {
        return of(zone).stream().filter(each -> each.zone().source().equals(source)).toList();
    }

    /// By the zones as text: the first comparison of records costs a fresh JVM thirty milliseconds.
    private static List<Match> reached(GridZone start) {
        List<Match> reached = new ArrayList<>();
        Map<String, Basis> best = new HashMap<>();
        best.put(start.toString(), Basis.SAME_BORDER);
        reached.add(new Match(start, Basis.SAME_BORDER, "", new Source("", null)));
        for (int i = 0; i < reached.size(); i++) {
            Match from = reached.get(i);
            for (Match step : neighbours(from.zone())) {
                Basis basis = from.basis().then(step.basis());
                String key = step.zone().toString();
                Basis known = best.get(key);
                if (basis != null && (known == null || basis.compareTo(known) < 0)) {
                    String note = step.note().isEmpty() ? from.note() : step.note();
                    best.put(key, basis);
                    reached.add(new Match(step.zone(), basis, note, step.source()));
                }
            }
        }
        return reached;
    }

    /// Each zone by its best basis, without the zone asked for, which comes first.
    private static List<Match> ordered(List<Match> reached) {
        List<Match> ordered = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        seen.add(reached.getFirst().zone().toString());
        for (Basis basis : Basis.values()) {
            for (Match each : reached) {
                if (each.basis() == basis && seen.add(each.zone().toString())) {
                    ordered.add(each);
                }
            }
        }
        return ordered;
    }

    /// What the rows that hold the zone say of it.
    private static List<Match> neighbours(GridZone zone) {
        String key = zone.toString();
        List<Match> found = new ArrayList<>();
        for (Row row : TABLE.rowsHolding(key)) {
            Basis basis = basis(row.text("basis"));
            List<String> others = row.list("others");
            if (row.key().equals(key)) {
                for (String each : others) {
                    found.add(match(each, basis, row));
                }
            } else if (others.contains(key)) {
                found.add(match(row.key(), basis.inverse(), row));
                for (String each : basis == Basis.SAME_BORDER ? others : List.<String>of()) {
                    if (!each.equals(key)) {
                        found.add(match(each, basis, row));
                    }
                }
            }
        }
        return found;
    }

    private static Match match(String zone, Basis basis, Row row) {
        return new Match(
                TypicalDay.zone(zone),
                basis,
                row.text("note"),
                GridSources.ALL.source(row.text("source")));
    }

    private static Basis basis(String label) {
        for (Basis basis : Basis.values()) {
            if (basis.label.equals(label)) {
                return basis;
            }
        }
        throw new IllegalStateException("zone_map.csv names an unknown basis: " + label);
    }
}
