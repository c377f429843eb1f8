package wattle.grid.watttime;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import wattle.grid.GridException;
import wattle.grid.GridZone;
import wattle.grid.Quality;
import wattle.grid.http.AnswerReader;
import wattle.grid.http.Points;
import wattle.series.Interval;
import wattle.unit.Source;

/// An answer of WattTime's that holds values: what its `meta` says of them, checked against what
/// was asked.
///
/// @param period of each value, from its `point_time` on
/// @param model the date by which WattTime names its models; empty where it does not say
record Page(AnswerReader reader, WattTimeSignal signal, Duration period, String model) {

    /// 1 lb is 0.45359237 kg exactly (International yard and pound agreement of 1959), so 1 lb/MWh
    /// is 0.45359237 g/kWh.
    static final double GRAMS_PER_KILOWATT_HOUR = 0.45359237;

    private static final String UNITS = "lbs_co2_per_mwh";
    private static final String LICENCE =
            "WattTime terms of service; not openly licensed, do not republish";
    private static final long DAY_SECONDS = 86_400;

    /// Asks for one.
    ///
    /// @param more names and values of the question beside region and signal
    static Page ask(
            WattTime wattTime,
            String path,
            GridZone zone,
            WattTimeSignal signal,
            Map<String, String> more)
            throws GridException, InterruptedException {
        return of(wattTime.read(path, zone, signal, more), zone, signal);
    }

    private static Page of(AnswerReader reader, GridZone zone, WattTimeSignal signal)
            throws GridException {
        JsonNode meta = reader.object(reader.root(), "meta");
        require(reader, meta, "region", zone.key());
        require(reader, meta, "signal_type", signal.key());
        require(reader, meta, "units", UNITS);
        double seconds = reader.number(meta, "data_point_period_seconds");
        if (seconds < 1 || seconds > DAY_SECONDS || seconds != Math.rint(seconds)) {
            throw reader.malformed("a value's period is no whole number of seconds in a day", meta);
        }
        return new Page(
                reader,
                signal,
                Duration.ofSeconds((long) seconds),
                meta.path("model").path("date").asString(""));
    }

    /// Another region, signal or unit than was asked for is no answer to the question.
    private static void require(AnswerReader reader, JsonNode meta, String name, String value)
            throws GridException {
        if (!reader.text(meta, name).equals(value)) {
            throw reader.malformed("\"" + name + "\" is not " + value, meta);
        }
    }

    /// The answer's list of values, forecasts or whatever it holds.
    JsonNode data() throws GridException {
        return reader.array(reader.root(), "data");
    }

    /// @param values a list of `point_time` and `value`
    void addTo(Points points, JsonNode values, Quality usual) throws GridException {
        for (JsonNode each : values) {
            Instant start = reader.instant(each, "point_time");
            boolean imputed = each.path("imputed_data_used").asBoolean(false);
            points.add(
                    new Interval(start, start.plus(period)),
                    reader.number(each, "value") * GRAMS_PER_KILOWATT_HOUR,
                    imputed && usual == Quality.MEASURED ? Quality.ESTIMATED : usual);
        }
    }

    Source source() {
        return new Source(
                "WattTime " + signal.key() + (model.isEmpty() ? "" : ", model of " + model),
                LICENCE);
    }
}
