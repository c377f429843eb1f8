package wattle.report.html;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import wattle.plan.EvaluatedJob;
import wattle.plan.Outcome;
import wattle.plan.Policy;
import wattle.report.Figures;
import wattle.report.Masses;
import wattle.report.Phrases;
import wattle.report.Versions;
import wattle.report.evaluation.ProtocolView;
import wattle.unit.CarbonMass;

/// Jobs evaluated by the protocol of a paper as one page: the counterparts of figures 1 to 4 of
/// Dodge et al. 2022 and of their table 3, then the tables with the paper's means beside ours.
///
/// Zones of different signals or factors are never in one drawing. It has no script.
public final class ProtocolPage {

    private static final int MONTHS = 12;
    private static final int HOURS = 24;

    /// The jobs of the paper's figures and the slacks of figures 3 and 4.
    private static final String BY_MONTH = "bert-pretrain";

    private static final String BY_HOUR = "bert-finetune";
    private static final String[] SHORT_AND_LONG = {"densenet-201", "transformer-6b"};
    private static final String SHIFTED = "24h";
    private static final String PAUSED = "100%";

    private final ProtocolView view;
    private final Markup out = new Markup();
    private int figures;

    private ProtocolPage(ProtocolView view) {
        this.view = view;
    }

    public static String of(ProtocolView view, Versions versions) {
        return new ProtocolPage(view).page(versions);
    }

    private String page(Versions versions) {
        out.raw("<!DOCTYPE html>\n");
        out.begin("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", "en").text("\n");
        head();
        out.begin("body").begin("main").text("\n");
        out.begin("h1").foreign(view.title()).endLine();
        jobs();
        out.begin("ul").text("\n");
        view.notes().forEach(each -> out.element("li", each).text("\n"));
        out.endLine();
        for (ProtocolView.Group group : view.groups()) {
            out.begin("h2").text("Zones: ").foreign(group.name()).endLine();
            figures(group);
        }
        out.element("h2", "Savings by job and slack").text("\n");
        out.element(
                        "p",
                        "Mean savings in percent; the paper's are those of 16 zones of 2020. p/h: stops"
                                + " after the first start, per hour of job and slack. w/h: the same"
                                + " with a wait before the first start counted as one more.")
                .text("\n");
        view.slacks().forEach(this::table);
        zones();
        out.endLine();
        out.begin("footer")
                .text("Made with Wattle " + versions.wattle() + ", data " + versions.data())
                .text(". Paper: ")
                .foreign(view.source())
                .text(". Times are UTC.")
                .endLine();
        return out.endLine().endLine().toString();
    }

    private void head() {
        out.begin("head").text("\n").empty("meta", "charset", "utf-8");
        out.empty("meta", "http-equiv", "Content-Security-Policy", "content", Style.POLICY);
        out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        out.empty("meta", "name", "referrer", "content", "no-referrer");
        out.empty("link", "rel", "icon", "href", "data:,");
        out.element("title", "What shifting would have saved").text("\n");
        out.begin("style").raw("\n" + Style.SHEET).raw(RangeRows.SHEET).endLine().endLine();
    }

    private void jobs() {
        header("Job", "Duration", "Energy (kWh)", "Power");
        for (ProtocolView.Job each : view.jobs()) {
            row(
                    each.name(),
                    Phrases.duration(each.duration()),
                    Figures.number(each.energy().kilowattHours()),
                    each.constant() ? "constant" : "as metered");
        }
        endTable();
    }

    private void figures(ProtocolView.Group group) {
        byMonth(group);
        emissions(group);
        for (String key : SHORT_AND_LONG) {
            savings(group, "Figure 3", key, SHIFTED, Policy.FLEXIBLE_START, "a flexible start");
        }
        for (String key : SHORT_AND_LONG) {
            savings(
                    group,
                    "Figure 4",
                    key,
                    PAUSED,
                    Policy.LOWEST_INTERVALS,
                    "running in the lowest intervals");
        }
        byHour(group);
    }

    private ProtocolView.@Nullable Job job(String key) {
        for (ProtocolView.Job each : view.jobs()) {
            if (each.key().equals(key)) {
                return each;
            }
        }
        return null;
    }

    private String begin(String title, String sentence) {
        out.begin("figure").begin("h3").foreign(title).end();
        out.begin("figcaption").foreign(sentence).endLine();
        return "figure-" + ++figures;
    }

