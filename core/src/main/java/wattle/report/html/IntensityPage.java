package wattle.report.html;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;
import wattle.grid.IntensitySeries;
import wattle.grid.IntensitySummary;
import wattle.report.Figures;
import wattle.report.Phrases;
import wattle.report.Versions;
import wattle.report.intensity.Bin;
import wattle.report.intensity.IntensityView;

/// A carbon intensity over time as one page: summary, chart over time, chart by hour of the day,
/// tables of both.
///
/// Unlike a run's report it has a script, its own, named in the page's policy by its hash: it tells
/// values under the pointer or by arrow keys, and shows a month, a week or a day. Without it the
/// page says the same, less closely. The script reads at most [#MOST_POINTS] values; a longer
/// series is averaged into so many.
public final class IntensityPage {

    private static final int MOST_POINTS = 10_000;
    private static final int DRAWN = 600;
    private static final int MOST_ROWS = 60;

    private final IntensityView view;
    private final Markup out = new Markup();

    private IntensityPage(IntensityView view) {
        this.view = view;
    }

    public static String of(IntensityView view, Versions versions) {
        return new IntensityPage(view).page(versions);
    }

    private String page(Versions versions) {
        out.raw("<!DOCTYPE html>\n");
        out.begin("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", "en").text("\n");
        head();
        out.begin("body").begin("main").text("\n");
        out.begin("h1").text("Carbon intensity: ").foreign(view.title()).endLine();
        summary();
        overTime();
        byHour();
        notes();
        out.endLine();
        out.begin("footer")
                .text("Made with Wattle " + versions.wattle() + ", data " + versions.data())
                .text(". Intensities are in grams of CO2 equivalent per kWh; times are UTC.")
                .endLine();
        data();
        out.begin("script").raw(IntensityScript.TEXT).endLine();
        return out.end().endLine().toString();
    }

    private void head() {
        out.begin("head").text("\n").empty("meta", "charset", "utf-8");
        out.empty(
                "meta",
                "http-equiv",
                "Content-Security-Policy",
                "content",
                Style.POLICY + "; script-src '" + IntensityScript.HASH + "'");
        out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        out.empty("meta", "name", "referrer", "content", "no-referrer");
        out.empty("link", "rel", "icon", "href", "data:,");
        out.element("title", "Carbon intensity").text("\n");
        out.begin("style").raw("\n" + Style.SHEET).raw(IntensityScript.SHEET).endLine().endLine();
    }

    private void summary() {
        IntensitySeries series = view.series();
        IntensitySummary summary = view.summary();
        out.begin("table").begin("tbody").text("\n");
        out.row("Zone", series.zone() == null ? "not stated" : series.zone().toString());
        out.row("Signal", series.labels().signal().label());
        out.row("Factor", series.labels().factor().label());
        out.row("Quality", series.quality().label());
        out.row("Time (UTC)", summary.span().start() + " to " + summary.span().end());
        out.row("Mean", grams(summary.mean()));
        out.row("Lowest", grams(summary.min()) + " at " + Phrases.minute(summary.minAt()));
        out.row("Highest", grams(summary.max()) + " at " + Phrases.minute(summary.maxAt()));
        out.row(
                "10th to 90th percentile",
                Figures.number(summary.p10()) + " to " + grams(summary.p90()));
        out.row(
                "Coverage",
                Figures.exact(Math.floor(summary.coverage() * 10_000) / 100)
                        + " %, "
                        + summary.gaps()
                        + (summary.gaps() == 1 ? " gap" : " gaps"));
        out.row("Zeros", Integer.toString(summary.zeros()));
        out.row(
                "Source",
                series.source().name()
                        + (series.source().licence() == null
                                ? ""
                                : " [" + series.source().licence() + "]"));
        out.end().endLine();
    }

    private static String grams(double value) {
        return Figures.number(value) + " g/kWh";
    }

    private void overTime() {
        List<Bin> bins = view.bins(DRAWN);
        Duration width = width(bins);
        String sentence = sentence(width);
        out.begin("figure", "id", "time").element("h3", "Over time");
        out.begin("figcaption").foreign(sentence).endLine();
        controls();
        chart("time", "Carbon intensity over time", sentence, bins, width, true);
        table("From (UTC)", view.bins(MOST_ROWS), Phrases::minute);
        out.endLine();
    }

    private void byHour() {
        List<Bin> hours = view.hoursOfDay();
        if (hours.isEmpty()) {
            return;
        }
        Bin lowest = hours.getFirst();
        Bin highest = hours.getFirst();
        for (Bin each : hours) {
            lowest = each.mean() < lowest.mean() ? each : lowest;
            highest = each.mean() > highest.mean() ? each : highest;
        }
        String sentence =
                "On average lowest at "
                        + hour(lowest.start())
                        + " UTC with "
                        + grams(lowest.mean())
                        + " and highest at "
                        + hour(highest.start())
                        + " with "
                        + grams(highest.mean())
                        + ".";
        out.begin("figure").element("h3", "By hour of the day (UTC)");
        out.begin("figcaption").foreign(sentence).endLine();
        chart(
                "hour",
                "Carbon intensity by hour of the day",
                sentence,
                hours,
                Duration.ofHours(1),
                false);
        table("Hour (UTC)", hours, IntensityPage::hour);
        out.endLine();
    }

    private static String hour(Instant at) {
        return at.toString().substring(11, 16);
    }

    private String sentence(Duration width) {
        IntensitySummary summary = view.summary();
        return "From "
                + Figures.number(summary.min())
                + " to "
                + grams(summary.max())
                + ", "
                + Figures.number(summary.mean())
                + " on average; each step is the mean of "
                + Phrases.duration(width)
                + (view.low() == null && width.compareTo(view.step()) <= 0
                        ? "."
                        : ", the band its 10th to 90th percentile.");
    }

