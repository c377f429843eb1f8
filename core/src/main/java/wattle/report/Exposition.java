package wattle.report;

import java.util.Map;
import java.util.TreeMap;

/// Lines of Prometheus's text format, version 0.0.4. A family without a sample leaves nothing
/// behind. For one thread.
public final class Exposition {

    private final StringBuilder out = new StringBuilder();
    private String header = "";

    /// Begins a family; samples of its names follow.
    ///
    /// @param type `counter`, `gauge` or `summary`
    public Exposition family(String name, String type, String help) {
        header = "# HELP " + name + " " + help + "\n# TYPE " + name + " " + type + "\n";
        return this;
    }

    public void sample(String name, Map<String, String> labels, double value) {
        sample(name, labels(labels), value);
    }

    void samples(String name, Map<String, Double> valueByLabels) {
        valueByLabels.forEach((labels, value) -> sample(name, labels, value));
    }

    private void sample(String name, String labels, double value) {
        out.append(header).append(name).append(labels).append(' ').append(number(value));
        out.append('\n');
        header = "";
    }

    /// `{kind="cpu",model="X"}`, by name; nothing where there are none.
    static String labels(Map<String, String> labels) {
        if (labels.isEmpty()) {
            return "";
        }
        var text = new StringBuilder("{");
        new TreeMap<>(labels)
                .forEach((name, value) ->
                        text.append(text.length() == 1 ? "" : ",")
                                .append(name)
                                .append("=\"")
                                .append(escaped(value))
                                .append('"'));
        return text.append('}').toString();
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    public String text() {
        return out.toString();
    }
}
