package wattle.report.otlp;

import java.time.Instant;
import java.util.OptionalDouble;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import wattle.report.Readout;
import wattle.unit.http.JsonBody;

/// A moment of a run as OTLP's `ExportMetricsServiceRequest` in the JSON mapping of protobuf: whole
/// numbers of 64 bits are texts. Counters are cumulative since the start.
final class OtlpMetrics {

    private static final int CUMULATIVE = 2;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Readout readout;
    private final OtlpResource resource;
    private final JsonGenerator json;

    private OtlpMetrics(Readout readout, OtlpResource resource, JsonGenerator json) {
        this.readout = readout;
        this.resource = resource;
        this.json = json;
    }

    static byte[] json(Readout readout, OtlpResource resource) {
        return JsonBody.of(json -> new OtlpMetrics(readout, resource, json).write());
    }

    private void write() {
        json.writeStartObject();
        json.writeArrayPropertyStart("resourceMetrics");
        json.writeStartObject();
        resource();
        json.writeArrayPropertyStart("scopeMetrics");
        json.writeStartObject();
        json.writeObjectPropertyStart("scope");
        json.writeStringProperty("name", "wattle");
        json.writeStringProperty("version", resource.versions().wattle());
        json.writeEndObject();
        json.writeArrayPropertyStart("metrics");
        metrics();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private void resource() {
        json.writeObjectPropertyStart("resource");
        json.writeArrayPropertyStart("attributes");
        attribute("service.name", "wattle");
        attribute("service.version", resource.versions().wattle());
        attribute("service.instance.id", resource.run());
        attribute("host.name", resource.host());
        attribute("wattle.data.version", resource.versions().data());
        new TreeMap<>(readout.labels())
                .forEach((key, value) -> attribute("wattle.label." + key, value));
        json.writeEndArray();
        json.writeEndObject();
    }

    private void metrics() {
        counter("hw.energy", "J", "Energy drawn by the component.");
        for (Readout.Item item : readout.items()) {
            point(item, item.joules(), true);
        }
        end();
        if (readout.items().stream().anyMatch(item -> item.watts().isPresent())) {
            gauge("hw.power", "W", "Mean power since the reading before.");
            for (Readout.Item item : readout.items()) {
                if (item.watts().isPresent()) {
                    point(item, item.watts().getAsDouble(), false);
                }
            }
            end();
        }
        if (readout.grams().isPresent()) {
            counter(
                    "wattle.emissions",
                    "g",
                    "Operational carbon in grams of CO2 equivalent, facility overhead included.");
            point(readout.grams().getAsDouble(), true);
            end();
        }
        gauge("wattle.carbon_intensity", "g/kWh", "Of the grid now.", readout.intensity());
        gauge(
                "wattle.pue",
                "1",
                "Facility energy over IT energy, as applied.",
                OptionalDouble.of(readout.pue()));
        counter("wattle.samples", "{sample}", "Readings of all meters.", readout.samples());
        counter(
                "wattle.missed_samples",
                "{sample}",
                "Beats that came too late for a reading.",
                readout.missed());
    }

    private void gauge(String name, String unit, String description, OptionalDouble value) {
        if (value.isPresent()) {
            gauge(name, unit, description);
            point(value.getAsDouble(), false);
            end();
        }
    }

    private void counter(String name, String unit, String description, long value) {
        counter(name, unit, description);
        json.writeStartObject();
        times(true);
        json.writeStringProperty("asInt", Long.toString(value));
        json.writeEndObject();
        end();
    }

    private void counter(String name, String unit, String description) {
        begin(name, unit, description);
        json.writeObjectPropertyStart("sum");
        json.writeNumberProperty("aggregationTemporality", CUMULATIVE);
        json.writeBooleanProperty("isMonotonic", true);
        json.writeArrayPropertyStart("dataPoints");
    }

    private void gauge(String name, String unit, String description) {
        begin(name, unit, description);
        json.writeObjectPropertyStart("gauge");
        json.writeArrayPropertyStart("dataPoints");
    }

    private void begin(String name, String unit, String description) {
        json.writeStartObject();
        json.writeStringProperty("name", name);
        json.writeStringProperty("unit", unit);
        json.writeStringProperty("description", description);
    }

    private void end() {
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private void point(Readout.Item item, double value, boolean counted) {
        json.writeStartObject();
        json.writeArrayPropertyStart("attributes");
        attribute("hw.id", item.name());
        attribute("hw.type", type(item.kind()));
        attribute("hw.name", item.model().isEmpty() ? item.name() : item.model());
        attribute("wattle.origin", item.origin().label());
        json.writeEndArray();
        times(counted);
        json.writeNumberProperty("asDouble", value);
        json.writeEndObject();
    }

    private void point(double value, boolean counted) {
        json.writeStartObject();
        times(counted);
        json.writeNumberProperty("asDouble", value);
        json.writeEndObject();
    }

    private void times(boolean counted) {
        if (counted) {
            json.writeStringProperty("startTimeUnixNano", nanos(resource.start()));
        }
        json.writeStringProperty("timeUnixNano", nanos(readout.at()));
    }

    private static String nanos(Instant instant) {
        return Long.toString(
                Math.addExact(
                        Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND),
                        instant.getNano()));
    }

    /// The conventions' word for what Wattle calls an accelerator; a kind they do not name stays.
    private static String type(String kind) {
        return switch (kind) {
            case "accelerator" -> "gpu";
            case "machine", "node", "platform" -> "enclosure";
            default -> kind;
        };
    }

    private void attribute(String key, String value) {
        json.writeStartObject();
        json.writeStringProperty("key", key);
        json.writeObjectPropertyStart("value");
        json.writeStringProperty("stringValue", value);
        json.writeEndObject();
        json.writeEndObject();
    }
}
