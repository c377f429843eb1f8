package wattle.meter.collector;

import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import wattle.meter.Accuracy;
import wattle.meter.CounterMeter;
import wattle.meter.CounterScale;
import wattle.meter.Domain;
import wattle.meter.Meter;
import wattle.meter.Part;
import wattle.meter.PowerMeter;
import wattle.unit.Energy;
import wattle.unit.Power;

/// One meter as the greeting describes it.
///
/// @param scale of a counter; null for a power
/// @param limit of a counter or a power
/// @param window of a power, in seconds; 0 for a counter
/// @param every the shortest time between two readings that makes sense, in seconds
record Offer(Part part, @Nullable CounterScale scale, Power limit, double window, double every) {

    /// @param refresh the shortest time between two readings of a sensor, in seconds
    static Offer of(Meter meter, double refresh) {
        double every = Math.max(refresh, meter.every());
        return switch (meter) {
            case CounterMeter counter ->
                    new Offer(counter.part(), counter.scale(), counter.scale().limit(), 0, every);
            case PowerMeter power ->
                    new Offer(power.part(), null, power.limit(), power.window(), every);
        };
    }

    void write(int index, JsonGenerator json) {
        json.writeStartObject();
        json.writeNumberProperty("index", index);
        json.writeStringProperty("name", part.name());
        json.writeStringProperty("id", part.id());
        json.writeStringProperty("domain", part.domain().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("model", part.model());
        json.writeStringProperty("source", part.source());
        json.writeBooleanProperty("modelled", part.modelled());
        json.writeName("accuracy");
        json.writeStartObject();
        json.writeNumberProperty("low", part.accuracy().low());
        json.writeNumberProperty("high", part.accuracy().high());
        json.writeStringProperty("basis", part.accuracy().basis());
        json.writeEndObject();
        json.writeStringProperty("kind", scale == null ? "power" : "counter");
        json.writeNumberProperty("every_seconds", every);
        json.writeNumberProperty("limit_watts", limit.watts());
        if (scale == null) {
            json.writeNumberProperty("window_seconds", window);
        } else {
            json.writeNumberProperty("tick_joules", scale.tick().joules());
            json.writeName("wraps_at");
            if (scale.wrapsAt().isPresent()) {
                json.writeNumber(scale.wrapsAt().getAsLong());
            } else {
                json.writeNull();
            }
        }
        json.writeEndObject();
    }

    static Offer read(Fields fields) throws MalformedLineException {
        try {
            Power limit = new Power(fields.number("limit_watts"));
            double every = fields.number("every_seconds");
            return switch (fields.text("kind")) {
                case "counter" -> new Offer(part(fields), scale(fields, limit), limit, 0, every);
                case "power" ->
                        new Offer(
                                part(fields), null, limit, fields.number("window_seconds"), every);
                default -> throw new MalformedLineException("it gives a kind of part unknown here");
            };
        } catch (IllegalArgumentException wrong) {
            throw new MalformedLineException("it describes a part that cannot be", wrong);
        }
    }

    private static Part part(Fields fields) throws MalformedLineException {
        Fields accuracy = fields.object("accuracy");
        return new Part(
                fields.text("name"),
                fields.text("id"),
                Domain.valueOf(fields.text("domain").toUpperCase(Locale.ROOT)),
                fields.text("model"),
                fields.text("source"),
                fields.flag("modelled"),
                new Accuracy(
                        accuracy.number("low"), accuracy.number("high"), accuracy.text("basis")));
    }

    private static CounterScale scale(Fields fields, Power limit) throws MalformedLineException {
        return new CounterScale(
                new Energy(fields.number("tick_joules")),
                fields.isNull("wraps_at")
                        ? OptionalLong.empty()
                        : OptionalLong.of(fields.whole("wraps_at")),
                limit);
    }

    /// Whether values of `other` may go on where those of this one ended: one sensor, one unit.
    boolean continuedBy(Offer other) {
        if (!part.id().equals(other.part.id())) {
            return false;
        }
        if (scale == null || other.scale == null) {
            return Objects.equals(scale, other.scale);
        }
        return scale.tick().equals(other.scale.tick())
                && scale.wrapsAt().equals(other.scale.wrapsAt());
    }
}
