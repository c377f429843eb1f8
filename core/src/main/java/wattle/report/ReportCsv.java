package wattle.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import wattle.footprint.Component;
import wattle.footprint.Footprint;
import wattle.footprint.Operational;
import wattle.hardware.DeviceKind;
import wattle.unit.Seconds;

/// Runs as CSV: a header and a row for each, numbers unrounded with the unit in the column's name,
/// an empty cell for what is not known.
public final class ReportCsv {

    private ReportCsv() {}

    public static String of(List<RecordedRun> runs, Versions versions) {
        var out = new StringBuilder(String.join(",", COLUMNS)).append('\n');
        for (RecordedRun run : runs) {
            Map<String, String> row = row(run, versions);
            List<String> cells = new ArrayList<>(COLUMNS.size());
            COLUMNS.forEach(column -> cells.add(row.getOrDefault(column, "")));
            out.append(String.join(",", cells)).append('\n');
        }
        return out.toString();
    }

    private static final List<String> COLUMNS =
            List.of(
                    "run_id",
                    "state",
                    "exit_code",
                    "start",
                    "end",
                    "duration_seconds",
                    "energy_kwh",
                    "it_energy_kwh",
                    "accelerator_kwh",
                    "cpu_kwh",
                    "memory_kwh",
                    "other_kwh",
                    "pue",
                    "operational_g",
                    "embodied_g",
                    "total_g",
                    "range_low_g",
                    "range_high_g",
                    "energy_weighted_g_per_kwh",
                    "zone",
                    "signal",
                    "factor",
                    "quality",
                    "coverage",
                    "origin",
                    "scope",
                    "host",
                    "samples",
                    "missed_samples",
                    "own_cpu_seconds",
                    "own_memory_bytes",
                    "labels",
                    "command",
                    "wattle_version",
                    "data_version");

    private static Map<String, String> row(RecordedRun run, Versions versions) {
        Footprint footprint = run.footprint();
        Operational operational = footprint.operational();
        Map<String, String> row = new LinkedHashMap<>();
        row.put("run_id", Escape.csv(run.id()));
        row.put("state", run.state().label());
        row.put("exit_code", text(run.exitCode()));
        row.put("start", footprint.span() == null ? "" : text(footprint.span().start()));
        row.put("end", footprint.span() == null ? "" : text(footprint.span().end()));
        row.put(
                "duration_seconds",
                footprint.duration() == null ? "" : number(Seconds.of(footprint.duration())));
        row.put("energy_kwh", number(operational.facilityEnergy().kilowattHours()));
        row.put("it_energy_kwh", number(operational.itEnergy().kilowattHours()));
        kinds(footprint).forEach((kind, energy) -> row.put(kind + "_kwh", number(energy)));
        row.put("pue", number(operational.pue().ratio()));
        row.put("operational_g", number(operational.carbon().grams()));
        row.put(
                "embodied_g",
                footprint.embodied() == null ? "" : number(footprint.embodied().grams()));
        row.put("total_g", number(footprint.total().grams()));
        row.put("range_low_g", number(footprint.range().low().grams()));
        row.put("range_high_g", number(footprint.range().high().grams()));
        row.put("energy_weighted_g_per_kwh", optional(operational.energyWeighted()));
        row.put("zone", text(footprint.intensity().zone()));
        row.put("signal", footprint.intensity().labels().signal().label());
        row.put("factor", footprint.intensity().labels().factor().label());
        row.put("quality", footprint.intensity().quality().label());
        row.put("coverage", number(operational.coverage().share().fraction()));
        row.put("origin", footprint.origin().label());
        row.put("scope", Escape.csv(run.scope()));
        row.put("host", Escape.csv(run.machine().host()));
        row.put("samples", count(run.samples()));
        row.put("missed_samples", count(run.missed()));
        if (run.own() != null) {
            row.put("own_cpu_seconds", number(Seconds.of(run.own().cpuTime())));
            row.put("own_memory_bytes", Long.toString(run.own().residentBytes()));
        }
        row.put("labels", Escape.csv(labels(run.labels())));
        row.put("command", Escape.csv(String.join(" ", run.command())));
        row.put("wattle_version", Escape.csv(versions.wattle()));
        row.put("data_version", Escape.csv(versions.data()));
        return row;
    }

    /// IT energy in kWh by kind; a kind that was not metered is not there.
    private static Map<String, Double> kinds(Footprint footprint) {
        Map<String, Double> kinds = new LinkedHashMap<>();
        for (Component each : footprint.components()) {
            kinds.merge(column(each.kind()), each.energy().kilowattHours(), Double::sum);
        }
        return kinds;
    }

    private static String column(String kind) {
        for (DeviceKind each : DeviceKind.values()) {
            if (each.label().equals(kind)) {
                return kind;
            }
        }
        return "other";
    }

    private static String labels(Map<String, String> labels) {
        List<String> pairs = new ArrayList<>();
        labels.forEach((key, value) -> pairs.add(key + "=" + value));
        return String.join(";", pairs);
    }

    private static String count(long value) {
        return value == RecordedRun.UNKNOWN ? "" : Long.toString(value);
    }

    private static String number(double value) {
        return Double.toString(value);
    }

    private static String optional(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "";
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : Escape.csv(value.toString());
    }
}
