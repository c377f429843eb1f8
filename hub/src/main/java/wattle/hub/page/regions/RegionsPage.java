package wattle.hub.page.regions;

import io.javalin.http.Context;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wattle.grid.Labels;
import wattle.grid.catalog.TypicalDay;
import wattle.hub.page.EveryPage;
import wattle.hub.page.Pages;
import wattle.hub.page.plan.Fields;
import wattle.hub.page.plan.Heat;
import wattle.hub.page.plan.HeatView;
import wattle.hub.page.plan.Job;
import wattle.hub.web.Answers;
import wattle.hub.web.Problem;
import wattle.hub.web.ProblemException;
import wattle.hub.web.Requests;
import wattle.hub.web.Router;
import wattle.hub.web.Routes;
import wattle.hub.web.calculation.Calculator;
import wattle.report.Escape;
import wattle.report.Versions;

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
        TypicalDay.all().forEach(each -> kinds.add(HeatView.kind(each.labels())));
        List<String> sorted = new ArrayList<>(kinds);
        sorted.sort(
                java.util.Comparator.comparing((String each) -> !each.contains("lifecycle"))
                        .thenComparing(each -> each));
        return List.copyOf(sorted);
    }

    private void show(Context context) throws InterruptedException {
        var fields = new Fields(Requests.query(context), NAMES);
        Heat heat = fields.isEmpty() ? null : heat(fields);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("fields", fields);
        values.put("kinds", kinds());
        if (heat != null) {
            values.put("heat", heat);
            values.put("view", new HeatView(heat, fields.query(), clock.instant()));
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
                        .filter(each -> HeatView.kind(each).equals(kind))
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
}