    /// Figure 1: a line for each zone.
    private void byMonth(ProtocolView.Group group) {
        ProtocolView.Job job = job(BY_MONTH);
        if (job == null) {
            return;
        }
        double high = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (ProtocolView.Zone zone : group.zones()) {
            double sum = 0;
            int count = 0;
            for (int month = 1; month <= MONTHS; month++) {
                double grams = zone.job(job).inMonth(month);
                if (!Double.isNaN(grams)) {
                    high = Math.max(high, grams);
                    sum += grams;
                    count++;
                }
            }
            if (count > 0) {
                least = Math.min(least, sum / count);
                most = Math.max(most, sum / count);
            }
        }
        String sentence =
                job.name()
                        + ", started at once: the mean of each month's starts, a line for each zone."
                        + " Over the year the zones' means go from "
                        + Masses.alone(new CarbonMass(Math.min(least, most)))
                        + " to "
                        + Masses.alone(new CarbonMass(most))
                        + ".";
        String id = begin("Figure 1: emissions by zone and month", sentence);
        Masses masses = Masses.fitting(new CarbonMass(high));
        Instant start = Instant.EPOCH;
        Duration month = Duration.ofDays(30);
        var chart =
                new Chart(out, start, month.multipliedBy(MONTHS), 0, high / masses.gramsPerUnit());
        chart.begin(id, "Emissions by zone and month", sentence);
        chart.values().months().named("Emitted (" + masses.unit() + " CO2eq)");
        lines(
                chart,
                group,
                (zone, i) -> zone.job(job).inMonth(i + 1) / masses.gramsPerUnit(),
                MONTHS,
                month);
        chart.end();
        List<String> heads = new ArrayList<>(List.of("Zone"));
        for (int i = 1; i <= MONTHS; i++) {
            heads.add(Integer.toString(i));
        }
        values(
                heads,
                group,
                MONTHS,
                (zone, i) -> zone.job(job).inMonth(i + 1) / masses.gramsPerUnit());
        out.endLine();
    }

    private interface OfZone {
        double value(ProtocolView.Zone zone, int place);
    }

    private void lines(
            Chart chart, ProtocolView.Group group, OfZone value, int places, Duration each) {
        out.begin("g", "class", "lines").text("\n");
        String[] styles = {"first", "second", "third"};
        int style = 0;
        for (ProtocolView.Zone zone : group.zones()) {
            String path = path(chart, i -> value.value(zone, i), places, each);
            if (!path.isEmpty()) {
                out.begin("path", "class", styles[style++ % styles.length], "d", path);
                out.element("title", zone.name()).endLine();
            }
        }
        out.endLine();
    }

    /// Through the middle of each place.
    private static String path(Chart chart, IntToDoubleFunction value, int places, Duration each) {
        var path = new StringBuilder();
        boolean on = false;
        for (int i = 0; i < places; i++) {
            double at = value.applyAsDouble(i);
            if (Double.isNaN(at)) {
                on = false;
                continue;
            }
            Instant middle = Instant.EPOCH.plus(each.multipliedBy(2L * i + 1).dividedBy(2));
            path.append(on ? 'L' : 'M').append(chart.x(middle)).append(' ').append(chart.y(at));
            on = true;
        }
        return path.toString();
    }

    private void values(List<String> heads, ProtocolView.Group group, int places, OfZone value) {
        out.begin("details").element("summary", "Values");
        header(heads.toArray(String[]::new));
        for (ProtocolView.Zone zone : group.zones()) {
            String[] cells = new String[places + 1];
            cells[0] = zone.name();
            for (int i = 0; i < places; i++) {
                cells[i + 1] = number(value.value(zone, i));
            }
            row(cells);
        }
        endTable();
        out.endLine();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "–" : Figures.number(value);
    }

