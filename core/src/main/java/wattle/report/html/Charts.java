package wattle.report.html;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import wattle.report.ComponentTable;
import wattle.report.Figures;
import wattle.report.Masses;
import wattle.report.Phrases;
import wattle.report.RecordedRun;
import wattle.unit.CarbonMass;
import wattle.unit.Seconds;

/// A run over time in three charts: power by component, carbon intensity, grams so far. Each has a
/// title, a sentence that says what it shows, and a table of its values. Gaps stay gaps.
final class Charts {

    static final int MOST_BINS = 600;
    private static final int MOST_ROWS = 60;

    private final RecordedRun run;
    private final String id;
    private final Markup out;
    private final Bins bins;
    private final Duration span;

    private Charts(RecordedRun run, String id, Markup out) {
        this.run = run;
        this.id = id;
        this.out = out;
        this.bins = Bins.of(run, MOST_BINS);
        this.span = bins.width().multipliedBy(bins.size());
    }

    static void write(RecordedRun run, String id, Markup out) {
        var charts = new Charts(run, id, out);
        charts.power();
        charts.intensity();
        charts.cumulative();
    }

    private void power() {
        List<Band> bands = Band.of(run.metered());
        int peak = max(bins::watts);
        double high = bins.watts(peak);
        boolean kilo = high >= 10_000;
        double unit = kilo ? 1000 : 1;
        begin("Power by component", powerSentence(bands, peak));
        legend(bands);
        var chart = new Chart(out, bins.start(0), span, 0, high / unit);
        chart.begin(
                id + "-power-chart", "Power by component over time", powerSentence(bands, peak));
        Patterns.define(out, id, bands.size());
        chart.axes(kilo ? "Power (kW)" : "Power (W)");
        double[] below = new double[bins.size()];
        for (int i = 0; i < bands.size(); i++) {
            Band band = bands.get(i);
            double[] above = new double[bins.size()];
            for (int bin = 0; bin < above.length; bin++) {
                above[bin] = below[bin] + band.watts(bins, bin) / unit;
            }
            double[] floor = below;
            String path =
                    paths(
                            bin -> band.isMetered(bins, bin),
                            (from, to) -> area(chart, floor, above, from, to));
            chart.area(Patterns.fill(id, i), path);
            below = above;
        }
        chart.end();
        List<Column> columns = new ArrayList<>();
        for (Band band : bands) {
            columns.add(new Column(band.name() + " (W)", (from, to) -> mean(from, to, band)));
        }
        values(columns);
        out.endLine();
    }

    private String powerSentence(List<Band> bands, int peak) {
        double joules = 0;
        for (double[] each : bins.joules) {
            joules += IntStream.range(0, each.length).mapToDouble(i -> each[i]).sum();
        }
        Band largest = bands.getFirst();
        double most = 0;
        for (Band band : bands) {
            double sum = 0;
            for (int each : band.components()) {
                sum += IntStream.range(0, bins.size()).mapToDouble(i -> bins.joules[each][i]).sum();
            }
            if (sum > most) {
                most = sum;
                largest = band;
            }
        }
        double metered = 0;
        for (int bin = 0; bin < bins.size(); bin++) {
            double longest = 0;
            for (double[] each : bins.seconds) {
                longest = Math.max(longest, each[bin]);
            }
            metered += longest;
        }
        if (joules == 0) {
            return "No power was drawn, or none was seen.";
        }
        return largest.name()
                + " took "
                + ComponentTable.percent(most / joules)
                + " of the energy; all together drew "
                + Figures.number(joules / metered)
                + " W on average and at most "
                + Figures.number(bins.watts(peak))
                + " W over "
                + Phrases.duration(bins.width())
                + ".";
    }

    private void legend(List<Band> bands) {
        out.begin("p", "class", "legend");
        for (int i = 0; i < bands.size(); i++) {
            out.begin("span");
            out.begin(
                    "svg",
                    "xmlns",
                    "http://www.w3.org/2000/svg",
                    "viewBox",
                    "0 0 22 12",
                    "aria-hidden",
                    "true");
            out.begin(
                            "rect",
                            "class",
                            "area",
                            "width",
                            "22",
                            "height",
                            "12",
                            "fill",
                            Patterns.fill(id, i))
                    .end();
            out.end().text(" ").foreign(bands.get(i).name()).end().text(" ");
        }
        out.endLine();
    }

