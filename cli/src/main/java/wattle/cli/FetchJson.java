package wattle.cli;

import tools.jackson.core.JsonGenerator;
import wattle.grid.GridZone;
import wattle.grid.Labels;
import wattle.report.json.FootprintWriter;

/// The frame of `wattle.fetch/1`, which is the same for history and forecasts.
final class FetchJson {

    private FetchJson() {}

    /// @param kind `history` or `forecast`
    static JsonGenerator begin(Console console, String kind, GridZone zone, Labels labels) {
        JsonGenerator out = FootprintWriter.generator(console.out());
        out.writeStartObject();
        out.writeStringProperty("schema", "wattle.fetch/1");
        out.writeStringProperty("kind", kind);
        out.writeStringProperty("zone", zone.toString());
        out.writeStringProperty("signal", labels.signal().label());
        out.writeStringProperty("factor", labels.factor().label());
        return out;
    }

    static void end(JsonGenerator out) {
        FootprintWriter.versions(Versions.current(), out);
        out.writeEndObject();
        out.writeRaw('\n');
    }
}
