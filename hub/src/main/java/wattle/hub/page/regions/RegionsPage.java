package wattle.hub.page.regions;

import io.javalin.http.Context;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wattle.grid.Labels;
import wattle.grid.catalog.TypicalDay;
import wattle.hub.page.Chart;
import wattle.hub.page.EveryPage;
import wattle.hub.page.Pages;
import wattle.hub.page.plan.Fields;
import wattle.hub.page.plan.Job;
import wattle.hub.web.Answers;
import wattle.hub.web.Problem;
import wattle.hub.web.ProblemException;
import wattle.hub.web.Requests;
import wattle.hub.web.Router;
import wattle.hub.web.Routes;
import wattle.hub.web.calculation.Calculator;
import wattle.report.Escape;
import wattle.report.Figures;
import wattle.report.Masses;
import wattle.report.Versions;
import wattle.unit.CarbonMass;

/// `/regions` and `/regions.csv`. Threads share it.
public final class RegionsPage implements Routes {

    private static final List<String> NAMES = new ArrayList<>(Job.FIELDS);

    static {
        NAMES.addAll(List.of("pue", "kind", "month", "sort"));
    }

    private final Pages pages;
    private final Calculator calculator;
    private final Versions versions;
    private final Clock clock;

    public RegionsPage(Pages pages, Calculator calculator, Versions versions, Clock clock) {
        this.pages = pages;
        this.calculator = calculator;
        this.versions = versions;
        this.clock = clock;
    }

    @Override
    public InputStream openApi() {
        return EveryPage.undescribed();
    }

    @Override
    public void addTo(Router router) {
        router.get("/regions", this::show).get("/regions.csv", this::csv);
    }

    /// The kinds of intensity that there are typical days of, in words. Never two on one scale.
    static List<String> kinds() {
        Set<String> kinds = new LinkedHashSet<>();
        TypicalDay.all().forEach(each -> kinds.add(words(each.labels())));
        List<String> sorted = new ArrayList<>(kinds);
        sorted.sort(
                java.util.Comparator.comparing((String each) -> !each.contains("lifecycle"))
                        .thenComparing(each -> each));
        return List.copyOf(sorted);
    }

    private static String words(Labels labels) {
        return labels.signal().label() + " " + labels.factor().label();
    }

    private void show(Context context) throws InterruptedException {
        var fields = new Fields(Requests.query(context), NAMES);
        Heat heat = fields.isEmpty() ? null : heat(fields);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("fields", fields);
        values.put("kinds", kinds());
        if (heat != null) {
            values.put("heat", heat);
            values.put("view", new View(heat, fields.query(), clock.instant()));
        }
        if (!fields.wrong().isEmpty()) {
            context.status(context.header("HX-Request") == null ? 422 : 200);
        }
        pages.send(
                context,
                pages.frame(context, "Regions and hours", "/regions").withCharts(),
                "regions.jte",
                values);
    }

    /// Null where the fields are wrong.
    private @Nullable Heat heat(Fields fields) throws InterruptedException {
        Job job = Job.of(fields, calculator);
        String pue = fields.number("pue");
        if (!pue.isEmpty() && Double.parseDouble(pue) < 1) {
            fields.wrong("pue", "PUE is facility energy over IT energy: from 1.");
        }
        String month = fields.value("month");
        if (!month.matches("|[1-9]|1[0-2]")) {
            fields.wrong("month", "A month is 1 to 12.");
        }
        String kind = fields.has("kind") ? fields.value("kind") : kinds().getFirst();
        Labels labels =
                TypicalDay.all().stream()
                        .map(TypicalDay::labels)
                        .filter(each -> words(each).equals(kind))
                        .findFirst()
                        .orElse(null);
        if (labels == null) {
            fields.wrong("kind", "There are typical days of: " + String.join(", ", kinds()) + ".");
        }
        Heat.Order order = Heat.Order.MEAN;
        for (Heat.Order each : Heat.Order.values()) {
            order = each.label().equals(fields.value("sort")) ? each : order;
        }
        if (job == null || labels == null || !fields.wrong().isEmpty()) {
            return null;
        }
        return Heat.of(
                job,
                pue.isEmpty() ? 1 : Double.parseDouble(pue),
                labels,
                month.isEmpty() ? null : Integer.valueOf(month),
                order);
    }

