package wattle.report.html;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import wattle.report.Figures;
import wattle.report.Ticks;

/// The frame of a chart over time: axes with units, lines at round values, and where a value lies.
final class Chart {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 280;
    private static final int LEFT = 78;
    private static final int RIGHT = 12;
    private static final int TOP = 12;
    private static final int BOTTOM = 46;

    private final Markup out;
    private final Instant start;
    private final double span;
    private final List<Double> values;

    /// @param low the lowest value drawn
    /// @param high the highest
    Chart(Markup out, Instant start, Duration span, double low, double high) {
        this.out = out;
        this.start = start;
        this.span = span.toNanos();
        this.values = Ticks.values(Math.min(0, low), Math.max(0, high));
    }

    /// Begins the drawing; [#end] ends it.
    ///
    /// @param id unique in the page
    /// @param title what is drawn
    /// @param description what it shows, in a sentence
    Chart begin(String id, String title, String description) {
        out.begin(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "viewBox",
                "0 0 " + WIDTH + " " + HEIGHT,
                "role",
                "img",
                "aria-labelledby",
                id + "-title " + id + "-desc");
        out.element("title", title, "id", id + "-title");
        out.element("desc", description, "id", id + "-desc");
        return this;
    }

    /// @param axis what the values are, with the unit
    Chart axes(String axis) {
        values();
        times();
        label(
                Integer.toString((LEFT + WIDTH - RIGHT) / 2),
                Integer.toString(HEIGHT - 6),
                "middle",
                "Time (UTC) from " + start.toString().substring(0, 10));
        return named(axis);
    }

    /// Lines across at round values.
    Chart values() {
        for (double each : values) {
            String y = y(each);
            line("grid", "M" + LEFT + " " + y + "H" + (WIDTH - RIGHT));
            label(LEFT - 6, y, "end", tick(each), "middle");
        }
        return this;
    }

    /// Lines upwards at round times.
    Chart times() {
        for (Ticks.Time each : Ticks.times(start, Duration.ofNanos((long) span))) {
            upwards(x(each.at()), each.label());
        }
        return this;
    }

    /// Lines upwards at every third hour of a day that begins with the chart.
    Chart hours() {
        for (int hour = 0; hour <= 24; hour += 3) {
            upwards(x(start.plus(Duration.ofHours(hour))), (hour < 10 ? "0" : "") + hour);
        }
        return this;
    }

    /// The numbers of twelve equally long months below their middle.
    Chart months() {
        for (int month = 1; month <= 12; month++) {
            upwards(
                    x(start.plusNanos((long) (span * (month - 0.5) / 12))),
                    Integer.toString(month));
        }
        return this;
    }

    private void upwards(String x, String text) {
        line("grid", "M" + x + " " + TOP + "V" + (HEIGHT - BOTTOM + 4));
        // At half an em for each letter, or the last one would be cut off.
        boolean fits = Double.parseDouble(x) + 3.5 * text.length() <= WIDTH;
        label(x, Integer.toString(HEIGHT - BOTTOM + 18), fits ? "middle" : "end", text);
    }

    /// The name of the vertical axis.
    Chart named(String axis) {
        out.element(
                "text",
                axis,
                "class",
                "axis",
                "text-anchor",
                "middle",
                "transform",
                "translate(14 " + (TOP + HEIGHT - BOTTOM) / 2 + ") rotate(-90)");
        return this;
    }

    /// The frame for a script, as four numbers and two: left, right, top and bottom of the drawing,
    /// the lowest and the highest value of the axis.
    String frame() {
        return LEFT
                + " "
                + (WIDTH - RIGHT)
                + " "
                + TOP
                + " "
                + (HEIGHT - BOTTOM)
                + " "
                + values.getFirst()
                + " "
                + values.getLast();
    }

    void end() {
        out.endLine();
    }

    /// A line along `path`.
    void line(String style, String path) {
        out.begin("path", "class", style, "d", path).endLine();
    }

    void area(String fill, String path) {
        out.begin("path", "class", "area", "fill", fill, "d", path).endLine();
    }

    private void label(int x, String y, String anchor, String text, String baseline) {
        out.element(
                "text",
                text,
                "x",
                Integer.toString(x),
                "y",
                y,
                "text-anchor",
                anchor,
                "dominant-baseline",
                baseline);
    }

    private void label(String x, String y, String anchor, String text) {
        out.element("text", text, "x", x, "y", y, "text-anchor", anchor);
    }

    private static String tick(double value) {
        return Figures.exact(
                new BigDecimal(value)
                        .round(new MathContext(6, RoundingMode.HALF_EVEN))
                        .doubleValue());
    }

    String x(Instant at) {
        double share = Duration.between(start, at).toNanos() / span;
        return tenths(LEFT + Math.min(1, share) * (WIDTH - LEFT - RIGHT));
    }

    String y(double value) {
        double low = values.getFirst();
        double high = values.getLast();
        double share = (value - low) / (high - low);
        return tenths(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM));
    }

    private static String tenths(double value) {
        long tenths = Math.round(value * 10);
        return tenths % 10 == 0
                ? Long.toString(tenths / 10)
                : tenths / 10 + "." + Math.abs(tenths % 10);
    }
}
