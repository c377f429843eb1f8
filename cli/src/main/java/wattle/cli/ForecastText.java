package wattle.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import wattle.grid.Bounds;
import wattle.grid.Decision;
import wattle.grid.Forecast;
import wattle.grid.IntensitySeries;
import wattle.report.Figures;
import wattle.report.json.FootprintWriter;
import wattle.series.HeldSeries;
import wattle.series.Interval;

/// How a forecast is printed: a table, CSV that is an intensity series with two more columns, or
/// `wattle.forecast/1`.
final class ForecastText {

    /// More rows than these are shown by the hour.
    private static final int ROWS = 100;

    private ForecastText() {}

    static void table(Forecast forecast, Writer to) {
        IntensitySeries series = expected(forecast);
        @Nullable Bounds range = range(forecast);
        HeldSeries values = series.gramsPerKilowattHour();
        var out = new PrintWriter(to);
        out.println("zone    " + series.place());
        out.println("issued  " + forecast.issuedAt());
        out.println("model   " + forecast.model());
        out.println(
                "of      "
                        + series.labels().signal().label()
                        + ", "
                        + series.labels().factor().label()
                        + ", "
                        + series.quality().label());
        out.println();
        int together = together(values);
        var table = new Columns();
        table.add(
                together > 1 ? "hour from" : "from",
                "g/kWh",
                range == null ? "" : "four in five between");
        for (int i = 0; i < values.size(); i += together) {
            int end = Math.min(values.size(), i + together);
            table.add(
                    values.timeline().interval(i).start().toString(),
                    Figures.number(mean(values, i, end)),
                    range == null
                            ? ""
                            : Figures.number(mean(range.low(), i, end))
                                    + " and "
                                    + Figures.number(mean(range.high(), i, end)));
        }
        table.print("", out);
        if (together > 1) {
            out.println();
            out.println("Means of hours; --csv and --json have each interval.");
        }
        out.flush();
    }

    /// How many values make a row.
    private static int together(HeldSeries values) {
        long step = values.timeline().interval(0).duration().toNanos();
        long hour = Duration.ofHours(1).toNanos();
        return values.size() <= ROWS || step >= hour ? 1 : (int) (hour / step);
    }

    private static double mean(HeldSeries values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values.value(i);
        }
        return sum / (to - from);
    }

    static void csv(Forecast forecast, Writer to) {
        HeldSeries values = expected(forecast).gramsPerKilowattHour();
        @Nullable Bounds range = range(forecast);
        var out = new PrintWriter(to);
        out.print("timestamp_utc,g_per_kwh,low_g_per_kwh,high_g_per_kwh\n");
        for (int i = 0; i < values.size(); i++) {
            out.print(values.timeline().interval(i).start() + "," + values.value(i) + ",");
            out.print(
                    range == null
                            ? ",\n"
                            : range.low().value(i) + "," + range.high().value(i) + "\n");
        }
        out.flush();
    }

    static void json(Forecast forecast, Writer to) {
        IntensitySeries series = expected(forecast);
        HeldSeries values = series.gramsPerKilowattHour();
        @Nullable Bounds range = range(forecast);
        try (JsonGenerator out = FootprintWriter.generator(to)) {
            out.writeStartObject();
            out.writeStringProperty("schema", "wattle.forecast/1");
            out.writeStringProperty("issued_at", forecast.issuedAt().toString());
            out.writeStringProperty("model", forecast.model());
            kind(series, out);
            out.writeStringProperty("quality", series.quality().label());
            out.writeName("values");
            out.writeStartArray();
            for (int i = 0; i < values.size(); i++) {
                Interval interval = values.timeline().interval(i);
                out.writeStartObject();
                out.writeStringProperty("start", interval.start().toString());
                out.writeStringProperty("end", interval.end().toString());
                out.writeNumberProperty("g_per_kwh", values.value(i));
                Double low = range == null ? null : range.low().value(i);
                FootprintWriter.number(out, "low_g_per_kwh", low);
                Double high = range == null ? null : range.high().value(i);
                FootprintWriter.number(out, "high_g_per_kwh", high);
                out.writeEndObject();
            }
            out.writeEndArray();
            FootprintWriter.versions(Versions.current(), out);
            out.writeEndObject();
            out.writeRaw('\n');
        }
    }

    /// What a series is of.
    static void kind(IntensitySeries series, JsonGenerator out) {
        FootprintWriter.string(out, "zone", series.zone() == null ? null : series.place());
        out.writeStringProperty("signal", series.labels().signal().label());
        out.writeStringProperty("factor", series.labels().factor().label());
        out.writeStringProperty("source", series.source().name());
        FootprintWriter.string(out, "licence", series.source().licence());
    }

    private static IntensitySeries expected(Forecast forecast) {
        return forecast.usableFor(new Decision(forecast.issuedAt()));
    }

    private static @Nullable Bounds range(Forecast forecast) {
        return forecast.rangeUsableFor(new Decision(forecast.issuedAt())).orElse(null);
    }
}
