package wattle.report;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The user's labels with names that Prometheus takes: letters, digits and `_`, no digit first, no
/// `__` first, and none that means something else here. Names that become the same get a number.
final class PrometheusLabels {

    private static final Set<String> TAKEN =
            Set.of(
                    "component",
                    "kind",
                    "model",
                    "origin",
                    "state",
                    "job",
                    "instance",
                    "le",
                    "quantile");

    private PrometheusLabels() {}

    static Map<String, String> of(Map<String, String> labels) {
        Map<String, String> named = new TreeMap<>();
        // In order of the names, so that the numbers do not depend on the map's own order.
        new TreeMap<>(labels)
                .forEach((key, value) -> {
                    String name = name(key);
                    String free = name;
                    for (int i = 2; named.containsKey(free); i++) {
                        free = name + "_" + i;
                    }
                    named.put(free, value);
                });
        return named;
    }

    private static String name(String key) {
        var name = new StringBuilder();
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            name.append(letter || (c >= '0' && c <= '9') ? c : '_');
        }
        boolean letterFirst = !name.isEmpty() && Character.isLetter(name.charAt(0));
        String text = name.toString();
        return letterFirst && !TAKEN.contains(text) ? text : "label_" + text;
    }
}
