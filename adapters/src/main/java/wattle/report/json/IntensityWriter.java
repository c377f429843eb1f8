package wattle.report.json;

import java.io.Writer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import wattle.grid.IntensitySeries;
import wattle.grid.IntensitySummary;
import wattle.report.Versions;
import wattle.report.intensity.IntensityView;
import wattle.series.HeldSeries;
import wattle.series.Interval;
import wattle.unit.Seconds;

/// Writes `wattle.intensity/1`: a carbon intensity over time with its labels and a summary.
public final class IntensityWriter {

    /// The name and version of the document.
    public static final String SCHEMA = "wattle.intensity/1";

    private IntensityWriter() {}

    /// The whole document, indented, with a line break at its end.
    public static void write(IntensityView view, Versions versions, Writer out) {
        try (JsonGenerator json = FootprintWriter.generator(out)) {
            json.writeStartObject();
            json.writeStringProperty("schema", SCHEMA);
            json.writeStringProperty("title", view.title());
            labels(view.series(), json);
            summary(view.summary(), json);
            values(view, json);
            FootprintWriter.strings(json, "notes", view.notes());
            FootprintWriter.versions(versions, json);
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void labels(IntensitySeries series, JsonGenerator json) {
        FootprintWriter.string(
                json, "zone", series.zone() == null ? null : series.zone().toString());
        json.writeStringProperty("signal", series.labels().signal().label());
        json.writeStringProperty("factor", series.labels().factor().label());
        json.writeStringProperty("quality", series.quality().label());
        json.writeStringProperty("source", series.source().name());
        FootprintWriter.string(json, "licence", series.source().licence());
    }

    private static void summary(IntensitySummary summary, JsonGenerator json) {
        json.writeStringProperty("start", summary.span().start().toString());
        json.writeStringProperty("end", summary.span().end().toString());
        json.writeName("summary");
        json.writeStartObject();
        json.writeNumberProperty("intervals", summary.intervals());
        json.writeNumberProperty("mean_g_per_kwh", summary.mean());
        json.writeNumberProperty("min_g_per_kwh", summary.min());
        json.writeStringProperty("min_at", summary.minAt().toString());
        json.writeNumberProperty("max_g_per_kwh", summary.max());
        json.writeStringProperty("max_at", summary.maxAt().toString());
        json.writeNumberProperty("p10_g_per_kwh", summary.p10());
        json.writeNumberProperty("p90_g_per_kwh", summary.p90());
        json.writeNumberProperty("coverage", summary.coverage());
        json.writeNumberProperty("covered_seconds", Seconds.of(summary.covered()));
        json.writeNumberProperty("gaps", summary.gaps());
        json.writeNumberProperty("zeros", summary.zeros());
        json.writeNumberProperty("negatives", summary.negatives());
        json.writeEndObject();
    }

    private static void values(IntensityView view, JsonGenerator json) {
        HeldSeries values = view.series().gramsPerKilowattHour();
        json.writeName("values");
        json.writeStartArray();
        for (int i = 0; i < values.size(); i++) {
            Interval interval = values.timeline().interval(i);
            json.writeStartObject();
            json.writeStringProperty("start", interval.start().toString());
            json.writeStringProperty("end", interval.end().toString());
            json.writeNumberProperty("g_per_kwh", values.value(i));
            FootprintWriter.number(json, "p10_g_per_kwh", value(view.low(), i));
            FootprintWriter.number(json, "p90_g_per_kwh", value(view.high(), i));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static @Nullable Double value(@Nullable HeldSeries series, int index) {
        return series == null ? null : (Double) series.value(index);
    }
}
