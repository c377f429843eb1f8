package wattle.report.json;

import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.footprint.Component;
import wattle.footprint.Footprint;
import wattle.footprint.FunctionalUnit;
import wattle.footprint.Input;
import wattle.footprint.IntensityLayer;
import wattle.footprint.IntensityUsed;
import wattle.footprint.Offset;
import wattle.footprint.Operational;
import wattle.footprint.Origin;
import wattle.footprint.Sci;
import wattle.footprint.Sensitivity;
import wattle.grid.Factor;
import wattle.grid.GridZone;
import wattle.grid.Labels;
import wattle.grid.Quality;
import wattle.grid.Rung;
import wattle.grid.Signal;
import wattle.report.Equivalent;
import wattle.report.Report;
import wattle.report.Versions;
import wattle.series.Coverage;
import wattle.series.Interval;
import wattle.unit.CarbonMass;
import wattle.unit.Energy;
import wattle.unit.Pue;
import wattle.unit.Range;
import wattle.unit.Seconds;
import wattle.unit.Source;

/// Reads `wattle.footprint/1`. What was added to the schema beyond the contract (`inputs`,
/// `range_causes`) may be missing; unknown keys are passed over.
public final class FootprintReader {

    private static final long MAX_DOCUMENT_BYTES = 16L << 20;
    private static final int MAX_DEPTH = 32;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxDocumentLength(MAX_DOCUMENT_BYTES)
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private FootprintReader() {}

    /// @throws MalformedFootprintException if the document is not JSON, not of this schema, or
    ///   contradicts itself
    public static Report read(InputStream in) {
        try {
            return report(MAPPER.readTree(in));
        } catch (JacksonException notJson) {
            var at = notJson.getLocation();
            throw new MalformedFootprintException(
                    (at == null || at.getLineNr() < 1
                                    ? ""
                                    : "line "
                                            + at.getLineNr()
                                            + ", column "
                                            + at.getColumnNr()
                                            + ": ")
                            + "not readable as JSON: "
                            + notJson.getOriginalMessage(),
                    notJson);
        } catch (IllegalArgumentException | java.time.DateTimeException wrongValue) {
            throw new MalformedFootprintException(
                    String.valueOf(wrongValue.getMessage()), wrongValue);
        }
    }

    private static Report report(JsonNode json) {
        String schema = json.path("schema").asString("");
        if (!schema.equals(FootprintWriter.SCHEMA)) {
            throw new IllegalArgumentException(
                    schema.isEmpty()
                            ? "it has no \"schema\": \"" + FootprintWriter.SCHEMA + "\""
                            : "its schema is " + schema + ", expected " + FootprintWriter.SCHEMA);
        }
        JsonNode versions = json.path("versions");
        return new Report(
                footprint(json),
                list(json.path("equivalents"), FootprintReader::equivalent),
                new Versions(
                        versions.path("wattle").asString("unknown"),
                        versions.path("data").asString("unknown")));
    }

    private static Footprint footprint(JsonNode json) {
        JsonNode range = json.path("range_g");
        CarbonMass total = new CarbonMass(number(json, "total_g"));
        JsonNode sci = json.path("sci");
        JsonNode offset = json.path("offset");
        agree(json, "energy_kwh", number(json, "it_energy_kwh") * number(json, "pue"));
        agree(sci, "g_per_unit", total.grams() / sci.path("count").asDouble(1));
        Double embodied = optional(json, "embodied_g");
        Double duration = optional(json, "duration_seconds");
        String start = json.path("start").asString(null);
        String end = json.path("end").asString(null);
        return new Footprint(
                list(json.path("components"), FootprintReader::component),
                operational(json),
                intensity(json.path("intensity")),
                embodied == null ? null : new CarbonMass(embodied),
                new Range<>(
                        new CarbonMass(range.path(0).asDouble(total.grams())),
                        total,
                        new CarbonMass(range.path(1).asDouble(total.grams()))),
                list(json.path("range_causes"), FootprintReader::sensitivity),
                new Sci(
                        total,
                        new FunctionalUnit(sci.path("unit").asString("run")),
                        sci.path("count").asDouble(1)),
                list(json.path("boundary"), JsonNode::asString),
                start == null || end == null
                        ? null
                        : new Interval(Instant.parse(start), Instant.parse(end)),
                duration == null ? null : Seconds.duration(duration),
                new Offset(
                        offset.path("percent").asDouble(0),
                        new CarbonMass(offset.path("claimed_g").asDouble(0))),
                list(json.path("inputs"), FootprintReader::input),
                list(json.path("assumptions"), JsonNode::asString),
                list(json.path("problems"), JsonNode::asString));
    }

