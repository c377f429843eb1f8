package wattle.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import wattle.plan.Plan;
import wattle.plan.ShiftRegion;
import wattle.report.Escape;
import wattle.report.Figures;
import wattle.report.json.FootprintWriter;
import wattle.unit.CarbonMass;
import wattle.unit.Range;

/// How plans are printed: a table, CSV, or `wattle.plan/1`.
///
/// @param front the plans that no other beats; null where they were not asked for
/// @param basis what the plans rest on
/// @param priced whether prices were given
record PlanText(
        Plan baseline, List<Plan> plans, @Nullable List<Plan> front, String basis, boolean priced) {

    private static final String SET =
            "every start in every zone, the exact optimum for each finish";

    private static final String PRICED_SET = SET + ", mixtures of carbon and cost";

    void table(PrintWriter out) {
        print(plans, out);
        out.println();
        out.println(
                "Compared with starting at once in "
                        + baseline.zone()
                        + ": "
                        + Figures.number(baseline.carbon().grams())
                        + " g.");
        out.println("Basis: " + basis + basisRemark(basis));
        Plan last = plans.isEmpty() ? baseline : plans.getLast();
        if (last.segments().size() > 1) {
            out.println(last.policy() + " works in:");
            for (Plan.Segment each : last.segments()) {
                out.println(
                        "  "
                                + each.interval().start()
                                + " to "
                                + each.interval().end()
                                + (last.moves() > 0 ? " in " + each.zone() : ""));
            }
        }
        if (front != null) {
            out.println();
            out.println(
                    "No plan beats one of these"
                            + (priced ? " in carbon, cost and finish," : " in carbon and finish,"));
            out.println("of " + set() + ":");
            out.println();
            print(front, out);
        }
    }

    private void print(List<Plan> rows, PrintWriter out) {
        var table = new Columns();
        List<String> head =
                new ArrayList<>(
                        List.of("policy", "zone", "start", "end", "pauses", "g CO2eq", "saved"));
        boolean ranged = rows.stream().anyMatch(each -> each.range() != null);
        if (ranged) {
            head.add("expected between");
        }
        if (priced) {
            head.add("cost");
        }
        table.add(head.toArray(String[]::new));
        for (Plan each : rows) {
            List<String> row =
                    new ArrayList<>(
                            List.of(
                                    each.policy(),
                                    zones(each),
                                    each.start().toString(),
                                    each.end().toString(),
                                    Integer.toString(each.pauses()),
                                    Figures.number(each.carbon().grams()),
                                    saved(each)));
            if (ranged) {
                row.add(range(each.range()));
            }
            if (priced) {
                row.add(each.cost() == null ? "-" : Figures.number(each.cost()));
            }
            table.add(row.toArray(String[]::new));
        }
        table.print("", out);
    }

    private static String range(@Nullable Range<CarbonMass> range) {
        return range == null
                ? "-"
                : Figures.number(range.low().grams())
                        + " and "
                        + Figures.number(range.high().grams());
    }

    private static String zones(Plan plan) {
        Set<String> zones = new LinkedHashSet<>();
        plan.segments().forEach(each -> zones.add(each.zone()));
        return String.join(", ", zones);
    }

    private String saved(Plan plan) {
        return plan.savingFraction(baseline).isEmpty()
                ? "-"
                : Figures.number(100 * plan.savingFraction(baseline).orElseThrow()) + " %";
    }

    private String set() {
        return priced ? PRICED_SET : SET;
    }

    static String basisRemark(String basis) {
        return switch (basis) {
            case "forecast" -> ", so what comes may differ.";
            case "typical-day" -> ", the mean of other years: what comes may differ much.";
            default -> ", as if the intensity had been known: an upper bound of what can be saved.";
        };
    }

    /// The front where it was asked for, else the plans.
    void csv(PrintWriter out) {
        out.print(
                "policy,zone,start,end,operational_g,saving_g,saving_fraction,pauses,"
                        + "initial_wait_seconds,moves,cost\n");
        for (Plan each : front == null ? plans : front) {
            out.print(each.policy() + "," + Escape.csv(each.zone()) + ",");
            out.print(each.start() + "," + each.end() + "," + each.carbon().grams() + ",");
            out.print(each.saving(baseline).grams() + ",");
            each.savingFraction(baseline).ifPresent(out::print);
            out.print("," + each.pauses() + "," + each.initialWait().toSeconds() + ",");
            out.print(each.moves() + "," + (each.cost() == null ? "" : each.cost()) + "\n");
        }
    }

    void json(PrintWriter to) {
        try (JsonGenerator out = FootprintWriter.generator(to)) {
            out.writeStartObject();
            out.writeStringProperty("schema", "wattle.plan/1");
            out.writeStringProperty("basis", basis);
            out.writeName("baseline");
            out.writeStartObject();
            common(baseline, out);
            out.writeEndObject();
            out.writeName("plans");
            write(plans, out);
            if (front != null) {
                out.writeStringProperty("front_of", set());
                out.writeName("front");
                write(front, out);
            }
            FootprintWriter.versions(Versions.current(), out);
            out.writeEndObject();
            out.writeRaw('\n');
        }
    }

    private void write(List<Plan> rows, JsonGenerator out) {
        out.writeStartArray();
        for (Plan each : rows) {
            out.writeStartObject();
            common(each, out);
            out.writeNumberProperty("saving_g", each.saving(baseline).grams());
            FootprintWriter.number(out, "saving_fraction", each.savingFraction(baseline));
            out.writeNumberProperty("pauses", each.pauses());
            out.writeNumberProperty("initial_wait_seconds", each.initialWait().toMillis() / 1000.0);
            segments(each, out);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void common(Plan plan, JsonGenerator out) {
        out.writeStringProperty("policy", plan.policy());
        out.writeStringProperty("zone", plan.zone());
        out.writeStringProperty("start", plan.start().toString());
        out.writeStringProperty("end", plan.end().toString());
        out.writeNumberProperty("operational_g", plan.carbon().grams());
        Range<CarbonMass> range = plan.range();
        if (range != null) {
            out.writeName("operational_range_g");
            out.writeStartArray();
            out.writeNumber(range.low().grams());
            out.writeNumber(range.high().grams());
            out.writeEndArray();
        }
        if (priced) {
            FootprintWriter.number(out, "cost", plan.cost());
        }
    }

    private static void segments(Plan plan, JsonGenerator out) {
        boolean moves = plan.policy().equals(ShiftRegion.LABEL);
        if (moves) {
            out.writeNumberProperty("moves", plan.moves());
        }
        out.writeName("segments");
        out.writeStartArray();
        for (Plan.Segment each : plan.segments()) {
            out.writeStartObject();
            out.writeStringProperty("start", each.interval().start().toString());
            out.writeStringProperty("end", each.interval().end().toString());
            if (moves) {
                out.writeStringProperty("zone", each.zone());
            }
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
