package wattle.report;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import wattle.footprint.Component;
import wattle.footprint.Footprint;

/// Prometheus's text format, version 0.0.4: base units, counters that end in `_total`, the user's
/// labels on every sample. No process id, command line or run id: each would make series without
/// end, and a command line may hold secrets.
///
/// Energy is that of the devices; grams include the PUE, which is a metric of its own. What is not
/// known has no sample.
public final class PrometheusText {

    /// What an HTTP answer with this text says of it.
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final String ENERGY = "wattle_energy_joules_total";
    private static final String ENERGY_HELP = "IT energy drawn by each component.";
    private static final String EMISSIONS = "wattle_emissions_grams_total";
    private static final String EMISSIONS_HELP =
            "Operational carbon in grams of CO2 equivalent, facility overhead included.";
    private static final String SAMPLES = "wattle_samples_total";
    private static final String SAMPLES_HELP = "Readings of all meters.";
    private static final String MISSED = "wattle_missed_samples_total";
    private static final String MISSED_HELP = "Beats that came too late for a reading.";

    private PrometheusText() {}

    /// A moment of a run; a later one of the same run never has a lower energy.
    public static String of(Readout readout, Versions versions) {
        Map<String, String> labels = PrometheusLabels.of(readout.labels());
        var out = new Exposition();
        out.family(ENERGY, "counter", ENERGY_HELP);
        for (Readout.Item item : readout.items()) {
            out.sample(ENERGY, component(item, labels), item.joules());
        }
        out.family("wattle_power_watts", "gauge", "Mean power since the reading before.");
        for (Readout.Item item : readout.items()) {
            optional(out, "wattle_power_watts", component(item, labels), item.watts());
        }
        out.family(EMISSIONS, "counter", EMISSIONS_HELP);
        optional(out, EMISSIONS, labels, readout.grams());
        String intensity = "wattle_carbon_intensity_grams_per_kilowatt_hour";
        out.family(intensity, "gauge", "Carbon intensity of the grid now.");
        optional(out, intensity, labels, readout.intensity());
        out.family("wattle_pue_ratio", "gauge", "Facility energy over IT energy, as applied.");
        out.sample("wattle_pue_ratio", labels, readout.pue());
        out.family(SAMPLES, "counter", SAMPLES_HELP);
        out.sample(SAMPLES, labels, (double) readout.samples());
        out.family(MISSED, "counter", MISSED_HELP);
        out.sample(MISSED, labels, (double) readout.missed());
        buildInfo(out, versions);
        return out.text();
    }

    /// Runs of the past. Those with the same labels are added up: a run has no label of its own.
    public static String of(List<RecordedRun> runs, Versions versions) {
        Map<String, Double> energy = new TreeMap<>();
        Map<String, Double> grams = new TreeMap<>();
        Map<String, Double> samples = new TreeMap<>();
        Map<String, Double> missed = new TreeMap<>();
        Map<String, Double> states = new TreeMap<>();
        for (RecordedRun run : runs) {
            Footprint footprint = run.footprint();
            Map<String, String> labels = PrometheusLabels.of(run.labels());
            String all = Exposition.labels(labels);
            for (Component each : footprint.components()) {
                energy.merge(
                        Exposition.labels(
                                component(
                                        each.name(),
                                        each.kind(),
                                        each.model(),
                                        each.origin().label(),
                                        labels)),
                        each.energy().joules(),
                        Double::sum);
            }
            grams.merge(all, footprint.operational().carbon().grams(), Double::sum);
            if (run.samples() != RecordedRun.UNKNOWN) {
                samples.merge(all, (double) run.samples(), Double::sum);
            }
            if (run.missed() != RecordedRun.UNKNOWN) {
                missed.merge(all, (double) run.missed(), Double::sum);
            }
            Map<String, String> state = new TreeMap<>(labels);
            state.put("state", run.state().label());
            states.merge(Exposition.labels(state), 1.0, Double::sum);
        }
        var out = new Exposition();
        out.family(ENERGY, "counter", ENERGY_HELP).samples(ENERGY, energy);
        out.family(EMISSIONS, "counter", EMISSIONS_HELP).samples(EMISSIONS, grams);
        out.family(SAMPLES, "counter", SAMPLES_HELP).samples(SAMPLES, samples);
        out.family(MISSED, "counter", MISSED_HELP).samples(MISSED, missed);
        out.family("wattle_runs", "gauge", "Runs counted here, by how their records end.")
                .samples("wattle_runs", states);
        buildInfo(out, versions);
        return out.text();
    }

    private static void buildInfo(Exposition out, Versions versions) {
        out.family("wattle_build_info", "gauge", "Versions of Wattle and of its data.");
        out.sample(
                "wattle_build_info",
                Map.of("version", versions.wattle(), "data", versions.data()),
                1);
    }

    private static Map<String, String> component(Readout.Item item, Map<String, String> labels) {
        return component(item.name(), item.kind(), item.model(), item.origin().label(), labels);
    }

    private static Map<String, String> component(
            String name, String kind, String model, String origin, Map<String, String> labels) {
        Map<String, String> all = new TreeMap<>(labels);
        all.put("component", name);
        all.put("kind", kind);
        all.put("model", model);
        all.put("origin", origin);
        return all;
    }

    private static void optional(
            Exposition out, String name, Map<String, String> labels, OptionalDouble value) {
        if (value.isPresent()) {
            out.sample(name, labels, value.getAsDouble());
        }
    }
}