    /// Figure 2: a bar for each job, on a logarithmic scale.
    private void emissions(ProtocolView.Group group) {
        String sentence =
                "Each job started at once, over all zones and starts: from the least to the most, the"
                        + " wider part without the lowest and the highest quarter, and the mean. Starts that emit nothing"
                        + " are left out.";
        String id = begin("Figure 2: emissions by job", sentence);
        List<RangeRows.Row> rows = new ArrayList<>();
        for (ProtocolView.Job job : view.jobs()) {
            double[] all =
                    group.zones().stream()
                            .flatMapToDouble(each -> Arrays.stream(each.job(job).atOnce()))
                            .filter(each -> each > 0)
                            .sorted()
                            .toArray();
            rows.add(range(job.name(), all, 0.25));
        }
        new RangeRows(out, rows, true)
                .write(
                        id,
                        "Emissions by job",
                        sentence,
                        "Emitted (CO2eq)",
                        grams ->
                                Masses.fitting(new CarbonMass(grams))
                                        .withUnit(new CarbonMass(grams)));
        out.begin("p").text("For comparison, as the paper has it: ");
        for (int i = 0; i < view.marks().size(); i++) {
            ProtocolView.Mark each = view.marks().get(i);
            out.text((i == 0 ? "" : "; ") + each.name() + " ");
            Masses masses = Masses.fitting(each.mass());
            out.text(masses.withUnit(each.mass()));
        }
        out.text(".").endLine();
        out.begin("details").element("summary", "Values");
        header("Job", "Least (g)", "Lower quarter", "Mean", "Upper quarter", "Most");
        for (RangeRows.Row each : rows) {
            row(
                    each.name(),
                    number(each.low()),
                    number(each.lower()),
                    number(each.mean()),
                    number(each.upper()),
                    number(each.high()));
        }
        endTable();
        out.endLine().endLine();
    }

