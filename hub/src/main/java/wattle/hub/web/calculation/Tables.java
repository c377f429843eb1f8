package wattle.hub.web.calculation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wattle.hub.web.Json;
import wattle.unit.catalog.NearMisses;

/// CSV, as files have it, from what a request has in their stead: its text, or rows as objects.
final class Tables {

    static final List<String> ENERGY =
            List.of("interval_start_utc", "energy_joules", "power_watts");
    static final List<String> INTENSITY = List.of("timestamp_utc", "g_per_kwh");
    static final List<String> JOBS = List.of("job", "intervals", "interval_seconds", "power_watts");

    private static final int MOST_ROWS = 1_000_000;

    private Tables() {}

    /// A series.
    ///
    /// @param fields with `csv` or `rows`, and no other but those in `also`
    /// @param columns that rows may have
    /// @param at a JSON pointer to it
    static String series(
            Map<String, Json> fields, List<String> columns, List<String> also, String at) {
        for (String each : fields.keySet()) {
            if (!each.equals("csv") && !each.equals("rows") && !also.contains(each)) {
                throw unknown(each, at, "a series has csv or rows");
            }
        }
        Json csv = fields.get("csv");
        Json rows = fields.get("rows");
        if ((csv == null) == (rows == null)) {
            throw Invalid.at(true, at, "WATTLE-2387", "a series is given by either csv or rows");
        }
        if (csv != null) {
            if (csv instanceof Json.Text text) {
                return text.value();
            }
            throw Invalid.at(
                    true, at + "/csv", "WATTLE-2386", "csv is a string, not " + csv.kind());
        }
        if (rows instanceof Json.Items items) {
            return csv(rows(items, columns, at + "/rows"), columns);
        }
        throw Invalid.at(true, at + "/rows", "WATTLE-2386", "rows is an array of objects");
    }

    /// The objects of an array, each with these fields at most.
    static List<Map<String, Json>> rows(Json.Items items, List<String> columns, String at) {
        if (items.values().size() > MOST_ROWS) {
            throw Invalid.at(true, at, "WATTLE-2388", "a table has at most " + MOST_ROWS + " rows");
        }
        List<Map<String, Json>> rows = new ArrayList<>();
        for (int i = 0; i < items.values().size(); i++) {
            if (!(items.values().get(i) instanceof Json.Fields row)) {
                throw Invalid.at(true, at + "/" + i, "WATTLE-2386", "a row is an object");
            }
            for (String name : row.values().keySet()) {
                if (!columns.contains(name)) {
                    throw unknown(name, at + "/" + i, "a row has " + String.join(", ", columns));
                }
            }
            rows.add(row.values());
        }
        return rows;
    }

    /// With the columns that some row has, in their order.
    static String csv(List<Map<String, Json>> rows, List<String> columns) {
        List<String> used = new ArrayList<>();
        for (String column : columns) {
            boolean any = false;
            for (Map<String, Json> row : rows) {
                any |= row.containsKey(column);
            }
            if (any) {
                used.add(column);
            }
        }
        var text = new StringBuilder(String.join(",", used)).append('\n');
        for (Map<String, Json> row : rows) {
            for (int i = 0; i < used.size(); i++) {
                text.append(i == 0 ? "" : ",").append(cell(row.get(used.get(i))));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String cell(@Nullable Json value) {
        return switch (value) {
            case null -> "";
            case Json.Text text -> '"' + text.value().replace("\"", "\"\"") + '"';
            case Json.Numeral number -> number.text();
            case Json.Flag flag -> Boolean.toString(flag.value());
            case Json.Nothing _ -> "";
            case Json.Items _ -> "\"an array\"";
            case Json.Fields _ -> "\"an object\"";
        };
    }

    private static RuntimeException unknown(String name, String at, String known) {
        return Invalid.at(
                true,
                at + "/" + escaped(name),
                "WATTLE-2385",
                "there is no field \"" + name + "\": " + known);
    }

    /// As RFC 6901 has it.
    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /// "Did you mean hours?", or nothing.
    static String meant(String name, List<String> known) {
        var misses = new NearMisses(name);
        known.forEach(each -> misses.offer(each, each));
        List<String> nearest = misses.nearest();
        return nearest.isEmpty() ? "" : " Did you mean " + String.join(" or ", nearest) + "?";
    }
}
