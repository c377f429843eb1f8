package wattle.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import wattle.report.Figures;
import wattle.report.Ticks;

/// A drawing with a row for each of many things: a line from its lowest to its highest value, a
/// wider one between two quantiles, and a mark at the mean, on one scale.
final class RangeRows {

    private static final int WIDTH = 900;
    private static final int LEFT = 250;
    private static final int RIGHT = 30;
    private static final int TOP = 8;
    private static final int ROW = 20;
    private static final int BOTTOM = 44;

    private final Markup out;
    private final List<Row> rows;
    private final boolean logarithmic;
    private final double low;
    private final double high;
    private final List<Double> ticks = new ArrayList<>();

    /// Values in one unit, ascending; all NaN where there is none.
    record Row(String name, double low, double lower, double mean, double upper, double high) {

        boolean isEmpty() {
            return Double.isNaN(mean);
        }
    }

    /// @param logarithmic for values above zero only
    RangeRows(Markup out, List<Row> rows, boolean logarithmic) {
        this.out = out;
        this.rows = rows;
        this.logarithmic = logarithmic;
        double least = logarithmic ? Double.POSITIVE_INFINITY : 0;
        double most = logarithmic ? Double.NEGATIVE_INFINITY : 0;
        for (Row each : rows) {
            if (!each.isEmpty()) {
                least = Math.min(least, each.low);
                most = Math.max(most, each.high);
            }
        }
        if (logarithmic && !(least > 0 && most >= least)) {
            least = 1;
            most = 10;
        }
        if (logarithmic) {
            double first = Math.floor(Math.log10(least));
            double last = Math.max(first + 1, Math.ceil(Math.log10(most)));
            for (double power = first; power <= last; power++) {
                ticks.add(Math.pow(10, power));
            }
        } else {
            ticks.addAll(Ticks.values(least, most));
        }
        low = scale(ticks.getFirst());
        high = scale(ticks.getLast());
    }

    private double scale(double value) {
        return logarithmic ? Math.log10(value) : value;
    }

    /// @param id unique in the page
    /// @param axis what the values are, with the unit
    /// @param tick how a value of the scale is written
    void write(
            String id, String title, String description, String axis, DoubleFunction<String> tick) {
        int bottom = TOP + rows.size() * ROW;
        out.begin(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "viewBox",
                "0 0 " + WIDTH + " " + (bottom + BOTTOM),
                "role",
                "img",
                "aria-labelledby",
                id + "-title " + id + "-desc");
        out.element("title", title, "id", id + "-title");
        out.element("desc", description, "id", id + "-desc");
        for (double each : ticks) {
            path("grid", "M" + x(each) + " " + TOP + "V" + bottom);
            text(x(each), bottom + 16, "middle", tick.apply(each));
        }
        text(Integer.toString((LEFT + WIDTH - RIGHT) / 2), bottom + 36, "middle", axis);
        for (int i = 0; i < rows.size(); i++) {
            row(rows.get(i), TOP + i * ROW + ROW / 2);
        }
        out.endLine();
    }

    private void row(Row row, int y) {
        text(Integer.toString(LEFT - 8), y + 4, "end", row.name);
        if (row.isEmpty()) {
            text(Integer.toString(LEFT + 4), y + 4, "start", "–");
            return;
        }
        path("span", "M" + x(row.low) + " " + y + "H" + x(row.high));
        path("middle", "M" + x(row.lower) + " " + y + "H" + x(row.upper));
        path("mean", "M" + x(row.mean) + " " + (y - 7) + "v14");
    }

    private void path(String style, String path) {
        out.begin("path", "class", style, "d", path).endLine();
    }

    private void text(String x, int y, String anchor, String text) {
        out.element("text", text, "x", x, "y", Integer.toString(y), "text-anchor", anchor);
    }

    private String x(double value) {
        double share = (scale(value) - low) / (high - low);
        return Figures.exact(Math.round((LEFT + share * (WIDTH - LEFT - RIGHT)) * 10) / 10.0)
                .replace(",", "");
    }

    /// The style that goes with it.
    static final String SHEET =
            """
            .span { stroke: #0072b2; stroke-width: 3; stroke-opacity: .35; fill: none; } .middle { stroke: #0072b2; stroke-width: 9; stroke-opacity: .6; fill: none; } .mean { stroke: var(--ink); stroke-width: 2.5; fill: none; }
            .lines path { fill: none; stroke-width: 1.5; stroke: #0072b2; stroke-opacity: .75; } .lines .second { stroke: #d55e00; } .lines .third { stroke: #009e73; }
            """;
}
