package wattle.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import wattle.grid.Quality;
import wattle.grid.RawIntensity;
import wattle.grid.csv.UncheckedSeries;
import wattle.grid.fault.Change;
import wattle.grid.fault.Finding;
import wattle.grid.fault.Rule;
import wattle.report.Escape;
import wattle.report.json.FootprintWriter;

/// What `wattle grid check` found, for people and for programs, and the files of a repair.
final class FaultReport {

    private static final int SHOWN_INSTANTS = 3;

    private FaultReport() {}

    /// @param name of the file or files
    /// @param changes of the repair; null where none was asked for
    /// @param left the findings once it was repaired; those of the file where it was not
    record Checked(
            String name,
            UncheckedSeries series,
            List<Finding> findings,
            @Nullable List<Change> changes,
            List<Finding> left) {}

    static void text(List<Checked> checked, PrintWriter out) {
        for (Checked each : checked) {
            out.println(
                    each.name
                            + ": "
                            + each.series.rows().size()
                            + " rows, signal "
                            + each.series.signal().label()
                            + (each.findings.isEmpty() ? ", no fault found" : ""));
            Map<Rule, List<Finding>> byRule = new TreeMap<>();
            for (Finding finding : each.findings) {
                byRule.computeIfAbsent(finding.rule(), rule -> new ArrayList<>()).add(finding);
            }
            var columns = new Columns();
            byRule.forEach((rule, all) -> {
                columns.add(
                        rule.severity().label(),
                        rule.label(),
                        String.valueOf(all.size()),
                        rule.what());
                columns.add("", "", "", "at " + instants(all));
                columns.add("", "", "", lines(all.getFirst(), each.series.rows()) + evidence(all));
                columns.add("", "", "", rule.remedy());
            });
            columns.print("  ", out);
        }
    }

    private static String instants(List<Finding> findings) {
        var text = new StringBuilder();
        for (int i = 0; i < Math.min(SHOWN_INSTANTS, findings.size()); i++) {
            text.append(i > 0 ? ", " : "").append(findings.get(i).instants().start());
        }
        int more = findings.size() - SHOWN_INSTANTS;
        return more > 0 ? text + " and " + more + " more" : text.toString();
    }

    private static String evidence(List<Finding> findings) {
        return findings.getFirst().evidence();
    }

    private static String lines(Finding finding, RawIntensity raw) {
        int[] lines = finding.rows().lines(raw);
        return lines.length == 0 || lines[0] == 0
                ? ""
                : lines.length == 1 ? "line " + lines[0] + ": " : "from line " + lines[0] + ": ";
    }

    static void json(List<Checked> checked, PrintWriter to) {
        try (JsonGenerator out = FootprintWriter.generator(to)) {
            out.writeStartObject();
            out.writeStringProperty("schema", "wattle.faults/1");
            out.writeName("series");
            out.writeStartArray();
            for (Checked each : checked) {
                json(each, out);
            }
            out.writeEndArray();
            FootprintWriter.versions(Versions.current(), out);
            out.writeEndObject();
            out.writeRaw('\n');
        }
    }

    private static void json(Checked checked, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("file", checked.name);
        out.writeStringProperty("signal", checked.series.signal().label());
        out.writeNumberProperty("rows", checked.series.rows().size());
        out.writeName("findings");
        out.writeStartArray();
        for (Finding each : checked.findings) {
            out.writeStartObject();
            out.writeStringProperty("rule", each.rule().label());
            out.writeStringProperty("severity", each.severity().label());
            out.writeStringProperty("start", each.instants().start().toString());
            out.writeStringProperty("end", each.instants().end().toString());
            out.writeName("lines");
            out.writeStartArray();
            for (int line : each.rows().lines(checked.series.rows())) {
                out.writeNumber(line);
            }
            out.writeEndArray();
            out.writeStringProperty("evidence", each.evidence());
            out.writeStringProperty("remedy", each.remedy());
            out.writeEndObject();
        }
        out.writeEndArray();
        if (checked.changes == null) {
            out.writeNullProperty("changes");
        } else {
            out.writeNumberProperty("changes", checked.changes.size());
        }
        out.writeEndObject();
    }

    static void csv(List<Checked> checked, PrintWriter out) {
        out.println("file,rule,severity,start,end,first_line,rows,evidence,remedy");
        for (Checked each : checked) {
            for (Finding finding : each.findings) {
                int[] lines = finding.rows().lines(each.series.rows());
                out.println(
                        Escape.csv(each.name)
                                + ","
                                + finding.rule().label()
                                + ","
                                + finding.severity().label()
                                + ","
                                + finding.instants().start()
                                + ","
                                + finding.instants().end()
                                + ","
                                + (lines.length == 0 ? "" : lines[0])
                                + ","
                                + lines.length
                                + ","
                                + Escape.csv(finding.evidence())
                                + ","
                                + Escape.csv(finding.remedy()));
            }
        }
    }

    /// The rows as a file that every command reads; with their quality where it is known.
    static String series(RawIntensity rows) {
        boolean qualities = false;
        for (int i = 0; i < rows.size() && !qualities; i++) {
            qualities = rows.quality(i) != Quality.UNSTATED;
        }
        var text =
                new StringBuilder("timestamp_utc,g_per_kwh")
                        .append(qualities ? ",quality\n" : "\n");
        for (int i = 0; i < rows.size(); i++) {
            text.append(instant(rows.nanos(i))).append(',').append(rows.value(i));
            if (qualities) {
                text.append(',').append(rows.quality(i).label());
            }
            text.append('\n');
        }
        return text.toString();
    }

    /// Every change with the row as it was.
    static String log(List<Change> changes) {
        var text =
                new StringBuilder("line,rule,action,timestamp_utc,g_per_kwh,new_timestamp_utc\n");
        for (Change each : changes) {
            text.append(each.line())
                    .append(',')
                    .append(each.rule().label())
                    .append(',')
                    .append(each.action())
                    .append(',')
                    .append(each.time())
                    .append(',')
                    .append(Double.isNaN(each.value()) ? "" : String.valueOf(each.value()))
                    .append(',')
                    .append(each.newTime() == null ? "" : each.newTime())
                    .append('\n');
        }
        return text.toString();
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(
                Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }
}