    private void chart(
            String id,
            String title,
            String sentence,
            List<Bin> bins,
            Duration width,
            boolean overTime) {
        double low = 0;
        double high = 0;
        for (Bin each : overTime ? view.bins(MOST_POINTS) : bins) {
            if (!each.isEmpty()) {
                low = Math.min(low, Math.min(each.mean(), each.low()));
                high = Math.max(high, Math.max(each.mean(), each.high()));
            }
        }
        var chart =
                new Chart(out, bins.getFirst().start(), width.multipliedBy(bins.size()), low, high);
        chart.begin(id + "-chart", title, sentence);
        chart.values();
        out.begin("g", "id", id + "-ticks");
        if (overTime) {
            chart.times();
        } else {
            chart.hours();
        }
        out.endLine();
        chart.named("Intensity (g CO2eq/kWh)");
        out.begin("g", "id", id + "-plot", "data-frame", chart.frame());
        chart.line("band", paths(bins, (from, to) -> band(chart, bins, width, from, to)));
        chart.line(
                "intensity",
                paths(bins, (from, to) -> steps(chart, bins, width, from, to, Bin::mean)));
        out.endLine();
        chart.end();
    }

    /// What is drawn for a stretch of bins without a gap.
    private interface Stretch {
        String path(int from, int to);
    }

    private static String paths(List<Bin> bins, Stretch stretch) {
        var path = new StringBuilder();
        int bin = 0;
        while (bin < bins.size()) {
            int from = bin;
            while (bin < bins.size() && !bins.get(bin).isEmpty()) {
                bin++;
            }
            if (bin > from) {
                path.append(stretch.path(from, bin));
            }
            bin++;
        }
        return path.toString();
    }

    private static String steps(
            Chart chart,
            List<Bin> bins,
            Duration width,
            int from,
            int to,
            ToDoubleFunction<Bin> value) {
        var path = new StringBuilder("M").append(chart.x(bins.get(from).start())).append(' ');
        path.append(chart.y(value.applyAsDouble(bins.get(from))));
        for (int bin = from; bin < to; bin++) {
            path.append('V').append(chart.y(value.applyAsDouble(bins.get(bin))));
            path.append('H').append(chart.x(bins.get(bin).start().plus(width)));
        }
        return path.toString();
    }

    private static String band(Chart chart, List<Bin> bins, Duration width, int from, int to) {
        var path = new StringBuilder(steps(chart, bins, width, from, to, Bin::high));
        for (int bin = to - 1; bin >= from; bin--) {
            path.append('V').append(chart.y(bins.get(bin).low()));
            path.append('H').append(chart.x(bins.get(bin).start()));
        }
        return path.append('Z').toString();
    }

    /// Shown by the script, which alone can answer them.
    private void controls() {
        out.begin("p", "id", "controls", "hidden", "hidden");
        for (String each : new String[] {"All", "Month", "Week", "Day", "Earlier", "Later"}) {
            out.element("button", each, "type", "button", "data-do", each).text(" ");
        }
        out.element(
                "output",
                "Point at the chart, or choose it and use the arrow keys.",
                "id",
                "told",
                "aria-live",
                "polite");
        out.endLine();
    }

    /// How the start of a bin is written.
    private interface Start {
        String of(Instant start);
    }

    private void table(String first, List<Bin> bins, Start start) {
        out.begin("details").element("summary", "Values");
        out.begin("div", "class", "wide").begin("table").begin("thead").begin("tr");
        out.element("th", first, "scope", "col");
        for (String each : new String[] {"Mean (g/kWh)", "10th percentile", "90th percentile"}) {
            out.element("th", each, "scope", "col", "class", "number");
        }
        out.end().end().begin("tbody");
        for (Bin bin : bins) {
            out.begin("tr").element("th", start.of(bin.start()), "scope", "row");
            for (double each : new double[] {bin.mean(), bin.low(), bin.high()}) {
                out.element(
                        "td", Double.isNaN(each) ? "–" : Figures.number(each), "class", "number");
            }
            out.endLine();
        }
        out.end().end().end().endLine();
    }

    private void notes() {
        if (view.notes().isEmpty()) {
            return;
        }
        out.element("h3", "To know").begin("ul");
        for (String each : view.notes()) {
            out.begin("li").foreign(each).endLine();
        }
        out.endLine();
    }

    /// Numbers for the script: the first instant and the length of a step in seconds, and for each
    /// step tenths of g/kWh.
    private void data() {
        List<Bin> bins = view.bins(MOST_POINTS);
        out.begin("script", "type", "application/json", "id", "data");
        out.raw("{\"start\":" + bins.getFirst().start().getEpochSecond());
        out.raw(",\"step\":" + width(bins).toMillis() / 1000.0);
        numbers("mean", bins, Bin::mean);
        numbers("low", bins, Bin::low);
        numbers("high", bins, Bin::high);
        out.raw("}").endLine();
    }

    private void numbers(String name, List<Bin> bins, ToDoubleFunction<Bin> value) {
        var numbers = new StringBuilder(",\"").append(name).append("\":[");
        for (int i = 0; i < bins.size(); i++) {
            double each = value.applyAsDouble(bins.get(i));
            numbers.append(i == 0 ? "" : ",");
            numbers.append(Double.isNaN(each) ? "null" : Long.toString(Math.round(each * 10)));
        }
        out.raw(numbers.append(']').toString());
    }

    private Duration width(List<Bin> bins) {
        return bins.size() > 1
                ? Duration.between(bins.getFirst().start(), bins.get(1).start())
                : view.summary().span().duration();
    }
}
