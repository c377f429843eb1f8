package wattle.grid.fault;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What is said of a series' zone, and where: names that should be one.
///
/// Names of files and folders speak only where they look like a zone of the same kind, such as
/// `BR-SP` beside `BR-CS`: most are called otherwise.
///
/// @param rows the zone of each row, as far as rows have one
/// @param regions the zone that `regions.csv` gives the file
/// @param file the file's name without its ending
/// @param folder the name of the folder the file lies in
public record ZoneNames(
        Set<String> rows,
        @Nullable String regions,
        @Nullable String file,
        @Nullable String folder) {

    public static final ZoneNames NONE = new ZoneNames(Set.of(), null, null, null);

    public ZoneNames {
        rows = Set.copyOf(rows);
    }

    /// What contradicts the most trusted of the names, in words; empty where nothing does.
    List<String> contradictions() {
        if (rows.size() > 1) {
            return List.of(
                    "the rows are of several zones: " + String.join(", ", new TreeSet<>(rows)));
        }
        Map<String, String> said = new LinkedHashMap<>();
        rows.forEach(zone -> said.put("the rows", zone));
        if (regions != null) {
            said.put("regions.csv", regions);
        }
        if (said.isEmpty()) {
            return List.of();
        }
        Map.Entry<String, String> trusted = said.entrySet().iterator().next();
        String zone = trusted.getValue();
        addName(said, "the file's name", file, zone);
        addName(said, "the folder's name", folder, zone);
        return said.entrySet().stream()
                .filter(each -> !each.getValue().equals(zone))
                .map(each ->
                        each.getKey()
                                + " says "
                                + each.getValue()
                                + ", "
                                + trusted.getKey()
                                + " say"
                                + (trusted.getKey().startsWith("the") ? " " : "s ")
                                + zone)
                .toList();
    }

    private static void addName(
            Map<String, String> said, String where, @Nullable String name, String zone) {
        if (name == null) {
            return;
        }
        String named = zoneIn(name);
        int country = zone.indexOf('-');
        String prefix = country < 0 ? zone : zone.substring(0, country);
        if (named.equals(prefix) || named.startsWith(prefix + "-")) {
            said.put(where, named);
        }
    }

    /// The zone that a name begins with: `GB` of `GB.average-2020`, `ES` of `ES_2021_hourly`.
    private static String zoneIn(String name) {
        int end = 0;
        while (end < name.length()
                && (Character.isUpperCase(name.charAt(end))
                        || Character.isDigit(name.charAt(end))
                        || name.charAt(end) == '-')) {
            end++;
        }
        return name.substring(0, end);
    }
}