    private void csv(Context context) throws InterruptedException {
        var fields = new Fields(Requests.query(context), NAMES);
        Heat heat = heat(fields);
        if (heat == null) {
            throw new ProblemException(Problem.of(422, String.join("; ", fields.wrong().values())));
        }
        var out =
                new StringBuilder(
                        "zone,name,signal,factor,month,start_hour_utc,grams,years,data_version\n");
        for (Heat.Row row : heat.rows()) {
            for (int hour = 0; hour < Heat.HOURS; hour++) {
                line(out, heat, row, heat.month() == null ? "" : "" + heat.month(), "" + hour);
                end(out, row, row.hours().get(hour));
            }
            for (int month = 1; month <= Heat.MONTHS; month++) {
                line(out, heat, row, "" + month, "");
                end(out, row, row.months().get(month - 1));
            }
        }
        context.header("Content-Disposition", "attachment; filename=\"regions.csv\"");
        Answers.send(
                context,
                "text/csv; charset=utf-8",
                out.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void line(
            StringBuilder out, Heat heat, Heat.Row row, String month, String hour) {
        out.append(Escape.csv(row.zone())).append(',').append(Escape.csv(row.name())).append(',');
        out.append(heat.labels().signal().label()).append(',');
        out.append(heat.labels().factor().label()).append(',');
        out.append(month).append(',').append(hour).append(',');
    }

    private void end(StringBuilder out, Heat.Row row, double grams) {
        out.append(grams).append(',').append(Escape.csv(row.years())).append(',');
        out.append(Escape.csv(versions.data())).append('\n');
    }

    /// What the template shows of the numbers.
    public static final class View {

        private final Heat heat;
        private final String query;
        private final Instant now;

        View(Heat heat, String query, Instant now) {
            this.heat = heat;
            this.query = query;
            this.now = now;
        }

        public String query() {
            return query;
        }

        public static String mass(double grams) {
            return Masses.alone(new CarbonMass(grams));
        }

        public static String hour(int hour) {
            return String.format(Locale.ROOT, "%02d:00", hour);
        }

        public static String month(int month) {
            return Month.of(month).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
        }

        public String season() {
            return heat.month() == null ? "the mean of all months" : month(heat.month());
        }

        /// "68.3 %", of the mean.
        public String spread(Heat.Row row) {
            return Figures.number(100 * row.spread()) + " %";
        }

        /// Best region, best hour, and how much is due to each.
        public String summary() {
            Heat.Row best = heat.best();
            double mean = heat.mean();
            double place = mean - best.mean();
            double hour = best.mean() - best.min();
            return "Started in "
                    + best.name()
                    + " at "
                    + hour(best.best())
                    + " UTC, this job would emit "
                    + mass(best.min())
                    + ", against "
                    + mass(mean)
                    + " on average over "
                    + heat.rows().size()
                    + (heat.rows().size() == 1 ? " region" : " regions")
                    + " and all hours: "
                    + mass(place)
                    + " less by the region and "
                    + mass(hour)
                    + " less by the hour.";
        }

        private String takeaway() {
            Heat.Row widest = heat.rows().getFirst();
            for (Heat.Row each : heat.rows()) {
                widest = each.spread() > widest.spread() ? each : widest;
            }
            return summary()
                    + " The hour matters most in "
                    + widest.name()
                    + ", where the dearest start emits "
                    + mass(widest.max())
                    + " and the cheapest "
                    + mass(widest.min())
                    + ".";
        }

        /// The unit of all cells.
        private Masses masses() {
            double most = 0;
            for (Heat.Row each : heat.rows()) {
                most = Math.max(most, each.max());
                for (double month : each.months()) {
                    most = Math.max(most, month);
                }
            }
            return Masses.fitting(new CarbonMass(most));
        }

        public Chart byHour() {
            List<String> hours = new ArrayList<>();
            for (int hour = 0; hour < Heat.HOURS; hour++) {
                hours.add(String.format(Locale.ROOT, "%02d", hour));
            }
            return chart(
                    "Emissions by region and hour of the start, " + season(),
                    takeaway(),
                    Chart.Axis.of("start, UTC", hours),
                    true);
        }

        public Chart byMonth() {
            List<String> months = new ArrayList<>();
            for (Month each : Month.values()) {
                months.add(each.getDisplayName(TextStyle.SHORT, Locale.ENGLISH));
            }
            Heat.Row widest = heat.rows().getFirst();
            for (Heat.Row each : heat.rows()) {
                widest = ratio(each) > ratio(widest) ? each : widest;
            }
            return chart(
                    "Emissions by region and month, the mean of all start hours",
                    "The month matters most in "
                            + widest.name()
                            + ": "
                            + mass(java.util.Collections.min(widest.months()))
                            + " in the best and "
                            + mass(java.util.Collections.max(widest.months()))
                            + " in the worst.",
                    Chart.Axis.of("month", months),
                    false);
        }

        private static double ratio(Heat.Row row) {
            double least = java.util.Collections.min(row.months());
            double most = java.util.Collections.max(row.months());
            return most > 0 ? (most - least) / most : 0;
        }

        private Chart chart(String title, String takeaway, Chart.Axis x, boolean byHour) {
            Masses masses = masses();
            List<String> names = new ArrayList<>();
            List<Chart.Point> points = new ArrayList<>();
            List<List<String>> rows = new ArrayList<>();
            // Charts count from below.
            int at = heat.rows().size();
            double most = 0;
            for (Heat.Row each : heat.rows()) {
                at--;
                names.addFirst(each.key());
                List<String> row = new ArrayList<>(List.of(each.name() + " (" + each.key() + ")"));
                List<Double> cells = byHour ? each.hours() : each.months();
                for (int i = 0; i < cells.size(); i++) {
                    double grams = cells.get(i);
                    most = Math.max(most, grams);
                    points.add(
                            new Chart.Point(
                                    i,
                                    at,
                                    grams / masses.gramsPerUnit(),
                                    each.name()
                                            + (byHour
                                                    ? ", start " + hour(i) + " UTC"
                                                    : ", " + month(i + 1)),
                                    byHour ? plan(each, i) : null,
                                    false));
                    row.add(masses.of(new CarbonMass(grams)));
                }
                rows.add(row);
            }
            List<String> header = new ArrayList<>(List.of("Region"));
            header.addAll(x.categories());
            String unit = masses.unit() + " CO2eq";
            return new Chart(
                    title,
                    takeaway,
                    x,
                    Chart.Axis.of("", names),
                    List.of(Chart.Series.of("", Chart.Kind.HEAT, 5, points)),
                    Chart.Axis.of("emissions", unit, Chart.Scale.VALUE),
                    0.0,
                    most / masses.gramsPerUnit(),
                    new Chart.Table(header, rows, x.categories().size()),
                    "/regions.csv?" + query);
        }

        public String unit() {
            return masses().unit() + " CO2eq";
        }

        /// The plan of this job there, from the next day's such hour on; in the month that is
        /// shown.
        public String plan(Heat.Row row, int hour) {
            LocalDateTime start =
                    LocalDateTime.ofInstant(now, ZoneOffset.UTC)
                            .toLocalDate()
                            .plusDays(1)
                            .atTime(hour, 0);
            if (heat.month() != null && heat.month() != start.getMonthValue()) {
                int year = start.getYear() + (heat.month() < start.getMonthValue() ? 1 : 0);
                start = LocalDateTime.of(year, heat.month(), 15, hour, 0);
            }
            return "/plan?duration="
                    + heat.job().duration()
                    + "&power_watts="
                    + new java.math.BigDecimal(heat.job().watts())
                            .round(new java.math.MathContext(12))
                            .stripTrailingZeros()
                            .toPlainString()
                    + (heat.pue() == 1 ? "" : "&pue=" + heat.pue())
                    + "&zone="
                    + URLEncoder.encode(row.zone(), StandardCharsets.UTF_8)
                    + "&signal="
                    + heat.labels().signal().label()
                    + "&factor="
                    + heat.labels().factor().label()
                    + "&at="
                    + start
                    + "Z&slack=24h";
        }
    }
}
