package wattle.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import tools.jackson.core.JsonGenerator;
import wattle.plan.Outcome;
import wattle.report.Escape;
import wattle.report.Figures;
import wattle.report.json.FootprintWriter;

/// How an evaluation is printed: a table, CSV, or `wattle.evaluation/1`.
///
/// @param rows in order
/// @param forecast what plans were made on, as the user named it
/// @param oracle whether that is what came
record EvaluationText(Map<EvaluateCommand.Key, Outcome> rows, String forecast, boolean oracle) {

    void table(PrintWriter out) {
        var table = new Columns();
        List<String> head =
                new ArrayList<>(
                        List.of("zone", "job", "slack", "policy", "starts", "skipped", "saved"));
        if (!oracle) {
            head.add("kept");
        }
        head.add("worse");
        head.add("pauses/h");
        table.add(head.toArray(String[]::new));
        rows.forEach((key, outcome) -> {
            List<String> row =
                    new ArrayList<>(
                            List.of(
                                    key.zone(),
                                    key.job(),
                                    key.slack(),
                                    key.policy().label(),
                                    Long.toString(outcome.starts()),
                                    Long.toString(outcome.skipped()),
                                    percent(outcome.meanSavingFraction())));
            if (!oracle) {
                row.add(percent(outcome.keptFraction()));
            }
            row.add(percent(outcome.worseThanRunNowFraction()));
            row.add(number(outcome.pausesPerHour()));
            table.add(row.toArray(String[]::new));
        });
        table.print("", out);
        out.println();
        out.println(
                "saved: mean share of what starting at once emits. worse: share of the starts that"
                        + " emit more.");
        out.println("pauses/h: stops after the first start, per hour of job and slack.");
        out.println(
                oracle
                        ? "Plans knew the intensity: an upper bound of what can be saved."
                        : "kept: what was saved, as a share of what the policy saves when it knows the"
                                + " intensity.");
    }

    private static String percent(OptionalDouble share) {
        return share.isEmpty() ? "-" : Figures.number(100 * share.orElseThrow()) + " %";
    }

    private static String number(OptionalDouble value) {
        return value.isEmpty() ? "-" : Figures.number(value.orElseThrow());
    }

    /// The columns of numbers, in the order of the contract, and ours after them.
    private static Map<String, OptionalDouble> numbers(Outcome outcome) {
        Map<String, OptionalDouble> numbers = new LinkedHashMap<>();
        numbers.put("mean_saving_fraction", outcome.meanSavingFraction());
        numbers.put("saving_of_sums", outcome.savingOfSums());
        numbers.put("regret_fraction", outcome.regretFraction());
        numbers.put("worse_than_run_now_fraction", outcome.worseThanRunNowFraction());
        numbers.put("pauses_per_hour", outcome.pausesPerHour());
        numbers.put("baseline_g", OptionalDouble.of(outcome.baseline()));
        numbers.put("operational_g", OptionalDouble.of(outcome.grams()));
        numbers.put("worse_by_1_percent_fraction", outcome.muchWorseFraction());
        numbers.put("pauses_and_waits_per_hour", outcome.pausesAndWaitsPerHour());
        return numbers;
    }

    void csv(PrintWriter out) {
        out.print("zone,job,slack,policy,forecast,starts,skipped,");
        out.print(String.join(",", numbers(Outcome.NONE).keySet()) + "\n");
        rows.forEach((key, outcome) -> {
            out.print(Escape.csv(key.zone()) + "," + Escape.csv(key.job()) + "," + key.slack());
            out.print("," + key.policy().label() + "," + Escape.csv(forecast));
            out.print("," + outcome.starts() + "," + outcome.skipped());
            for (OptionalDouble each : numbers(outcome).values()) {
                out.print(",");
                each.ifPresent(out::print);
            }
            out.print("\n");
        });
    }

    void json(PrintWriter to) {
        try (JsonGenerator out = FootprintWriter.generator(to)) {
            out.writeStartObject();
            out.writeStringProperty("schema", "wattle.evaluation/1");
            out.writeName("rows");
            out.writeStartArray();
            rows.forEach((key, outcome) -> {
                out.writeStartObject();
                out.writeStringProperty("zone", key.zone());
                out.writeStringProperty("job", key.job());
                out.writeStringProperty("slack", key.slack());
                out.writeStringProperty("policy", key.policy().label());
                out.writeStringProperty("forecast", forecast);
                out.writeNumberProperty("starts", outcome.starts());
                out.writeNumberProperty("skipped", outcome.skipped());
                numbers(outcome).forEach((name, value) -> FootprintWriter.number(out, name, value));
                out.writeEndObject();
            });
            out.writeEndArray();
            FootprintWriter.versions(Versions.current(), out);
            out.writeEndObject();
            out.writeRaw('\n');
        }
    }
}
