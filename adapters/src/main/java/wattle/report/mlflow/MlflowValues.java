package wattle.report.mlflow;

import java.util.LinkedHashMap;
import java.util.Map;
import wattle.footprint.Footprint;
import wattle.footprint.Metered;
import wattle.report.RecordedRun;
import wattle.report.Versions;
import wattle.unit.Seconds;

/// What of a run becomes metrics and tags. Metrics begin with `wattle/`, which MLflow shows as a
/// group of their own beside the job's; tags, which unlike parameters may be set again, with
/// `wattle.`.
final class MlflowValues {

    /// The server's limits are 250 and 5000; a hundred tags of this length fit one batch of its 1
    /// MB.
    private static final int KEY_CHARACTERS = 250;

    private static final int VALUE_CHARACTERS = 1000;

    private MlflowValues() {}

    static Map<String, Double> metrics(RecordedRun run) {
        Footprint footprint = run.footprint();
        Map<String, Double> metrics = new LinkedHashMap<>();
        double joules = footprint.operational().itEnergy().joules();
        metrics.put("wattle/energy_kwh", footprint.operational().facilityEnergy().kilowattHours());
        metrics.put("wattle/it_energy_kwh", footprint.operational().itEnergy().kilowattHours());
        metrics.put("wattle/operational_g", footprint.operational().carbon().grams());
        if (footprint.embodied() != null) {
            metrics.put("wattle/embodied_g", footprint.embodied().grams());
        }
        metrics.put("wattle/total_g", footprint.total().grams());
        if (footprint.duration() != null) {
            double seconds = Seconds.of(footprint.duration());
            metrics.put("wattle/duration_seconds", seconds);
            metrics.put("wattle/mean_power_watts", joules / seconds);
        }
        footprint
                .operational()
                .energyWeighted()
                .ifPresent(grams -> metrics.put("wattle/energy_weighted_g_per_kwh", grams));
        for (Metered each : run.metered()) {
            String component =
                    unique("wattle/components/" + key(each.name()), metrics, "/it_energy_kwh")
                            + "/";
            double seconds = Seconds.of(each.energy().timeline().covered());
            metrics.put(component + "it_energy_kwh", each.energy().total().kilowattHours());
            metrics.put(component + "mean_power_watts", each.energy().total().joules() / seconds);
        }
        return metrics;
    }

    static Map<String, String> tags(RecordedRun run, Versions versions) {
        Footprint footprint = run.footprint();
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("wattle.version", versions.wattle());
        tags.put("wattle.data_version", versions.data());
        tags.put("wattle.run_id", run.id());
        tags.put("wattle.state", run.state().label());
        tags.put("wattle.scope", run.scope());
        tags.put("wattle.host", run.machine().host());
        if (footprint.intensity().zone() != null) {
            tags.put("wattle.zone", footprint.intensity().zone().toString());
        }
        tags.put("wattle.place", footprint.intensity().place());
        tags.put("wattle.signal", footprint.intensity().labels().signal().label());
        tags.put("wattle.factor", footprint.intensity().labels().factor().label());
        tags.put("wattle.quality", footprint.intensity().quality().label());
        tags.put("wattle.intensity_source", footprint.intensity().source().name());
        tags.put("wattle.origin", footprint.origin().label());
        tags.put("wattle.pue", Double.toString(footprint.operational().pue().ratio()));
        tags.put(
                "wattle.coverage",
                Double.toString(footprint.operational().coverage().share().fraction()));
        tags.put("wattle.boundary", String.join(", ", footprint.boundary()));
        run.labels()
                .forEach((key, value) ->
                        tags.put(unique("wattle.label." + key(key), tags, ""), value));
        tags.replaceAll((key, value) -> cut(value, VALUE_CHARACTERS));
        return tags;
    }

    /// With the characters that MLflow allows in a key; `/` would begin another group.
    private static String key(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_. -]", "_");
        return shortened(plain.matches("[. ]*") ? "_" + plain.replace('.', '_') : plain);
    }

    /// With a number behind it where another name became the same key.
    private static String unique(String key, Map<String, ?> taken, String end) {
        String unique = key;
        for (int i = 2; taken.containsKey(unique + end); i++) {
            unique = key + "_" + i;
        }
        return unique;
    }

    private static String shortened(String key) {
        return key.length() <= KEY_CHARACTERS / 2 ? key : key.substring(0, KEY_CHARACTERS / 2);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
