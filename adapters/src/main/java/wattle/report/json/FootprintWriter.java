package wattle.report.json;

import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;
import wattle.footprint.Component;
import wattle.footprint.Footprint;
import wattle.footprint.Input;
import wattle.footprint.IntensityLayer;
import wattle.footprint.IntensityUsed;
import wattle.footprint.Operational;
import wattle.footprint.Sensitivity;
import wattle.report.Equivalent;
import wattle.report.Report;
import wattle.report.Versions;
import wattle.unit.Seconds;
import wattle.unit.Source;

/// Writes `wattle.footprint/1`. The generator decides on layout; the caller closes it.
public final class FootprintWriter {

    /// The name and version of the document.
    public static final String SCHEMA = "wattle.footprint/1";

    private FootprintWriter() {}

    /// The whole document, indented, with a line break at its end.
    public static void write(Report report, Writer out) {
        try (JsonGenerator json = generator(out)) {
            write(report, json);
            json.writeRaw('\n');
        }
    }

    /// A generator of indented JSON that leaves closing `out` to the caller.
    public static JsonGenerator generator(Writer out) {
        return JsonFactory.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .build()
                .createGenerator(
                        new ObjectWriteContext.Base() {
                            @Override
                            public DefaultPrettyPrinter getPrettyPrinter() {
                                return new DefaultPrettyPrinter();
                            }

                            @Override
                            public boolean hasPrettyPrinter() {
                                return true;
                            }
                        },
                        out);
    }

    /// The document as one object at the generator's position.
    public static void write(Report report, JsonGenerator json) {
        json.writeStartObject();
        writeProperties(report, json);
        json.writeEndObject();
    }

    /// What the document holds, for an object that holds more.
    static void writeProperties(Report report, JsonGenerator json) {
        Footprint footprint = report.footprint();
        Operational operational = footprint.operational();
        json.writeStringProperty("schema", SCHEMA);
        json.writeNumberProperty("energy_kwh", operational.facilityEnergy().kilowattHours());
        json.writeNumberProperty("it_energy_kwh", operational.itEnergy().kilowattHours());
        json.writeNumberProperty("pue", operational.pue().ratio());
        json.writeNumberProperty("operational_g", operational.carbon().grams());
        number(
                json,
                "embodied_g",
                footprint.embodied() == null ? null : footprint.embodied().grams());
        json.writeNumberProperty("total_g", footprint.total().grams());
        json.writeName("range_g");
        json.writeStartArray();
        json.writeNumber(footprint.range().low().grams());
        json.writeNumber(footprint.range().high().grams());
        json.writeEndArray();
        rangeCauses(footprint, json);
        intensity(footprint, json);
        json.writeNumberProperty("coverage", operational.coverage().share().fraction());
        string(
                json,
                "start",
                footprint.span() == null ? null : footprint.span().start().toString());
        string(json, "end", footprint.span() == null ? null : footprint.span().end().toString());
        number(
                json,
                "duration_seconds",
                footprint.duration() == null ? null : Seconds.of(footprint.duration()));
        json.writeName("sci");
        json.writeStartObject();
        json.writeNumberProperty("g_per_unit", footprint.sci().gramsPerUnit());
        json.writeStringProperty("unit", footprint.sci().unit().name());
        json.writeNumberProperty("count", footprint.sci().count());
        json.writeEndObject();
        components(footprint, json);
        json.writeStringProperty("origin", footprint.origin().label());
        strings(json, "boundary", footprint.boundary());
        json.writeName("offset");
        json.writeStartObject();
        json.writeNumberProperty("percent", footprint.offset().percent());
        json.writeNumberProperty("claimed_g", footprint.offset().claimed().grams());
        json.writeEndObject();
        equivalents(report, json);
        inputs(footprint, json);
        strings(json, "assumptions", footprint.assumptions());
        strings(json, "problems", footprint.problems());
        versions(report.versions(), json);
    }

    /// The `versions` that every document carries.
    public static void versions(Versions versions, JsonGenerator json) {
        json.writeName("versions");
        json.writeStartObject();
        json.writeStringProperty("wattle", versions.wattle());
        json.writeStringProperty("data", versions.data());
        json.writeEndObject();
    }

