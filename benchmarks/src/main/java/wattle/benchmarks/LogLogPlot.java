package wattle.benchmarks;

import java.util.Locale;
import java.util.Map;

/// Curves on two logarithmic scales, as an SVG that needs nothing else: a power of the size is a
/// straight line, its exponent the slope.
final class LogLogPlot {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 460;
    private static final int LEFT = 60;
    private static final int RIGHT = 290;
    private static final int TOP = 34;
    private static final int BOTTOM = 46;
    private static final String[] COLOURS = {"#0072b2", "#d55e00", "#009e73", "#cc79a7"};

    private LogLogPlot() {}

    static String of(String title, String axis, int[] sizes, Map<String, double[]> curves) {
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (double[] each : curves.values()) {
            for (double value : each) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        double bottom = Math.floor(Math.log10(low));
        double top = Math.ceil(Math.log10(high));
        double first = Math.log10(sizes[0]);
        double last = Math.log10(sizes[sizes.length - 1]);
        var svg = new StringBuilder();
        add(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n",
                WIDTH,
                HEIGHT);
        add(svg, "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>%n");
        add(svg, "<text x=\"%d\" y=\"20\" font-size=\"14\">%s</text>%n", LEFT, title);
        for (double power = bottom; power <= top; power++) {
            double y = y(power, bottom, top);
            add(
                    svg,
                    "<path d=\"M%d %.1fH%d\" stroke=\"#d0d0d0\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
                    LEFT,
                    y,
                    WIDTH - RIGHT,
                    LEFT - 6,
                    y + 4,
                    power >= 0
                            ? Long.toString(Math.round(Math.pow(10, power)))
                            : "10" + superscript(power));
        }
        for (int size : sizes) {
            double x = x(size, first, last);
            add(
                    svg,
                    "<path d=\"M%.1f %dV%d\" stroke=\"#ececec\"/><text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>%n",
                    x,
                    TOP,
                    HEIGHT - BOTTOM,
                    x,
                    HEIGHT - BOTTOM + 16,
                    size);
        }
        add(
                svg,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                (LEFT + WIDTH - RIGHT) / 2,
                HEIGHT - 8,
                axis);
        int curve = 0;
        for (Map.Entry<String, double[]> each : curves.entrySet()) {
            var path = new StringBuilder();
            for (int i = 0; i < sizes.length; i++) {
                add(
                        path,
                        "%s%.1f %.1f",
                        i == 0 ? "M" : "L",
                        x(sizes[i], first, last),
                        y(Math.log10(each.getValue()[i]), bottom, top));
            }
            String colour = COLOURS[curve % COLOURS.length];
            add(
                    svg,
                    "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
                    path,
                    colour);
            add(
                    svg,
                    "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>%n",
                    WIDTH - RIGHT + 12,
                    TOP + 14 + 20 * curve++,
                    colour,
                    each.getKey());
        }
        return svg.append("</svg>\n").toString();
    }

    private static String superscript(double power) {
        return "⁻" + "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt((int) -power);
    }

    private static double x(double size, double first, double last) {
        return LEFT + (Math.log10(size) - first) / (last - first) * (WIDTH - RIGHT - LEFT);
    }

    private static double y(double power, double bottom, double top) {
        return HEIGHT - BOTTOM - (power - bottom) / (top - bottom) * (HEIGHT - BOTTOM - TOP);
    }

    @SuppressWarnings("AnnotateFormatMethod") // The annotation would be a dependency of its own.
    private static void add(StringBuilder to, String format, Object... values) {
        to.append(String.format(Locale.ROOT, format, values));
    }
}