    /// @param sorted ascending
    /// @param share below and above the wider part
    private static RangeRows.Row range(String name, double[] sorted, double share) {
        if (sorted.length == 0) {
            return new RangeRows.Row(
                    name, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        double sum = 0;
        for (double each : sorted) {
            sum += each;
        }
        int last = sorted.length - 1;
        int lower = (int) Math.round(share * last);
        return new RangeRows.Row(
                name,
                sorted[0],
                sorted[lower],
                sum / sorted.length,
                sorted[last - lower],
                sorted[last]);
    }

    /// Figures 3 and 4: a row for each zone.
    private void savings(
            ProtocolView.Group group,
            String figure,
            String key,
            String slack,
            Policy policy,
            String by) {
        ProtocolView.Job job = job(key);
        if (job == null || !view.slacks().contains(slack) || !view.policies().contains(policy)) {
            return;
        }
        List<RangeRows.Row> rows = new ArrayList<>();
        double most = 0;
        for (ProtocolView.Zone zone : group.zones()) {
            EvaluatedJob evaluated = zone.job(job);
            double[] known =
                    Arrays.stream(evaluated.savings(slack, policy))
                            .filter(each -> !Double.isNaN(each))
                            .map(each -> 100 * each)
                            .sorted()
                            .toArray();
            RangeRows.Row row = range(zone.name(), known, 0.1);
            rows.add(row);
            most = row.isEmpty() ? most : Math.max(most, row.mean());
        }
        String sentence =
                job.name()
                        + ", "
                        + by
                        + " with up to "
                        + slack
                        + " of slack, by zone: from the least to the most over the starts, the wider"
                        + " part from the 10th to the 90th percentile, and the mean, which is at most "
                        + Figures.number(most)
                        + " %.";
        String id = begin(figure + ": savings by zone, " + job.name(), sentence);
        new RangeRows(out, rows, false)
                .write(id, "Savings by zone", sentence, "Saved (%)", Figures::exact);
        out.begin("details").element("summary", "Values");
        header("Zone", "Least (%)", "10th percentile", "Mean", "90th percentile", "Most");
        for (RangeRows.Row each : rows) {
            row(
                    each.name(),
                    number(each.low()),
                    number(each.lower()),
                    number(each.mean()),
                    number(each.upper()),
                    number(each.high()));
        }
        endTable();
        out.endLine().endLine();
    }

    /// Table 3: what a start at each hour of the day emits, against the day's mean.
    private void byHour(ProtocolView.Group group) {
        ProtocolView.Job job = job(BY_HOUR);
        if (job == null) {
            return;
        }
        OfZone relative =
                (zone, hour) -> 100 * zone.job(job).atHour(hour) / dailyMean(zone.job(job));
        double low = 100;
        double high = 100;
        for (ProtocolView.Zone zone : group.zones()) {
            for (int hour = 0; hour < HOURS; hour++) {
                double value = relative.value(zone, hour);
                if (Double.isFinite(value)) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
        }
        String sentence =
                job.name()
                        + " by the hour at which it starts, in percent of the zone's mean over the"
                        + " day: from "
                        + Figures.number(low)
                        + " to "
                        + Figures.number(high)
                        + ", a line for each zone. The mean of all days, where the paper shows three.";
        String id = begin("Table 3: emissions by hour of the start (UTC)", sentence);
        var chart = new Chart(out, Instant.EPOCH, Duration.ofDays(1), low, high);
        chart.begin(id, "Emissions by hour of the start", sentence);
        chart.values().hours().named("Of the day's mean (%)");
        lines(
                chart,
                group,
                (zone, hour) -> {
                    double value = relative.value(zone, hour);
                    return Double.isFinite(value) ? value : Double.NaN;
                },
                HOURS,
                Duration.ofHours(1));
        chart.end();
        List<String> heads = new ArrayList<>(List.of("Zone (g CO2eq)"));
        for (int hour = 0; hour < HOURS; hour += 3) {
            heads.add((hour < 10 ? "0" : "") + hour + ":00");
        }
        heads.add("Most over least (%)");
        out.begin("details").element("summary", "Values");
        header(heads.toArray(String[]::new));
        for (ProtocolView.Zone zone : group.zones()) {
            EvaluatedJob evaluated = zone.job(job);
            String[] cells = new String[HOURS / 3 + 2];
            double least = Double.POSITIVE_INFINITY;
            double most = 0;
            cells[0] = zone.name();
            for (int i = 0; i < HOURS / 3; i++) {
                double grams = evaluated.atHour(3 * i);
                cells[i + 1] = number(grams);
                least = Math.min(least, grams);
                most = Math.max(most, grams);
            }
            cells[cells.length - 1] = least > 0 ? Figures.number(100 * (most / least - 1)) : "–";
            row(cells);
        }
        endTable();
        out.endLine().endLine();
    }

    private static double dailyMean(EvaluatedJob job) {
        double sum = 0;
        for (int hour = 0; hour < HOURS; hour++) {
            sum += job.atHour(hour);
        }
        return sum / HOURS;
    }

    /// Tables 6 to 13.
    private void table(String slack) {
        out.begin("h3").foreign(view.heading(slack)).endLine();
        List<String> heads =
                new ArrayList<>(List.of("Job", "Paper: flexible start", "pause & resume", "p/h"));
        for (ProtocolView.Group group : view.groups()) {
            String before = group.name() + ": ";
            for (Policy each : view.policies()) {
                heads.add(before + each.label());
                before = "";
                if (each == Policy.LOWEST_INTERVALS) {
                    heads.add("p/h");
                    heads.add("w/h");
                }
            }
        }
        header(heads.toArray(String[]::new));
        for (ProtocolView.Job job : view.jobs()) {
            List<String> cells = new ArrayList<>(List.of(job.name()));
            ProtocolView.Printed printed = view.printed(slack, job);
            cells.add(printed == null ? "–" : Double.toString(printed.flexibleStart()));
            cells.add(printed == null ? "–" : Double.toString(printed.pauseResume()));
            cells.add(printed == null ? "–" : Double.toString(printed.pausesPerHour()));
            for (ProtocolView.Group group : view.groups()) {
                for (Policy each : view.policies()) {
                    Outcome outcome = group.outcome(job, slack, each);
                    cells.add(decimals(outcome.meanSavingFraction(), 100, 1));
                    if (each == Policy.LOWEST_INTERVALS) {
                        cells.add(decimals(outcome.pausesPerHour(), 1, 2));
                        cells.add(decimals(outcome.pausesAndWaitsPerHour(), 1, 2));
                    }
                }
            }
            row(cells.toArray(String[]::new));
        }
        endTable();
    }

    private static String decimals(OptionalDouble value, double times, int decimals) {
        return value.isEmpty()
                ? "–"
                : String.format(Locale.ROOT, "%." + decimals + "f", times * value.orElseThrow());
    }

    private void zones() {
        out.element("h2", "Zones").text("\n");
        header("Zone", "Signal", "Factor", "Starts within");
        for (ProtocolView.Zone each : view.zones()) {
            row(
                    each.name(),
                    each.labels().signal().label(),
                    each.labels().factor().label(),
                    each.time());
        }
        endTable();
    }

    private void header(String... heads) {
        out.begin("div", "class", "wide").begin("table").begin("thead").begin("tr");
        for (int i = 0; i < heads.length; i++) {
            if (i == 0) {
                out.begin("th", "scope", "col").foreign(heads[i]).end();
            } else {
                out.begin("th", "scope", "col", "class", "number").foreign(heads[i]).end();
            }
        }
        out.end().end().begin("tbody").text("\n");
    }

    private void row(String... cells) {
        out.begin("tr").begin("th", "scope", "row").foreign(cells[0]).end();
        for (int i = 1; i < cells.length; i++) {
            out.begin("td", "class", "number").foreign(cells[i]).end();
        }
        out.endLine();
    }

    private void endTable() {
        out.end().end().endLine();
    }
}
