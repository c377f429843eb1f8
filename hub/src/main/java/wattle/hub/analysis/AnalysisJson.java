package wattle.hub.analysis;

import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import wattle.report.Versions;
import wattle.report.json.FootprintWriter;

/// Writes `wattle.analysis/1`. Numbers are unrounded, and null where they are not known.
public final class AnalysisJson {

    /// The name and version of the document.
    public static final String SCHEMA = "wattle.analysis/1";

    private AnalysisJson() {}

    /// The whole document, indented, with a line break at its end. `out` stays open.
    public static void write(Analysis analysis, Versions versions, Writer out) {
        try (JsonGenerator json = FootprintWriter.generator(out)) {
            json.writeStartObject();
            json.writeStringProperty("schema", SCHEMA);
            json.writeNumberProperty("models", analysis.models());
            list(json, EnergySource.FIGURE, analysis.energySources(), AnalysisJson::energySource);
            list(json, Country.FIGURE, analysis.countries(), AnalysisJson::country);
            list(json, Task.FIGURE, analysis.tasks(), AnalysisJson::task);
            totals(json, analysis.totals());
            energyAgainstCarbon(json, analysis.energyAgainstCarbon());
            list(
                    json,
                    Evolution.BY_TASK_AND_YEAR,
                    analysis.byTaskAndYear(),
                    AnalysisJson::evolution);
            list(json, Evolution.BY_YEAR, analysis.byYear(), AnalysisJson::evolution);
            list(json, Board.FIGURE, analysis.boards(), AnalysisJson::board);
            variance(json, analysis.variance());
            list(
                    json,
                    Inconsistency.FIGURE,
                    analysis.inconsistencies(),
                    AnalysisJson::inconsistency);
            composition(json, analysis.composition());
            list(json, "excluded", analysis.excluded(), AnalysisJson::excluded);
            settings(json, analysis.settings());
            FootprintWriter.versions(versions, json);
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private interface Body<T> {
        void write(JsonGenerator json, T each);
    }

    private static <T> void list(JsonGenerator json, String name, List<T> list, Body<T> body) {
        json.writeName(name);
        json.writeStartArray();
        for (T each : list) {
            json.writeStartObject();
            body.write(json, each);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void energySource(JsonGenerator json, EnergySource each) {
        json.writeStringProperty("energy_source", each.energySource());
        json.writeNumberProperty("models", each.models());
        json.writeNumberProperty("models_with_intensity", each.withIntensity());
        FootprintWriter.number(json, "mean_g_per_kwh", each.mean());
        FootprintWriter.number(json, "median_g_per_kwh", each.median());
        FootprintWriter.number(json, "min_g_per_kwh", each.min());
        FootprintWriter.number(json, "max_g_per_kwh", each.max());
    }

    private static void country(JsonGenerator json, Country each) {
        json.writeStringProperty("country", each.country());
        FootprintWriter.string(json, "country_code", each.countryCode());
        json.writeNumberProperty("models", each.models());
        FootprintWriter.number(json, "median_g_per_kwh", each.medianIntensity());
        json.writeName("main_energy_source");
        json.writeStartArray();
        each.mainEnergySource().forEach(json::writeString);
        json.writeEndArray();
        counts(json, "energy_sources", each.energySources());
    }

    private static void task(JsonGenerator json, Task each) {
        json.writeStringProperty("task", each.task());
        json.writeNumberProperty("models", each.models());
        json.writeName("first_year");
        integer(json, each.firstYear());
        json.writeName("last_year");
        integer(json, each.lastYear());
    }

    private static void integer(JsonGenerator json, @Nullable Integer value) {
        if (value == null) {
            json.writeNull();
        } else {
            json.writeNumber(value);
        }
    }

    private static void totals(JsonGenerator json, Totals totals) {
        json.writeName("totals");
        json.writeStartObject();
        FootprintWriter.number(json, "co2eq_kg", totals.carbon());
        FootprintWriter.number(json, "energy_kwh", totals.energy());
        FootprintWriter.number(json, "mean_intensity_g_per_kwh", totals.meanIntensity());
        FootprintWriter.number(
                json, "energy_weighted_intensity_g_per_kwh", totals.energyWeightedIntensity());
        FootprintWriter.number(json, "co2eq_per_energy_g_per_kwh", totals.carbonPerEnergy());
        FootprintWriter.number(json, "median_training_hours", totals.medianTrainingHours());
        FootprintWriter.number(json, "median_device_hours", totals.medianDeviceHours());
        FootprintWriter.number(json, "top4_share", totals.topFour().share());
        list(json, "top_shares", totals.topShares(), AnalysisJson::topShare);
        json.writeEndObject();
    }

    private static void topShare(JsonGenerator json, TopShare each) {
        json.writeStringProperty("top", each.label());
        json.writeNumberProperty("models", each.models());
        FootprintWriter.number(json, "share", each.share());
    }

    private static void energyAgainstCarbon(JsonGenerator json, EnergyAgainstCarbon figure) {
        json.writeName(EnergyAgainstCarbon.FIGURE);
        json.writeStartObject();
        fit(json, figure.all());
        list(
                json,
                "by_energy_source",
                figure.byEnergySource(),
                (to, each) -> {
                    to.writeStringProperty("energy_source", each.energySource());
                    fit(to, each.fit());
                });
        json.writeEndObject();
    }

    private static void fit(JsonGenerator json, LogFit fit) {
        json.writeNumberProperty("n", fit.n());
        FootprintWriter.number(json, "slope", fit.slope());
        FootprintWriter.number(json, "intercept", fit.intercept());
        FootprintWriter.number(json, "r_squared", fit.rSquared());
    }

    private static void evolution(JsonGenerator json, Evolution each) {
        json.writeStringProperty("year_bin", each.yearBin());
        if (each.task() != null) {
            json.writeStringProperty("task", each.task());
        }
        json.writeNumberProperty("n", each.n());
        json.writeNumberProperty("trimmed_mean_99", each.trimmedMean());
        json.writeNumberProperty("median", each.median());
        json.writeName("ci99");
        json.writeStartArray();
        json.writeNumber(each.interval().low());
        json.writeNumber(each.interval().high());
        json.writeEndArray();
        json.writeStringProperty("ci_method", each.interval().method().label());
    }

    private static void board(JsonGenerator json, Board each) {
        json.writeStringProperty("dataset", each.dataset());
        json.writeStringProperty("metric", each.metric());
        json.writeBooleanProperty("higher_is_better", each.higherIsBetter());
        json.writeNumberProperty("models_with_metric", each.models());
        json.writeNumberProperty("models_with_co2eq", each.withCarbon());
        front(json, "front", "co2eq_kg", each.carbonFront());
        json.writeNumberProperty("models_with_energy", each.withEnergy());
        front(json, "energy_front", "energy_kwh", each.energyFront());
        FootprintWriter.number(json, "rank_correlation_with_co2eq", each.scoreAgainstCarbon());
    }

    private static void front(JsonGenerator json, String name, String cost, List<Point> front) {
        list(
                json,
                name,
                front,
                (to, point) -> {
                    to.writeStringProperty("model_id", point.modelId());
                    to.writeNumberProperty(cost, point.cost());
                    to.writeNumberProperty("metric_value", point.score());
                });
    }

    private static void variance(JsonGenerator json, Variance variance) {
        json.writeName(Variance.FIGURE);
        json.writeStartObject();
        json.writeNumberProperty("n", variance.n());
        FootprintWriter.number(json, "variance_log10_co2eq_kg", variance.variance());
        list(json, "factors", variance.factors(), AnalysisJson::factor);
        json.writeName("product");
        json.writeStartObject();
        json.writeNumberProperty("n", variance.product().n());
        list(
                json,
                "parts",
                variance.product().parts(),
                (to, part) -> {
                    to.writeStringProperty("factor", part.factor());
                    to.writeNumberProperty("share", part.share());
                });
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void factor(JsonGenerator json, Factor each) {
        json.writeStringProperty("factor", each.factor());
        json.writeNumberProperty("n", each.n());
        json.writeName("groups");
        integer(json, each.groups());
        FootprintWriter.number(json, "share", each.share());
        FootprintWriter.number(json, "adjusted_share", each.adjustedShare());
    }

    private static void inconsistency(JsonGenerator json, Inconsistency each) {
        json.writeStringProperty("model_id", each.modelId());
        json.writeStringProperty("rule", each.rule().label());
        json.writeNumberProperty("recorded", each.recorded());
        json.writeNumberProperty("recomputed", each.recomputed());
        json.writeStringProperty("unit", each.rule().unit());
    }

    private static void composition(JsonGenerator json, Composition composition) {
        json.writeName("composition");
        json.writeStartObject();
        json.writeNumberProperty("repeated_models", composition.repeatedModels());
        counts(json, "energy_boundaries", composition.energyBoundaries());
        counts(json, "carbon_bases", composition.carbonBases());
        counts(json, "signals", composition.signals());
        json.writeEndObject();
    }

    private static void counts(JsonGenerator json, String name, Map<String, Integer> counts) {
        json.writeName(name);
        json.writeStartObject();
        counts.forEach(json::writeNumberProperty);
        json.writeEndObject();
    }

    private static void excluded(JsonGenerator json, Excluded each) {
        json.writeStringProperty("figure", each.figure());
        json.writeStringProperty("reason", each.reason().label());
        json.writeNumberProperty("models", each.models());
    }

    private static void settings(JsonGenerator json, Settings settings) {
        json.writeName("bootstrap");
        json.writeStartObject();
        json.writeNumberProperty("resamples", settings.resamples());
        json.writeNumberProperty("seed", settings.seed());
        json.writeStringProperty("generator", "SplitMix64");
        json.writeEndObject();
    }
}
