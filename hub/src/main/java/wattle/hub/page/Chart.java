package wattle.hub.page;

import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A chart with what everybody gets of it: a title, what it says in one sentence, and the table of
/// its numbers. `charts.js` draws it; without scripts there is the table. Immutable.
///
/// @param takeaway what there is to see, in one sentence
/// @param series at most eight
/// @param value what a heat map's cells show, with its unit; null elsewhere
/// @param low of a heat map's scale; null for its lowest value
/// @param high of a heat map's scale; null for its highest value
/// @param table the same numbers
/// @param csv the address of the same numbers as CSV; null where there is none
public record Chart(
        String title,
        String takeaway,
        Axis x,
        Axis y,
        List<Series> series,
        @Nullable Axis value,
        @Nullable Double low,
        @Nullable Double high,
        Table table,
        @Nullable String csv) {

    private static final JsonFactory FACTORY = new JsonFactory();

    /// How an axis counts.
    public enum Scale {
        VALUE,
        LOG,
        TIME,
        CATEGORY
    }

    /// @param unit empty for none
    /// @param categories of a scale by category; else empty
    /// @param dragged what dragging over categories asks for; null where it does nothing
    public record Axis(
            String name,
            String unit,
            Scale scale,
            List<String> categories,
            @Nullable Dragged dragged) {

        public Axis {
            categories = List.copyOf(categories);
        }

        public static Axis of(String name, String unit, Scale scale) {
            return new Axis(name, unit, scale, List.of(), null);
        }

        public static Axis of(String name, List<String> categories) {
            return new Axis(name, "", Scale.CATEGORY, categories, null);
        }
    }

    /// Two fields of the page's form, which is sent with them: one takes the first value of the
    /// first category that was dragged over, the other the last value of the last.
    ///
    /// @param words what a person is told
    /// @param firsts of each category
    /// @param lasts of each category
    public record Dragged(
            String words,
            String firstField,
            String lastField,
            List<String> firsts,
            List<String> lasts) {

        public Dragged {
            firsts = List.copyOf(firsts);
            lasts = List.copyOf(lasts);
        }
    }

    /// How a series is drawn.
    public enum Kind {
        LINE,
        STEPS,
        AREA,
        POINTS,
        BARS,
        HEAT
    }

    /// @param name of what it shows; the legend has it
    /// @param colour 0 to 7 of the Okabe-Ito set, with a shape and a dash of its own
    /// @param stack the name of the pile it is on; null for none
    /// @param faded whether it stays in the background
    public record Series(
            String name,
            Kind kind,
            int colour,
            @Nullable String stack,
            boolean faded,
            List<Point> points) {

        public Series {
            points = List.copyOf(points);
        }

        public static Series of(String name, Kind kind, int colour, List<Point> points) {
            return new Series(name, kind, colour, null, false, points);
        }
    }

    /// @param x a number, milliseconds since 1970, or the number of a category
    /// @param y NaN for a gap
    /// @param amount of a heat map's cell; NaN for none
    /// @param name what it is called; empty for none
    /// @param href where it leads; null for nowhere
    /// @param hollow whether it is flagged
    public record Point(
            double x, double y, double amount, String name, @Nullable String href, boolean hollow) {

        public static Point of(double x, double y) {
            return new Point(x, y, Double.NaN, "", null, false);
        }

        public static Point named(double x, double y, String name, @Nullable String href) {
            return new Point(x, y, Double.NaN, name, href, false);
        }

        public static Point cell(int column, int row, double amount) {
            return new Point(column, row, amount, "", null, false);
        }
    }

    /// @param rows each as long as the header
    /// @param numeric how many of the last columns are numbers
    /// @param links where the first cell of each row leads, empty for nowhere; none for no row
    public record Table(
            List<String> header, List<List<String>> rows, int numeric, List<String> links) {

        public Table {
            header = List.copyOf(header);
            rows = rows.stream().map(List::copyOf).toList();
            links = List.copyOf(links);
        }

        public Table(List<String> header, List<List<String>> rows, int numeric) {
            this(header, rows, numeric, List.of());
        }

        /// Where a row leads; empty for nowhere.
        public String link(int row) {
            return links.isEmpty() ? "" : links.get(row);
        }
    }

    public Chart {
        if (series.size() > 8) {
            throw new IllegalArgumentException("more than eight series cannot be told apart");
        }
        series = List.copyOf(series);
    }

    public static Chart of(
            String title, String takeaway, Axis x, Axis y, List<Series> series, Table table) {
        return new Chart(title, takeaway, x, y, series, null, null, null, table, null);
    }

    /// What `charts.js` reads.
    public String json() {
        var text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            out.writeStringProperty("title", title);
            out.writeStringProperty("takeaway", takeaway);
            axis(out, "x", x);
            axis(out, "y", y);
            if (value != null) {
                out.writeStringProperty("value", value.name());
                out.writeStringProperty("valueUnit", value.unit());
            }
            if (low != null) {
                out.writeNumberProperty("low", low);
            }
            if (high != null) {
                out.writeNumberProperty("high", high);
            }
            out.writeName("series");
            out.writeStartArray();
            for (Series each : series) {
                series(out, each);
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        return text.toString();
    }

    private static void axis(JsonGenerator out, String name, Axis axis) {
        out.writeName(name);
        out.writeStartObject();
        out.writeStringProperty("name", axis.name());
        out.writeStringProperty("unit", axis.unit());
        out.writeStringProperty(
                "kind",
                switch (axis.scale()) {
                    case VALUE -> "value";
                    case LOG -> "log";
                    case TIME -> "time";
                    case CATEGORY -> "category";
                });
        if (axis.scale() == Scale.CATEGORY) {
            out.writeName("categories");
            out.writeStartArray();
            axis.categories().forEach(out::writeString);
            out.writeEndArray();
        }
        if (axis.dragged() != null) {
            dragged(out, axis.dragged());
        }
        out.writeEndObject();
    }

    private static void dragged(JsonGenerator out, Dragged dragged) {
        out.writeName("dragged");
        out.writeStartObject();
        out.writeStringProperty("firstField", dragged.firstField());
        out.writeStringProperty("lastField", dragged.lastField());
        out.writeName("firsts");
        out.writeStartArray();
        dragged.firsts().forEach(out::writeString);
        out.writeEndArray();
        out.writeName("lasts");
        out.writeStartArray();
        dragged.lasts().forEach(out::writeString);
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void series(JsonGenerator out, Series series) {
        out.writeStartObject();
        out.writeStringProperty("name", series.name());
        out.writeStringProperty(
                "kind",
                switch (series.kind()) {
                    case LINE, STEPS, AREA -> "line";
                    case POINTS -> "points";
                    case BARS -> "bar";
                    case HEAT -> "heat";
                });
        out.writeNumberProperty("colour", series.colour());
        out.writeNumberProperty("dash", series.colour());
        out.writeBooleanProperty("step", series.kind() == Kind.STEPS);
        out.writeBooleanProperty("faded", series.faded());
        if (series.kind() == Kind.AREA) {
            out.writeNumberProperty("area", 0.3);
        }
        if (series.stack() != null) {
            out.writeStringProperty("stack", series.stack());
        }
        out.writeName("points");
        out.writeStartArray();
        for (Point each : series.points()) {
            point(out, each, series.kind() == Kind.HEAT);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void point(JsonGenerator out, Point point, boolean heat) {
        out.writeStartObject();
        out.writeName("v");
        out.writeStartArray();
        number(out, point.x());
        number(out, point.y());
        if (heat) {
            number(out, point.amount());
        }
        out.writeEndArray();
        if (!point.name().isEmpty()) {
            out.writeStringProperty("name", point.name());
        }
        if (point.href() != null) {
            out.writeStringProperty("href", point.href());
        }
        if (point.hollow()) {
            out.writeBooleanProperty("hollow", true);
        }
        out.writeEndObject();
    }

    private static void number(JsonGenerator out, double value) {
        if (Double.isFinite(value)) {
            out.writeNumber(value);
        } else {
            out.writeNull();
        }
    }
}