    /// A figure that follows from others must be what they give, to more digits than anybody reads.
    private static void agree(JsonNode json, String name, double computed) {
        Double stated = optional(json, name);
        if (stated != null && !(Math.abs(stated - computed) <= 1e-9 * Math.abs(computed))) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is " + stated + ", but the other figures give " + computed);
        }
    }

    private static Operational operational(JsonNode json) {
        Energy itEnergy = Energy.ofKilowattHours(number(json, "it_energy_kwh"));
        double coverage = json.path("coverage").asDouble(1);
        return new Operational(
                itEnergy,
                new Pue(number(json, "pue")),
                new CarbonMass(number(json, "operational_g")),
                new Coverage(itEnergy.times(coverage), itEnergy),
                optionalDouble(json.path("intensity"), "energy_weighted_g_per_kwh"),
                optionalDouble(json.path("intensity"), "time_mean_g_per_kwh"));
    }

    private static IntensityUsed intensity(JsonNode json) {
        String zone = json.path("zone").asString(null);
        Double year = optional(json, "year");
        return new IntensityUsed(
                zone == null ? null : zone(zone),
                json.path("place").asString(zone == null ? "not stated" : zone),
                new Labels(
                        labelled(Signal.values(), Signal::label, json, "signal"),
                        labelled(Factor.values(), Factor::label, json, "factor")),
                labelled(Quality.values(), Quality::label, json, "quality"),
                year == null ? null : year.intValue(),
                source(json),
                list(json.path("layers"), FootprintReader::layer));
    }

    private static IntensityLayer layer(JsonNode json) {
        String zone = json.path("zone").asString(null);
        Double year = optional(json, "year");
        return new IntensityLayer(
                labelled(Rung.values(), Rung::label, json, "kind"),
                labelled(Quality.values(), Quality::label, json, "quality"),
                zone == null ? null : zone(zone),
                json.path("place").asString(zone == null ? "not stated" : zone),
                year == null ? null : year.intValue(),
                source(json),
                number(json, "share"),
                optionalDouble(json, "energy_weighted_g_per_kwh"),
                instant(json, "retrieved_at"),
                instant(json, "issued_at"));
    }

    private static @Nullable Instant instant(JsonNode json, String name) {
        String text = json.path(name).asString(null);
        return text == null ? null : Instant.parse(text);
    }

    private static GridZone zone(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? new GridZone("unstated", text)
                : new GridZone(text.substring(0, colon), text.substring(colon + 1));
    }

    private static Component component(JsonNode json) {
        Double idle = optional(json, "idle_kwh");
        Double embodied = optional(json, "embodied_g");
        return new Component(
                string(json, "name"),
                string(json, "kind"),
                json.path("model").asString("not stated"),
                Energy.ofKilowattHours(number(json, "energy_kwh")),
                labelled(Origin.values(), Origin::label, json, "origin"),
                json.path("source").asString("not stated"),
                idle == null ? null : Energy.ofKilowattHours(idle),
                embodied == null ? null : new CarbonMass(embodied));
    }

    private static Sensitivity sensitivity(JsonNode json) {
        return new Sensitivity(
                string(json, "input"),
                new CarbonMass(number(json, "low_g")),
                new CarbonMass(number(json, "high_g")));
    }

    private static Input input(JsonNode json) {
        Double year = optional(json, "year");
        return new Input(
                string(json, "symbol"),
                string(json, "name"),
                number(json, "low"),
                number(json, "value"),
                number(json, "high"),
                string(json, "unit"),
                labelled(Origin.values(), Origin::label, json, "origin"),
                source(json),
                year == null ? null : year.intValue(),
                json.path("basis").asString(""));
    }

    private static Equivalent equivalent(JsonNode json) {
        return new Equivalent(
                string(json, "name"),
                number(json, "value"),
                string(json, "source"),
                (int) number(json, "year"));
    }

    private static Source source(JsonNode json) {
        return new Source(
                json.path("source").asString("not stated"), json.path("licence").asString(null));
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> element) {
        List<T> values = new ArrayList<>();
        array.forEach(each -> values.add(element.apply(each)));
        return values;
    }

    private static <T> T labelled(
            T[] values, Function<T, String> label, JsonNode json, String name) {
        String text = string(json, name);
        for (T each : values) {
            if (label.apply(each).equals(text)) {
                return each;
            }
        }
        throw new IllegalArgumentException("\"" + name + "\" cannot be \"" + text + "\"");
    }

    private static String string(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isString()) {
            throw new IllegalArgumentException("\"" + name + "\" must be a text: " + value);
        }
        return value.asString();
    }

    private static double number(JsonNode json, String name) {
        Double value = optional(json, name);
        if (value == null) {
            throw new IllegalArgumentException("\"" + name + "\" must be a number");
        }
        return value;
    }

    private static @Nullable Double optional(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isNumber()) {
            throw new IllegalArgumentException("\"" + name + "\" must be a number: " + value);
        }
        return value.asDouble();
    }

    private static OptionalDouble optionalDouble(JsonNode json, String name) {
        Double value = optional(json, name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
