package wattle.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import wattle.plan.queue.Placement;
import wattle.plan.queue.QueuePlan;
import wattle.report.Escape;
import wattle.report.Figures;
import wattle.report.json.FootprintWriter;

/// A plan of many jobs as a table, as JSON and as CSV.
final class QueueText {

    private static final int SHOWN = 40;

    private QueueText() {}

    static void table(QueuePlan plan, String basis, String basisRemark, PrintWriter out) {
        var table = new Columns();
        table.add(
                "job", "zone", "start", "end", "pauses", "g CO2eq", "without plan", "late before");
        int shown = 0;
        for (QueuePlan.Planned each : plan.jobs()) {
            if (shown++ < SHOWN) {
                table.add(row(plan, each));
            }
        }
        table.print("", out);
        if (plan.jobs().size() > SHOWN) {
            out.println("… and " + (plan.jobs().size() - SHOWN) + " more: --csv has them all.");
        }
        out.println();
        totals(plan, out);
        out.println("Basis: " + basis + basisRemark);
    }

    private static String[] row(QueuePlan plan, QueuePlan.Planned each) {
        Placement place = each.placement();
        String before = each.baselineCarbon() == null ? "-" : number(each.baselineCarbon().grams());
        String late = each.isLateWithoutPlan() ? "yes" : "";
        if (place == null || each.carbon() == null || each.why() != null) {
            String why = each.why() == null ? "" : each.why().words();
            return new String[] {each.job().id(), "-", "no place", why, "", "-", before, late};
        }
        return new String[] {
            each.job().id(),
            zones(plan, place),
            start(plan, place).toString(),
            end(plan, place).toString(),
            Integer.toString(place.schedule().pauses()),
            number(each.carbon().grams()),
            before,
            late
        };
    }

    private static void totals(QueuePlan plan, PrintWriter out) {
        int late = 0;
        int compared = 0;
        for (QueuePlan.Planned each : plan.jobs()) {
            late += each.isLateWithoutPlan() ? 1 : 0;
            compared += each.isCompared() ? 1 : 0;
        }
        double grams = plan.carbon().grams();
        double before = plan.comparedBaseline().grams();
        double saved = before - plan.comparedCarbon().grams();
        out.println(
                plan.placed()
                        + " of "
                        + plan.jobs().size()
                        + " jobs have a place and keep their deadline: "
                        + number(grams)
                        + " g.");
        out.println(
                "First come, first served, without a look at carbon: "
                        + number(before)
                        + " g"
                        + (compared == plan.jobs().size() ? "" : " for " + compared + " of them")
                        + ", "
                        + late
                        + " late. Saved: "
                        + number(saved)
                        + " g"
                        + (before > 0 ? " (" + number(100 * saved / before) + " %)." : "."));
        out.println(
                plan.method() == QueuePlan.Method.EXACT
                        ? "Method: exact. No plan of these jobs emits less."
                        : "Method: heuristic. No plan of these jobs emits less than "
                                + number(plan.bound().grams())
                                + " g.");
    }

    private static String number(double value) {
        return Figures.number(value);
    }

    private static String zones(QueuePlan plan, Placement place) {
        var zones = new StringBuilder();
        int last = -1;
        for (Placement.Stretch each : place.stretches(plan.queue())) {
            if (each.pool() != last) {
                zones.append(last < 0 ? "" : " ").append(zone(plan, each.pool()));
                last = each.pool();
            }
        }
        return zones.toString();
    }

    private static String zone(QueuePlan plan, int pool) {
        return plan.queue().pools().get(pool).zone();
    }

    private static Instant start(QueuePlan plan, Placement place) {
        return plan.queue().at(place.schedule().slot(0));
    }

    private static Instant end(QueuePlan plan, Placement place) {
        return plan.queue().at(place.end());
    }

    /// A row for each stretch of work; one without times for a job that has no place.
    static void csv(QueuePlan plan, PrintWriter out) {
        out.print("job,zone,start,end,devices,operational_g,baseline_start,baseline_g,unplaced\n");
        for (QueuePlan.Planned each : plan.jobs()) {
            Placement place = each.placement();
            if (place == null) {
                row(plan, each, null, out);
            } else {
                List<Placement.Stretch> stretches = place.stretches(plan.queue());
                for (Placement.Stretch stretch : stretches) {
                    row(plan, each, stretch, out);
                }
            }
        }
    }

