package wattle.report.intensity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import wattle.report.Figures;
import wattle.report.Ticks;

/// A chart of lines of text: a column for each bin, the mean as a mark, the 10th to the 90th
/// percentile as a shade. Where there is no value nothing is drawn, and a dot stands on the axis.
public final class TextChart {

    private static final int ROWS = 10;

    /// What it is drawn with.
    public enum Ink {
        /// Half blocks and shades of Unicode.
        BLOCKS('▀', '▄', '░', '│', '└', '─', '┴', '·'),
        /// For a terminal that knows no others.
        ASCII('*', '*', ':', '|', '+', '-', '+', '.');

        private final char upper;
        private final char lower;
        private final char shade;
        private final char up;
        private final char corner;
        private final char along;
        private final char tick;
        private final char nothing;

        Ink(
                char upper,
                char lower,
                char shade,
                char up,
                char corner,
                char along,
                char tick,
                char nothing) {
            this.upper = upper;
            this.lower = lower;
            this.shade = shade;
            this.up = up;
            this.corner = corner;
            this.along = along;
            this.tick = tick;
            this.nothing = nothing;
        }
    }

    /// A label below the axis, and the column it belongs to.
    private record Label(int column, String text) {}

    private final List<Bin> bins;
    private final Ink ink;
    private final List<Double> values;
    private final int margin;

    private TextChart(List<Bin> bins, Ink ink) {
        this.bins = bins;
        this.ink = ink;
        double low = 0;
        double high = 0;
        for (Bin each : bins) {
            if (!each.isEmpty()) {
                low = Math.min(low, Math.min(each.mean(), each.low()));
                high = Math.max(high, Math.max(each.mean(), each.high()));
            }
        }
        values = Ticks.values(low, high);
        int widest = 0;
        for (double each : values) {
            widest = Math.max(widest, Figures.exact(each).length());
        }
        margin = widest + 1;
    }

    /// Over time.
    ///
    /// @param view what to draw
    /// @param width of the terminal in characters
    public static List<String> overTime(IntensityView view, int width, Ink ink) {
        // What stands beside the axis depends on the bins, and how many there may be on that.
        var chart = new TextChart(view.bins(Math.max(1, width - 4)), ink);
        while (chart.bins.size() > 1 && chart.width() > width) {
            chart = new TextChart(view.bins(chart.bins.size() - chart.width() + width), ink);
        }
        List<Bin> bins = chart.bins;
        Duration step =
                bins.size() > 1
                        ? Duration.between(bins.getFirst().start(), bins.get(1).start())
                        : view.summary().span().duration();
        Duration span = step.multipliedBy(bins.size());
        List<Label> labels = new ArrayList<>();
        for (Ticks.Time each : Ticks.times(bins.getFirst().start(), span)) {
            long at = Duration.between(bins.getFirst().start(), each.at()).toNanos();
            int column = (int) (at / step.toNanos());
            if (column < bins.size()) {
                labels.add(new Label(column, each.label()));
            }
        }
        return chart.drawn(labels);
    }

    /// By hour of the day; no line where there is nothing to draw.
    public static List<String> byHour(IntensityView view, Ink ink) {
        List<Bin> hours = view.hoursOfDay();
        if (hours.isEmpty()) {
            return List.of();
        }
        List<Bin> wide = new ArrayList<>();
        List<Label> labels = new ArrayList<>();
        for (int hour = 0; hour < hours.size(); hour++) {
            if (hour % 3 == 0) {
                labels.add(new Label(wide.size(), (hour < 10 ? "0" : "") + hour));
            }
            wide.add(hours.get(hour));
            wide.add(hours.get(hour));
        }
        return new TextChart(wide, ink).drawn(labels);
    }

    private int width() {
        return margin + 1 + bins.size();
    }

    private List<String> drawn(List<Label> labels) {
        double bottom = values.getFirst();
        double top = values.getLast();
        String[] named = new String[ROWS];
        for (double each : values) {
            int row = row(each, bottom, top);
            named[row] = named[row] == null ? Figures.exact(each) : named[row];
        }
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            var line = new StringBuilder();
            String name = named[row] == null ? "" : named[row];
            line.repeat(' ', margin - 1 - name.length()).append(name).append(' ').append(ink.up);
            for (Bin each : bins) {
                line.append(cell(each, row, bottom, top));
            }
            lines.add(line.toString().stripTrailing());
        }
        lines.add(axis(labels));
        lines.add(below(labels));
        return lines;
    }

    /// The row in which a value lies, counted from the top.
    private static int row(double value, double bottom, double top) {
        double fromTop = (top - value) / (top - bottom) * ROWS;
        return (int) Math.min(ROWS - 1, Math.max(0, Math.floor(fromTop)));
    }

    private char cell(Bin bin, int row, double bottom, double top) {
        if (bin.isEmpty()) {
            return ' ';
        }
        if (row(bin.mean(), bottom, top) == row) {
            double within = (top - bin.mean()) / (top - bottom) * ROWS - row;
            return within < 0.5 ? ink.upper : ink.lower;
        }
        return row(bin.high(), bottom, top) <= row && row <= row(bin.low(), bottom, top)
                ? ink.shade
                : ' ';
    }

    private String axis(List<Label> labels) {
        char[] axis = new char[bins.size()];
        Arrays.fill(axis, ink.along);
        for (Label each : labels) {
            axis[each.column()] = ink.tick;
        }
        for (int i = 0; i < axis.length; i++) {
            axis[i] = bins.get(i).isEmpty() ? ink.nothing : axis[i];
        }
        return " ".repeat(margin) + ink.corner + new String(axis);
    }

    private String below(List<Label> labels) {
        var line = new StringBuilder();
        for (Label each : labels) {
            int at = margin + 1 + each.column();
            boolean fits = at + each.text().length() <= width();
            if (line.isEmpty() || (line.length() + 2 <= at && fits)) {
                line.repeat(' ', Math.max(0, at - line.length())).append(each.text());
            }
        }
        return line.toString();
    }
}
