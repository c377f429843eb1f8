package wattle.report.codecarbon;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wattle.footprint.Component;
import wattle.footprint.Footprint;
import wattle.footprint.Metered;
import wattle.grid.GridZone;
import wattle.hardware.DeviceKind;
import wattle.report.Escape;
import wattle.report.RecordedRun;
import wattle.report.Versions;
import wattle.unit.Seconds;

/// A run as a row of CodeCarbon's `emissions.csv`.
///
/// Emissions are the operational carbon, which is what CodeCarbon counts. A cell is empty where
/// Wattle does not know: water, utilisation, coordinates, and the energy of a part that had no
/// meter, which CodeCarbon would have guessed. Energy of other parts than CPU, GPU and memory is in
/// `energy_consumed` only.
public final class EmissionsCsv {

    static final List<String> COLUMNS =
            List.of(
                    "timestamp",
                    "project_name",
                    "run_id",
                    "experiment_id",
                    "duration",
                    "emissions",
                    "emissions_rate",
                    "cpu_power",
                    "gpu_power",
                    "ram_power",
                    "cpu_energy",
                    "gpu_energy",
                    "ram_energy",
                    "energy_consumed",
                    "water_consumed",
                    "country_name",
                    "country_iso_code",
                    "region",
                    "cloud_provider",
                    "cloud_region",
                    "os",
                    "python_version",
                    "codecarbon_version",
                    "cpu_count",
                    "cpu_model",
                    "gpu_count",
                    "gpu_model",
                    "longitude",
                    "latitude",
                    "ram_total_size",
                    "tracking_mode",
                    "cpu_utilization_percent",
                    "gpu_utilization_percent",
                    "ram_utilization_percent",
                    "ram_used_gb",
                    "on_cloud",
                    "pue",
                    "wue");

    /// CodeCarbon's GB are GiB.
    private static final double BYTES_PER_GB = 1024.0 * 1024 * 1024;

    private final RecordedRun run;
    private final Footprint footprint;
    private final Map<String, String> cells = new HashMap<>();

    private EmissionsCsv(RecordedRun run) {
        this.run = run;
        this.footprint = run.footprint();
    }

    /// A header and a row for each run.
    ///
    /// @param local the zone whose clock the timestamps show
    public static String of(List<RecordedRun> runs, Versions versions, ZoneId local) {
        var out = new StringBuilder(String.join(",", COLUMNS)).append('\n');
        runs.forEach(run -> out.append(row(run, versions, local, COLUMNS)));
        return out.toString();
    }

    /// A row with its line break, with a cell for each of `columns`.
    static String row(RecordedRun run, Versions versions, ZoneId local, List<String> columns) {
        Map<String, String> cells = new EmissionsCsv(run).cells(versions, local);
        List<String> row = new ArrayList<>(columns.size());
        columns.forEach(column -> row.add(cells.getOrDefault(column, "")));
        return String.join(",", row) + "\n";
    }

    private Map<String, String> cells(Versions versions, ZoneId local) {
        if (footprint.span() != null) {
            put("timestamp", timestamp(footprint.span().end(), local));
        }
        put("project_name", run.labels().getOrDefault("project", "wattle"));
        put("run_id", run.id());
        put("codecarbon_version", "wattle " + versions.wattle());
        emissions();
        energies();
        place();
        machine();
        put("tracking_mode", run.scope().equals("machine") ? "machine" : "process");
        return cells;
    }

    private static String timestamp(Instant end, ZoneId local) {
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                end.atZone(local).toLocalDateTime().truncatedTo(ChronoUnit.SECONDS));
    }

    private void emissions() {
        double kilograms = footprint.operational().carbon().kilograms();
        put("emissions", kilograms);
        if (footprint.duration() != null) {
            double seconds = Seconds.of(footprint.duration());
            put("duration", seconds);
            put("emissions_rate", kilograms / seconds);
        }
        put("energy_consumed", footprint.operational().facilityEnergy().kilowattHours());
        put("pue", footprint.operational().pue().ratio());
    }

    private void energies() {
        double pue = footprint.operational().pue().ratio();
        Map<String, Double> kilowattHours = new LinkedHashMap<>();
        Map<String, Double> watts = new LinkedHashMap<>();
        for (Component each : footprint.components()) {
            String part = part(each.kind());
            if (!part.isEmpty()) {
                kilowattHours.merge(part, each.energy().kilowattHours() * pue, Double::sum);
            }
        }
        for (Metered each : run.metered()) {
            String part = part(each.kind());
            if (!part.isEmpty()) {
                double seconds = Seconds.of(each.energy().timeline().covered());
                watts.merge(part, each.energy().total().joules() / seconds, Double::sum);
            }
        }
        kilowattHours.forEach((part, value) -> put(part + "_energy", value));
        watts.forEach((part, value) -> put(part + "_power", value));
    }

    private static String part(String kind) {
        if (kind.equals(DeviceKind.ACCELERATOR.label())) {
            return "gpu";
        }
        if (kind.equals(DeviceKind.CPU.label())) {
            return "cpu";
        }
        return kind.equals(DeviceKind.MEMORY.label()) ? "ram" : "";
    }

    private void place() {
        GridZone zone = footprint.intensity().zone();
        // As CodeCarbon: no, unless something says so.
        put("on_cloud", "N");
        if (zone == null) {
            return;
        }
        String place = footprint.intensity().place();
        // A series knows its zone's key and no name.
        String name = place.equals(zone.toString()) ? "" : place;
        switch (zone.source()) {
            case "country" -> {
                put("country_name", name);
                put("country_iso_code", zone.key().equals("WLD") ? "" : zone.key());
            }
            case "google-cloud" -> {
                put("on_cloud", "Y");
                put("cloud_provider", "gcp");
                put("cloud_region", zone.key());
            }
            default -> put("region", name);
        }
    }

    private void machine() {
        RecordedRun.Machine machine = run.machine();
        put("os", machine.os());
        put("cpu_model", machine.cpuModel());
        if (machine.cpuThreads() > 0) {
            put("cpu_count", Integer.toString(machine.cpuThreads()));
        }
        if (machine.memoryBytes() > 0) {
            put("ram_total_size", machine.memoryBytes() / BYTES_PER_GB);
        }
        Map<String, Integer> models = new LinkedHashMap<>();
        int count = 0;
        for (Component each : footprint.components()) {
            if (each.kind().equals(DeviceKind.ACCELERATOR.label())) {
                models.merge(each.model(), 1, Integer::sum);
                count++;
            }
        }
        if (count > 0) {
            List<String> said = new ArrayList<>();
            models.forEach((model, number) -> said.add(number + " x " + model));
            put("gpu_count", Integer.toString(count));
            put("gpu_model", String.join(", ", said));
        }
    }

    private void put(String column, String text) {
        cells.put(column, Escape.csv(text));
    }

    private void put(String column, double value) {
        cells.put(column, Double.toString(value));
    }
}
