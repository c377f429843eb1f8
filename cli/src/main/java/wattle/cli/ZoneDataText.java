package wattle.cli;

import java.util.List;
import tools.jackson.core.JsonGenerator;
import wattle.grid.catalog.ZoneData;
import wattle.report.Escape;
import wattle.report.json.FootprintWriter;

/// What is known of a zone, for programs.
final class ZoneDataText {

    private ZoneDataText() {}

    /// The property `data` with an object for each set of figures.
    static void write(List<ZoneData> data, JsonGenerator out) {
        out.writeName("data");
        out.writeStartArray();
        for (ZoneData each : data) {
            out.writeStartObject();
            out.writeStringProperty("zone", each.zone().toString());
            out.writeStringProperty("quality", each.quality().label());
            out.writeStringProperty("signal", each.labels().signal().label());
            out.writeStringProperty("factor", each.labels().factor().label());
            out.writeStringProperty("years", each.years());
            out.writeName("year");
            if (each.year() == null) {
                out.writeNull();
            } else {
                out.writeNumber(each.year());
            }
            out.writeNumberProperty("g_per_kwh", each.gramsPerKilowattHour());
            out.writeStringProperty("source", each.source().name());
            FootprintWriter.string(out, "licence", each.source().licence());
            out.writeName("notes");
            out.writeStartArray();
            each.notes().forEach(out::writeString);
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /// `quality,signal,factor,years,year,g_per_kwh,source,licence`.
    static String csv(ZoneData data) {
        return data.quality().label()
                + ","
                + data.labels().signal().label()
                + ","
                + data.labels().factor().label()
                + ","
                + data.years()
                + ","
                + (data.year() == null ? "" : data.year())
                + ","
                + data.gramsPerKilowattHour()
                + ","
                + Escape.csv(data.source().name())
                + ","
                + (data.source().licence() == null ? "" : Escape.csv(data.source().licence()));
    }
}
