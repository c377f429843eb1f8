package wattle.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import wattle.meter.CounterMeter;
import wattle.meter.Meter;
import wattle.meter.MeterException;
import wattle.meter.MeterProblem;
import wattle.meter.Part;
import wattle.meter.PowerMeter;
import wattle.report.json.FootprintWriter;

/// A part of this machine and what one reading of it gave.
///
/// @param counter whether it counts energy, else it gauges power
/// @param amount joules since its counter began, or watts; null where it could not be read
/// @param problem why it could not; null where it could
record SurveyedPart(
        Part part, boolean counter, @Nullable Double amount, @Nullable MeterProblem problem) {

    static SurveyedPart of(Meter meter) {
        boolean counter = meter instanceof CounterMeter;
        try {
            return new SurveyedPart(meter.part(), counter, amount(meter), null);
        } catch (MeterException failed) {
            return new SurveyedPart(meter.part(), counter, null, failed.problem());
        } catch (RuntimeException | LinkageError fault) {
            return new SurveyedPart(
                    meter.part(),
                    counter,
                    null,
                    new MeterProblem.Unreadable(meter.part().name(), fault.toString()));
        }
    }

    private static double amount(Meter meter) throws MeterException {
        return switch (meter) {
            case CounterMeter counter -> counter.scale().tick().joules() * counter.read();
            case PowerMeter power -> power.readMicrowatts() / 1e6;
        };
    }

    /// For people: `12345.6 J`.
    String shown() {
        return amount == null
                ? "no reading"
                : String.format(Locale.ROOT, "%.1f %s", amount, counter ? "J" : "W");
    }

    /// What it is, as cells of a table.
    String[] cells() {
        return new String[] {
            part.name(),
            domain(),
            part.model(),
            part.source(),
            counter ? "counter" : "power",
            shown()
        };
    }

    private String domain() {
        return part.domain().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    void write(JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("name", part.name());
        json.writeStringProperty("id", part.id());
        json.writeStringProperty("domain", part.domain().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("model", part.model());
        json.writeStringProperty("source", part.source());
        json.writeBooleanProperty("modelled", part.modelled());
        json.writeStringProperty("kind", counter ? "counter" : "power");
        FootprintWriter.number(json, counter ? "energy_joules" : "power_watts", amount);
        json.writeEndObject();
    }
}
