package wattle.hub.page.plan;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What stands in the fields of a form whose address is its state, and what is wrong with each. For
/// one thread.
public final class Fields {

    private static final int LONGEST = 200;
    private static final int MOST = 20;
    private static final Pattern NUMBER =
            Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,15})?([eE][+-]?[0-9]{1,2})?");

    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final Map<String, String> wrong = new LinkedHashMap<>();

    /// @param query as it came
    /// @param names of the fields; what is none of them is left alone
    public Fields(Map<String, List<String>> query, List<String> names) {
        for (String name : names) {
            int most = name.equals(Profile.FIELD) ? Profile.LONGEST + 1 : LONGEST;
            List<String> all =
                    query.getOrDefault(name, List.of()).stream()
                            .limit(MOST)
                            .map(each -> each.substring(0, Math.min(most, each.length())))
                            .map(String::strip)
                            .filter(each -> !each.isEmpty())
                            .toList();
            if (!all.isEmpty()) {
                values.put(name, all);
            }
        }
    }

    /// Whether nothing was said.
    public boolean isEmpty() {
        return values.isEmpty();
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /// What stands in a field; empty for nothing.
    public String value(String name) {
        return has(name) ? all(name).getFirst() : "";
    }

    /// What stands in a field of which there may be several.
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /// As if that had been sent.
    public void set(String name, String value) {
        values.put(name, List.of(value));
    }

    /// The same values once more, to be changed for an address; nothing is wrong with them.
    Fields copy() {
        return new Fields(values, List.copyOf(values.keySet()));
    }

    /// Each value of a field once.
    void distinct(String name) {
        values.computeIfPresent(name, (_, all) -> all.stream().distinct().toList());
    }

    public void remove(String name) {
        values.remove(name);
    }

    /// The number in a field as it was written, with a point; empty for none, and for what is no
    /// number, which is then wrong.
    public String number(String name) {
        String text = value(name).replace(',', '.');
        if (text.isEmpty() || NUMBER.matcher(text).matches()) {
            return text;
        }
        wrong(name, "This takes a number such as 1.5, not below zero.");
        return "";
    }

    /// The first complaint about a field stays.
    public void wrong(String name, String words) {
        wrong.putIfAbsent(name, words);
    }

    /// What is wrong, by the name of a field.
    public Map<String, String> wrong() {
        return wrong;
    }

    /// The query of an address that says the same but for one field, and without signal and factor,
    /// which belong to a place.
    public String queryWith(String name, String value) {
        Fields other = copy();
        other.remove("signal");
        other.remove("factor");
        other.set(name, value);
        return other.query();
    }

    /// The query of an address that says the same, without the question mark.
    public String query() {
        List<String> parts = new ArrayList<>();
        values.forEach((name, all) ->
                all.forEach(each ->
                        parts.add(name + "=" + URLEncoder.encode(each, StandardCharsets.UTF_8))));
        return String.join("&", parts);
    }
}