    private static void rangeCauses(Footprint footprint, JsonGenerator json) {
        json.writeName("range_causes");
        json.writeStartArray();
        for (Sensitivity each : footprint.sensitivities()) {
            json.writeStartObject();
            json.writeStringProperty("input", each.input());
            json.writeNumberProperty("low_g", each.low().grams());
            json.writeNumberProperty("high_g", each.high().grams());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void intensity(Footprint footprint, JsonGenerator json) {
        IntensityUsed used = footprint.intensity();
        json.writeName("intensity");
        json.writeStartObject();
        string(json, "zone", used.zone() == null ? null : used.zone().toString());
        json.writeStringProperty("place", used.place());
        json.writeStringProperty("signal", used.labels().signal().label());
        json.writeStringProperty("factor", used.labels().factor().label());
        json.writeStringProperty("quality", used.quality().label());
        year(json, used.year());
        number(json, "energy_weighted_g_per_kwh", footprint.operational().energyWeighted());
        number(json, "time_mean_g_per_kwh", footprint.operational().timeMean());
        source(json, used.source());
        layers(used.layers(), json);
        json.writeEndObject();
    }

    /// Only where one intensity could stand in for another.
    private static void layers(List<IntensityLayer> layers, JsonGenerator json) {
        if (layers.isEmpty()) {
            return;
        }
        json.writeName("layers");
        json.writeStartArray();
        for (IntensityLayer each : layers) {
            json.writeStartObject();
            json.writeStringProperty("kind", each.rung().label());
            json.writeStringProperty("quality", each.quality().label());
            string(json, "zone", each.zone() == null ? null : each.zone().toString());
            json.writeStringProperty("place", each.place());
            year(json, each.year());
            source(json, each.source());
            json.writeNumberProperty("share", each.share());
            number(json, "energy_weighted_g_per_kwh", each.energyWeighted());
            instant(json, "retrieved_at", each.retrievedAt());
            instant(json, "issued_at", each.issuedAt());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void instant(JsonGenerator json, String name, @Nullable Instant at) {
        string(json, name, at == null ? null : at.toString());
    }

    private static void components(Footprint footprint, JsonGenerator json) {
        json.writeName("components");
        json.writeStartArray();
        for (Component each : footprint.components()) {
            json.writeStartObject();
            json.writeStringProperty("name", each.name());
            json.writeStringProperty("kind", each.kind());
            json.writeStringProperty("model", each.model());
            json.writeNumberProperty("energy_kwh", each.energy().kilowattHours());
            number(json, "idle_kwh", each.idle() == null ? null : each.idle().kilowattHours());
            number(json, "embodied_g", each.embodied() == null ? null : each.embodied().grams());
            json.writeStringProperty("origin", each.origin().label());
            json.writeStringProperty("source", each.source());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void equivalents(Report report, JsonGenerator json) {
        json.writeName("equivalents");
        json.writeStartArray();
        for (Equivalent each : report.equivalents()) {
            json.writeStartObject();
            json.writeStringProperty("name", each.name());
            json.writeNumberProperty("value", each.value());
            json.writeStringProperty("source", each.source());
            json.writeNumberProperty("year", each.year());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void inputs(Footprint footprint, JsonGenerator json) {
        json.writeName("inputs");
        json.writeStartArray();
        for (Input each : footprint.inputs()) {
            json.writeStartObject();
            json.writeStringProperty("symbol", each.symbol());
            json.writeStringProperty("name", each.name());
            json.writeNumberProperty("low", each.low());
            json.writeNumberProperty("value", each.value());
            json.writeNumberProperty("high", each.high());
            json.writeStringProperty("unit", each.unit());
            json.writeStringProperty("origin", each.origin().label());
            source(json, each.source());
            year(json, each.year());
            json.writeStringProperty("basis", each.basis());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void source(JsonGenerator json, Source source) {
        json.writeStringProperty("source", source.name());
        string(json, "licence", source.licence());
    }

    private static void year(JsonGenerator json, @Nullable Integer year) {
        json.writeName("year");
        if (year == null) {
            json.writeNull();
        } else {
            json.writeNumber(year);
        }
    }

    /// Null where it is empty.
    public static void number(JsonGenerator json, String name, OptionalDouble value) {
        number(json, name, value.isPresent() ? value.getAsDouble() : null);
    }

    /// A number that may not be known.
    public static void number(JsonGenerator json, String name, @Nullable Double value) {
        json.writeName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeNumber(value);
        }
    }

    /// A text that may not be known.
    public static void string(JsonGenerator json, String name, @Nullable String value) {
        json.writeName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value);
        }
    }

    static void strings(JsonGenerator json, String name, Iterable<String> values) {
        json.writeName(name);
        json.writeStartArray();
        values.forEach(json::writeString);
        json.writeEndArray();
    }
}