    private void intensity() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int bin = 0; bin < bins.size(); bin++) {
            double value = bins.intensity(bin);
            if (!Double.isNaN(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        String sentence = intensitySentence(low, high);
        begin("Carbon intensity of the grid", sentence);
        if (low <= high) {
            var chart = new Chart(out, bins.start(0), span, low, high);
            chart.begin(id + "-intensity-chart", "Carbon intensity over time", sentence);
            chart.axes("Intensity (g CO2eq/kWh)");
            chart.line(
                    "intensity",
                    paths(
                            bin -> !Double.isNaN(bins.intensity(bin)),
                            (from, to) -> steps(chart, bins::intensity, from, to)));
            chart.end();
            values(List.of(new Column("Intensity (g/kWh)", this::meanIntensity)));
        }
        out.endLine();
    }

    private String intensitySentence(double low, double high) {
        if (low > high) {
            return "No energy met an intensity.";
        }
        var said = new StringBuilder();
        if (Figures.number(low).equals(Figures.number(high))) {
            said.append("The grid stood at ").append(Figures.number(low)).append(" g/kWh");
        } else {
            said.append("The grid went from ")
                    .append(Figures.number(low))
                    .append(" to ")
                    .append(Figures.number(high))
                    .append(" g/kWh");
        }
        run.footprint()
                .operational()
                .energyWeighted()
                .ifPresent(mean ->
                        said.append("; weighted by energy it was ")
                                .append(Figures.number(mean))
                                .append(" g/kWh"));
        return said.append('.').toString();
    }

    private void cumulative() {
        double[] soFar = new double[bins.size()];
        double sum = 0;
        for (int bin = 0; bin < soFar.length; bin++) {
            sum += bins.grams[bin];
            soFar[bin] = sum;
        }
        double last = sum;
        Masses masses = Masses.fitting(new CarbonMass(last));
        String sentence = cumulativeSentence(soFar, last);
        begin("Grams so far", sentence);
        double low = soFar[min(bin -> soFar[bin])] / masses.gramsPerUnit();
        double high = soFar[max(bin -> soFar[bin])] / masses.gramsPerUnit();
        var chart = new Chart(out, bins.start(0), span, low, high);
        chart.begin(id + "-grams-chart", "Operational carbon since the start", sentence);
        chart.axes("Emitted (" + masses.unit() + " CO2eq)");
        chart.line(
                "grams",
                paths(
                        bins::isMetered,
                        (from, to) -> rise(chart, soFar, masses.gramsPerUnit(), from, to)));
        chart.end();
        values(List.of(new Column("Emitted (g CO2eq)", (from, to) -> soFar[to - 1])));
        out.endLine();
    }

    private String cumulativeSentence(double[] soFar, double last) {
        double whole = run.footprint().operational().carbon().grams();
        var said = new StringBuilder(Masses.alone(new CarbonMass(last))).append(" in all");
        if (last > 0) {
            int half = 0;
            while (soFar[half] < last / 2) {
                half++;
            }
            said.append(", half of it by ").append(time(bins.start(half + 1))).append(" UTC");
        }
        if (Math.abs(last - whole) > 1e-6 * Math.abs(whole)) {
            said.append("; the total of ")
                    .append(Masses.alone(new CarbonMass(whole)))
                    .append(" also has energy whose intensity was held over a gap");
        }
        return said.append('.').toString();
    }

    private void begin(String title, String sentence) {
        out.begin("figure").element("h3", title);
        out.begin("figcaption").foreign(sentence).endLine();
    }

    /// What is drawn for a stretch of bins without a gap.
    private interface Stretch {
        String path(int from, int to);
    }

    private String paths(IntPredicate there, Stretch stretch) {
        var path = new StringBuilder();
        int bin = 0;
        while (bin < bins.size()) {
            if (!there.test(bin)) {
                bin++;
                continue;
            }
            int from = bin;
            while (bin < bins.size() && there.test(bin)) {
                bin++;
            }
            path.append(stretch.path(from, bin));
        }
        return path.toString();
    }

    private String area(Chart chart, double[] below, double[] above, int from, int to) {
        var path = new StringBuilder(steps(chart, bin -> above[bin], from, to));
        String last = "";
        for (int bin = to - 1; bin >= from; bin--) {
            String y = chart.y(below[bin]);
            if (!y.equals(last)) {
                path.append(bin == to - 1 ? "" : "H" + chart.x(bins.start(bin + 1)))
                        .append('V')
                        .append(y);
                last = y;
            }
        }
        return path.append('H').append(chart.x(bins.start(from))).append('Z').toString();
    }

    private String steps(Chart chart, IntToDoubleFunction value, int from, int to) {
        var path = new StringBuilder("M").append(chart.x(bins.start(from))).append(' ');
        String last = "";
        for (int bin = from; bin < to; bin++) {
            String y = chart.y(value.applyAsDouble(bin));
            if (!y.equals(last)) {
                if (bin > from) {
                    path.append('H').append(chart.x(bins.start(bin))).append('V');
                }
                path.append(y);
                last = y;
            }
        }
        return path.append('H').append(chart.x(bins.start(to))).toString();
    }

    private String rise(Chart chart, double[] soFar, double unit, int from, int to) {
        var path = new StringBuilder("M").append(chart.x(bins.start(from))).append(' ');
        path.append(chart.y(from == 0 ? 0 : soFar[from - 1] / unit));
        for (int bin = from; bin < to; bin++) {
            path.append('L')
                    .append(chart.x(bins.start(bin + 1)))
                    .append(' ')
                    .append(chart.y(soFar[bin] / unit));
        }
        return path.toString();
    }

    /// A column of the table below a chart; NaN where there is nothing.
    private record Column(String heading, OverBins value) {}

    private interface OverBins {
        double value(int from, int to);
    }

    private void values(List<Column> columns) {
        int together = Math.ceilDiv(bins.size(), MOST_ROWS);
        out.begin("details").element("summary", "Values");
        out.begin("table").begin("thead").begin("tr");
        out.element("th", "From (UTC)", "scope", "col");
        columns.forEach(each ->
                out.begin("th", "scope", "col", "class", "number").foreign(each.heading()).end());
        out.end().end().begin("tbody");
        for (int bin = 0; bin < bins.size(); bin += together) {
            int to = Math.min(bins.size(), bin + together);
            out.begin("tr").element("th", time(bins.start(bin)), "scope", "row");
            for (Column each : columns) {
                double value = each.value().value(bin, to);
                out.element(
                        "td", Double.isNaN(value) ? "–" : Figures.number(value), "class", "number");
            }
            out.endLine();
        }
        out.end().end().endLine();
    }

    private double mean(int from, int to, Band band) {
        double watts = 0;
        boolean metered = false;
        for (int each : band.components()) {
            double joules = 0;
            double seconds = 0;
            for (int bin = from; bin < to; bin++) {
                joules += bins.joules[each][bin];
                seconds += bins.seconds[each][bin];
            }
            metered |= seconds > 0;
            watts += seconds > 0 ? joules / seconds : 0;
        }
        return metered ? watts : Double.NaN;
    }

    private double meanIntensity(int from, int to) {
        double sum = 0;
        int known = 0;
        for (int bin = from; bin < to; bin++) {
            double value = bins.intensity(bin);
            sum += Double.isNaN(value) ? 0 : value;
            known += Double.isNaN(value) ? 0 : 1;
        }
        return known == 0 ? Double.NaN : sum / known;
    }

    /// The bin with the largest value.
    private int max(IntToDoubleFunction value) {
        int best = 0;
        for (int bin = 1; bin < bins.size(); bin++) {
            best = value.applyAsDouble(bin) > value.applyAsDouble(best) ? bin : best;
        }
        return best;
    }

    private int min(IntToDoubleFunction value) {
        return max(bin -> -value.applyAsDouble(bin));
    }

    /// As exact as the bins are long.
    private String time(Instant at) {
        ChronoUnit unit = Seconds.of(bins.width()) < 1 ? ChronoUnit.MILLIS : ChronoUnit.SECONDS;
        String text = at.truncatedTo(unit).toString();
        return text.substring(0, text.length() - 1).replace('T', ' ');
    }
}
