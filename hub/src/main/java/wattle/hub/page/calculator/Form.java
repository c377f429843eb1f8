package wattle.hub.page.calculator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import wattle.hub.web.Json;
import wattle.report.Figures;

/// What stands in the calculator's fields: the names are those of `/v1/estimate`, so that an
/// address is a request. Immutable.
///
/// A count of devices has a field of its own beside each name; `A100:8` in one field says the same.
public final class Form {

    /// Groups of devices that a page shows.
    public static final int GROUPS = 4;

    private static final int LONGEST = 200;
    private static final Pattern NUMBER =
            Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,15})?([eE][+-]?[0-9]{1,2})?");

    private static final List<String> NUMBERS =
            List.of(
                    "memory_gb",
                    "hours",
                    "device_hours",
                    "utilization",
                    "power_watts",
                    "energy_kwh",
                    "year",
                    "pue",
                    "lifespan_years",
                    "resource_share",
                    "runs",
                    "offset_percent",
                    "intensity",
                    "count");

    private static final List<String> TEXTS =
            List.of("zone", "provider", "region", "from", "to", "signal", "factor", "per");

    private final Map<String, String> values;
    private final List<String> accelerators;
    private final List<String> counts;
    private final List<String> cpus;
    private final Map<String, String> wrong;

    private Form(
            Map<String, String> values,
            List<String> accelerators,
            List<String> counts,
            List<String> cpus,
            Map<String, String> wrong) {
        this.values = values;
        this.accelerators = accelerators;
        this.counts = counts;
        this.cpus = cpus;
        this.wrong = wrong;
    }

    /// @param query as it came; what is no field of ours is left alone
    public static Form of(Map<String, List<String>> query) {
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, String> wrong = new LinkedHashMap<>();
        for (String each : NUMBERS) {
            String value = first(query, each).replace(',', '.').strip();
            if (!value.isEmpty()) {
                values.put(each, value);
                if (!NUMBER.matcher(value).matches()) {
                    wrong.put(each, "This takes a number such as 1.5, not below zero.");
                }
            }
        }
        for (String each : TEXTS) {
            String value = first(query, each).strip();
            if (!value.isEmpty()) {
                values.put(each, value);
            }
        }
        if (first(query, "no_embodied").equals("true")) {
            values.put("no_embodied", "true");
        }
        List<String> accelerators = new ArrayList<>();
        List<String> counts = new ArrayList<>();
        List<String> names = all(query, "accelerator");
        List<String> given = all(query, "accelerators");
        for (int i = 0; i < Math.min(names.size(), 20); i++) {
            String name = names.get(i).strip();
            String count = i < given.size() ? given.get(i).strip() : "";
            int colon = name.lastIndexOf(':');
            if (count.isEmpty() && colon > 0) {
                count = name.substring(colon + 1);
                name = name.substring(0, colon);
            }
            if (!name.isEmpty()) {
                accelerators.add(name);
                counts.add(count);
                if (!count.isEmpty() && !count.matches("[1-9][0-9]{0,8}")) {
                    wrong.put("accelerators", "A number of devices is a whole number from 1.");
                }
            }
        }
        List<String> cpus =
                all(query, "cpu").stream().map(String::strip).filter(e -> !e.isEmpty()).toList();
        return new Form(values, accelerators, counts, cpus, wrong);
    }

    private static List<String> all(Map<String, List<String>> query, String name) {
        return query.getOrDefault(name, List.of()).stream()
                .map(each -> each.substring(0, Math.min(LONGEST, each.length())))
                .toList();
    }

    private static String first(Map<String, List<String>> query, String name) {
        List<String> all = all(query, name);
        return all.isEmpty() ? "" : all.getFirst();
    }

    /// The same with one field filled.
    Form with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Form(more, accelerators, counts, cpus, wrong);
    }

    /// Whether there is nothing to calculate yet.
    public boolean isEmpty() {
        return accelerators.isEmpty() && values.isEmpty() && cpus.isEmpty();
    }

    /// What stands in a field; empty for nothing.
    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    public String accelerator(int group) {
        return group < accelerators.size() ? accelerators.get(group) : "";
    }

    public String count(int group) {
        return group < counts.size() ? counts.get(group) : "";
    }

    public String cpu() {
        return cpus.isEmpty() ? "" : cpus.getFirst();
    }

    /// Whether more than one group of devices stands in the fields.
    public boolean hasMoreGroups() {
        return accelerators.size() > 1;
    }

    /// "100 hours by the clock are 800 device-hours of 8 devices." or the other way round; empty
    /// where no hours are given, or both, or a number of devices is none.
    public String converted() {
        String wall = value("hours");
        String all = value("device_hours");
        long devices = devices();
        if (wall.isEmpty() == all.isEmpty()
                || wrong.containsKey("hours")
                || wrong.containsKey("device_hours")
                || devices == 0) {
            return "";
        }
        String of = " of " + devices + (devices == 1 ? " device." : " devices.");
        return wall.isEmpty()
                ? all
                        + " device-hours are "
                        + Figures.exact(Double.parseDouble(all) / devices)
                        + " hours by the clock"
                        + of
                : wall
                        + " hours by the clock are "
                        + Figures.exact(Double.parseDouble(wall) * devices)
                        + " device-hours"
                        + of;
    }

    /// All accelerators, or processors where there are none, as an estimate shares device-hours by;
    /// 0 where a number of them is wrong.
    private long devices() {
        if (wrong.containsKey("accelerators")) {
            return 0;
        }
        if (!accelerators.isEmpty()) {
            return counts.stream()
                    .mapToLong(each -> each.isEmpty() ? 1 : Long.parseLong(each))
                    .sum();
        }
        return cpus.stream()
                .map(each -> each.substring(each.lastIndexOf(':') + 1))
                .mapToLong(each -> each.matches("[1-9][0-9]{0,8}") ? Long.parseLong(each) : 1)
                .sum();
    }

    /// Whether a value fits a field for days: empty, or `2026-03-01`.
    public boolean isDay(String name) {
        return value(name).isEmpty() || value(name).matches("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    }

    /// What is wrong with a field on its own, by its name.
    public Map<String, String> wrong() {
        return wrong;
    }

    /// As `/v1/estimate` takes it.
    public Map<String, Json> request() {
        Map<String, Json> request = new LinkedHashMap<>();
        if (!accelerators.isEmpty()) {
            List<Json> all = new ArrayList<>();
            for (int i = 0; i < accelerators.size(); i++) {
                String count = counts.get(i);
                all.add(
                        new Json.Text(
                                count.isEmpty()
                                        ? accelerators.get(i)
                                        : accelerators.get(i) + ":" + count));
            }
            request.put("accelerator", new Json.Items(all));
        }
        if (!cpus.isEmpty()) {
            request.put(
                    "cpu",
                    new Json.Items(cpus.stream().map(each -> (Json) new Json.Text(each)).toList()));
        }
        values.forEach((name, value) ->
                request.put(
                        name,
                        name.equals("no_embodied")
                                ? new Json.Flag(true)
                                : NUMBERS.contains(name)
                                        ? new Json.Numeral(value)
                                        : new Json.Text(value)));
        return request;
    }

    /// The query of an address that says the same, without the question mark.
    public String query() {
        var query = new StringBuilder();
        request()
                .forEach((name, value) -> {
                    switch (value) {
                        case Json.Items items ->
                                items.values()
                                        .forEach(each ->
                                                add(query, name, ((Json.Text) each).value()));
                        case Json.Numeral number -> add(query, name, number.text());
                        case Json.Text text -> add(query, name, text.value());
                        default -> add(query, name, "true");
                    }
                });
        return query.toString();
    }

    private static void add(StringBuilder query, String name, String value) {
        query.append(query.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    /// As the body of a POST.
    public String json() {
        var json = new StringBuilder("{");
        request()
                .forEach((name, value) -> {
                    json.append(json.length() > 1 ? ", " : "")
                            .append('"')
                            .append(name)
                            .append("\": ");
                    switch (value) {
                        case Json.Items items -> {
                            var list = new ArrayList<String>();
                            items.values()
                                    .forEach(each -> list.add(quoted(((Json.Text) each).value())));
                            json.append('[').append(String.join(", ", list)).append(']');
                        }
                        case Json.Numeral number -> json.append(number.text());
                        case Json.Text text -> json.append(quoted(text.value()));
                        default -> json.append("true");
                    }
                });
        return json.append('}').toString();
    }

    private static String quoted(String text) {
        return new String(
                        tools.jackson.core.io.JsonStringEncoder.getInstance()
                                .quoteAsCharArray(text))
                .transform(each -> '"' + each + '"');
    }
}
