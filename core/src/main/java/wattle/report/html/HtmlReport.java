package wattle.report.html;

import java.util.List;
import wattle.report.Figures;
import wattle.report.Masses;
import wattle.report.Phrases;
import wattle.report.RecordedRun;
import wattle.report.Totals;
import wattle.report.Versions;

/// Recorded runs as one HTML page that needs nothing else and no script: what they add up to, then
/// each run's numbers, components, charts, sources and problems.
///
/// The page's size does not depend on how long a run took: charts have at most 600 steps, their
/// tables 60 rows. The first twenty runs get a section each, further ones a line.
public final class HtmlReport {

    private static final int SECTIONS = 20;
    private static final int LINES = 1000;
    private static final int COMMAND = 60;

    private HtmlReport() {}

    public static String of(List<RecordedRun> runs, Versions versions) {
        var out = new Markup();
        out.raw("<!DOCTYPE html>\n");
        out.begin("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", "en").text("\n");
        head(out);
        out.begin("body").begin("main").text("\n");
        out.element("h1", "Carbon of recorded runs").text("\n");
        overview(runs, out);
        for (int i = 0; i < Math.min(SECTIONS, runs.size()); i++) {
            RunSection.write(runs.get(i), "run-" + i, out);
        }
        out.endLine();
        out.begin("footer")
                .text("Made with Wattle ")
                .text(versions.wattle())
                .text(", data ")
                .text(versions.data())
                .text(". Energy of a run is that of the facility, location-based; times are UTC.")
                .endLine();
        return out.end().endLine().toString();
    }

    private static void head(Markup out) {
        out.begin("head").text("\n").empty("meta", "charset", "utf-8");
        out.empty("meta", "http-equiv", "Content-Security-Policy", "content", Style.POLICY);
        out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        out.empty("meta", "name", "referrer", "content", "no-referrer");
        // Or a browser asks the server for one.
        out.empty("link", "rel", "icon", "href", "data:,");
        out.element("title", "Carbon of recorded runs").text("\n");
        out.begin("style").raw("\n" + Style.SHEET).endLine().endLine();
    }

    private static void overview(List<RecordedRun> runs, Markup out) {
        Totals totals = Totals.of(runs);
        out.begin("p")
                .text(
                        (runs.size() == 1 ? "1 run" : runs.size() + " runs")
                                + (totals.duration() == null || runs.isEmpty()
                                        ? ""
                                        : ", " + Phrases.duration(totals.duration()))
                                + ": "
                                + Figures.energy(totals.facilityEnergy().kilowattHours())
                                + ", "
                                + Masses.alone(totals.total())
                                + ".")
                .endLine();
        if (runs.size() < 2) {
            return;
        }
        out.begin("div", "class", "wide").begin("table").begin("thead").begin("tr");
        for (String each : new String[] {"Run", "State", "Started (UTC)", "Command"}) {
            out.element("th", each, "scope", "col");
        }
        for (String each : new String[] {"Duration", "kWh", "g CO2eq"}) {
            out.element("th", each, "scope", "col", "class", "number");
        }
        out.end().end().begin("tbody").text("\n");
        for (int i = 0; i < Math.min(LINES, runs.size()); i++) {
            line(runs.get(i), i, out);
        }
        out.end().end().endLine();
        if (runs.size() > SECTIONS) {
            out.element(
                            "p",
                            "Only the first "
                                    + SECTIONS
                                    + " runs follow one by one"
                                    + (runs.size() > LINES
                                            ? ", and only the first " + LINES + " are listed"
                                            : "")
                                    + "; the totals are those of all.")
                    .text("\n");
        }
    }

    private static void line(RecordedRun run, int index, Markup out) {
        out.begin("tr").begin("th", "scope", "row");
        if (index < SECTIONS) {
            out.begin("a", "href", "#run-" + index).foreign(run.id()).end();
        } else {
            out.foreign(run.id());
        }
        out.end().element("td", run.state().label());
        out.element(
                "td",
                run.footprint().span() == null
                        ? "–"
                        : Phrases.minute(run.footprint().span().start()));
        out.begin("td").foreign(Phrases.command(run.command(), COMMAND)).end();
        number(
                run.footprint().duration() == null
                        ? "–"
                        : Phrases.duration(run.footprint().duration()),
                out);
        number(Figures.number(run.footprint().operational().facilityEnergy().kilowattHours()), out);
        number(Figures.number(run.footprint().total().grams()), out);
        out.endLine();
    }

    private static void number(String text, Markup out) {
        out.element("td", text, "class", "number");
    }
}
