package wattle.report.json;

import java.io.Writer;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import wattle.footprint.Footprint;
import wattle.footprint.Prediction;
import wattle.report.Foreseen;
import wattle.report.RecordedRun;
import wattle.report.Report;
import wattle.report.Totals;
import wattle.report.Versions;
import wattle.unit.Seconds;

/// Writes `wattle.report/1`: recorded runs, each a `wattle.footprint/1` that also says what was
/// run, and what they add up to. Streams; a run is held no longer than it takes to write it.
public final class ReportWriter {

    /// The name and version of the document.
    public static final String SCHEMA = "wattle.report/1";

    private ReportWriter() {}

    /// The whole document, indented, with a line break at its end. `out` stays open.
    ///
    /// @param reported what each run's footprint is reported with: equivalents and versions
    public static void write(
            List<RecordedRun> runs,
            Function<Footprint, Report> reported,
            Versions versions,
            Writer out) {
        try (JsonGenerator json = FootprintWriter.generator(out)) {
            json.writeStartObject();
            json.writeStringProperty("schema", SCHEMA);
            FootprintWriter.versions(versions, json);
            json.writeName("runs");
            json.writeStartArray();
            runs.forEach(run -> write(run, reported.apply(run.footprint()), json));
            json.writeEndArray();
            totals(Totals.of(runs), json);
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void write(RecordedRun run, Report report, JsonGenerator json) {
        json.writeStartObject();
        FootprintWriter.writeProperties(report, json);
        json.writeStringProperty("run_id", run.id());
        FootprintWriter.strings(json, "command", run.command());
        json.writeName("labels");
        json.writeStartObject();
        run.labels().forEach(json::writeStringProperty);
        json.writeEndObject();
        json.writeStringProperty("state", run.state().label());
        integer(json, "samples", known(run.samples()));
        integer(json, "missed_samples", known(run.missed()));
        integer(json, "exit_code", run.exitCode() == null ? null : run.exitCode().longValue());
        json.writeStringProperty("scope", run.scope());
        String host = run.machine().host();
        FootprintWriter.string(json, "host", host.isEmpty() ? null : host);
        RecordedRun.OwnCost own = run.own();
        FootprintWriter.number(
                json, "own_cpu_seconds", own == null ? null : Seconds.of(own.cpuTime()));
        integer(json, "own_memory_bytes", own == null ? null : own.residentBytes());
        prediction(run.foreseen(), json);
        json.writeEndObject();
    }

    /// Null where nothing is foreseen; bounds are null where there is no interval.
    private static void prediction(@Nullable Foreseen foreseen, JsonGenerator json) {
        json.writeName("prediction");
        if (foreseen == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeNumberProperty("epochs_done", foreseen.grams().done());
        json.writeNumberProperty("epochs", foreseen.grams().epochs());
        json.writeNumberProperty("confidence", 0.95);
        predicted("energy_kwh", foreseen.kilowattHours(), json);
        predicted("operational_g", foreseen.grams(), json);
        predicted("duration_seconds", foreseen.seconds(), json);
        json.writeEndObject();
    }

    private static void predicted(String name, Prediction prediction, JsonGenerator json) {
        boolean known = prediction.hasInterval();
        json.writeNumberProperty(name, prediction.total().value());
        FootprintWriter.number(json, name + "_low", known ? prediction.total().low() : null);
        FootprintWriter.number(json, name + "_high", known ? prediction.total().high() : null);
    }

    private static void totals(Totals totals, JsonGenerator json) {
        json.writeName("totals");
        json.writeStartObject();
        json.writeNumberProperty("runs", totals.runs());
        json.writeNumberProperty("energy_kwh", totals.facilityEnergy().kilowattHours());
        json.writeNumberProperty("it_energy_kwh", totals.itEnergy().kilowattHours());
        json.writeNumberProperty("operational_g", totals.operational().grams());
        FootprintWriter.number(
                json, "embodied_g", totals.embodied() == null ? null : totals.embodied().grams());
        json.writeNumberProperty("total_g", totals.total().grams());
        FootprintWriter.number(
                json,
                "duration_seconds",
                totals.duration() == null ? null : Seconds.of(totals.duration()));
        json.writeEndObject();
    }

    private static @Nullable Long known(long count) {
        return count == RecordedRun.UNKNOWN ? null : count;
    }

    private static void integer(JsonGenerator json, String name, @Nullable Long value) {
        json.writeName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeNumber(value);
        }
    }
}