    private static void row(
            QueuePlan plan,
            QueuePlan.Planned each,
            Placement.@Nullable Stretch stretch,
            PrintWriter out) {
        out.print(Escape.csv(each.job().id()) + ",");
        if (stretch == null) {
            out.print(",,,");
        } else {
            out.print(Escape.csv(zone(plan, stretch.pool())) + ",");
            out.print(stretch.time().start() + "," + stretch.time().end() + ",");
        }
        out.print(each.job().devices() + ",");
        out.print((each.carbon() == null ? "" : each.carbon().grams()) + ",");
        out.print((each.baseline() == null ? "" : start(plan, each.baseline())) + ",");
        out.print((each.baselineCarbon() == null ? "" : each.baselineCarbon().grams()) + ",");
        out.print((each.why() == null ? "" : Escape.csv(each.why().words())) + "\n");
    }

    static void json(QueuePlan plan, String basis, PrintWriter to) {
        try (JsonGenerator out = FootprintWriter.generator(to)) {
            out.writeStartObject();
            out.writeStringProperty("schema", "wattle.plan-set/1");
            out.writeStringProperty("basis", basis);
            out.writeStringProperty("method", plan.method().label());
            out.writeNumberProperty("jobs", plan.jobs().size());
            out.writeNumberProperty("placed", plan.placed());
            out.writeNumberProperty("operational_g", plan.carbon().grams());
            out.writeNumberProperty("bound_g", plan.bound().grams());
            double before = plan.comparedBaseline().grams();
            double saved = before - plan.comparedCarbon().grams();
            out.writeName("baseline");
            out.writeStartObject();
            out.writeStringProperty("policy", "first-come-first-served");
            out.writeNumberProperty(
                    "jobs", plan.jobs().stream().filter(QueuePlan.Planned::isCompared).count());
            out.writeNumberProperty(
                    "late",
                    plan.jobs().stream().filter(QueuePlan.Planned::isLateWithoutPlan).count());
            out.writeNumberProperty("operational_g", before);
            out.writeEndObject();
            out.writeNumberProperty("saving_g", saved);
            FootprintWriter.number(
                    out, "saving_fraction", before > 0 ? Double.valueOf(saved / before) : null);
            out.writeName("plans");
            out.writeStartArray();
            for (QueuePlan.Planned each : plan.jobs()) {
                job(plan, each, out);
            }
            out.writeEndArray();
            FootprintWriter.versions(Versions.current(), out);
            out.writeEndObject();
            out.writeRaw('\n');
        }
    }

    private static void job(QueuePlan plan, QueuePlan.Planned each, JsonGenerator out) {
        Placement place = each.placement();
        out.writeStartObject();
        out.writeStringProperty("job", each.job().id());
        out.writeNumberProperty("devices", each.job().devices());
        FootprintWriter.string(out, "start", place == null ? null : start(plan, place).toString());
        FootprintWriter.string(out, "end", place == null ? null : end(plan, place).toString());
        Double grams = each.carbon() == null ? null : Double.valueOf(each.carbon().grams());
        FootprintWriter.number(out, "operational_g", grams);
        FootprintWriter.string(out, "unplaced", each.why() == null ? null : each.why().words());
        out.writeName("segments");
        segments(plan, place, out);
        out.writeName("baseline");
        if (each.baseline() == null || each.baselineCarbon() == null) {
            out.writeNull();
        } else {
            out.writeStartObject();
            out.writeStringProperty("start", start(plan, each.baseline()).toString());
            out.writeStringProperty("end", end(plan, each.baseline()).toString());
            out.writeNumberProperty("operational_g", each.baselineCarbon().grams());
            out.writeBooleanProperty("late", each.isLateWithoutPlan());
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private static void segments(QueuePlan plan, @Nullable Placement place, JsonGenerator out) {
        out.writeStartArray();
        if (place != null) {
            for (Placement.Stretch each : place.stretches(plan.queue())) {
                out.writeStartObject();
                out.writeStringProperty("zone", zone(plan, each.pool()));
                out.writeStringProperty("start", each.time().start().toString());
                out.writeStringProperty("end", each.time().end().toString());
                out.writeEndObject();
            }
        }
        out.writeEndArray();
    }
}
