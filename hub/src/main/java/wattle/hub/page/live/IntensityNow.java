package wattle.hub.page.live;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import wattle.grid.Layer;
import wattle.grid.LayeredIntensity;
import wattle.grid.Quality;
import wattle.report.Figures;
import wattle.series.HeldSeries;
import wattle.series.Interval;

/// The intensity that holds at one moment, in words.
///
/// @param value with its unit
/// @param mark what it is if not a measurement, in a word; empty for one
/// @param from how it was come by, and of which place
/// @param labels its signal and factor
/// @param age how old it is
/// @param source who says so
public record IntensityNow(
        String value, String mark, String from, String labels, String age, String source) {

    /// @param at the moment
    /// @param now when it is looked at
    /// @return null where nothing is known of that moment
    static @Nullable IntensityNow of(LayeredIntensity known, Instant at, Instant now) {
        HeldSeries series = known.gramsPerKilowattHour();
        for (int i = 0; i < series.size(); i++) {
            Interval each = series.timeline().interval(i);
            if (!each.start().isAfter(at) && each.end().isAfter(at)) {
                Layer layer = known.layers().get(known.layerOf(i));
                return of(layer, series.value(i), now);
            }
        }
        return null;
    }

    private static IntensityNow of(Layer layer, double value, Instant now) {
        var intensity = layer.intensity();
        Integer year = intensity.year();
        return new IntensityNow(
                Figures.number(value) + " g CO2eq/kWh",
                mark(layer),
                layer.rung().words()
                        + " of "
                        + intensity.place()
                        + (year == null ? "" : " " + year),
                "signal "
                        + intensity.labels().signal().label()
                        + ", factor "
                        + intensity.labels().factor().label(),
                age(layer, now),
                intensity.source().name()
                        + (intensity.source().licence() == null
                                ? ""
                                : " (" + intensity.source().licence() + ")"));
    }

    private static String mark(Layer layer) {
        return switch (layer.rung()) {
            case HISTORY, CACHED ->
                    layer.intensity().quality() == Quality.ESTIMATED ? "estimated" : "";
            case FORECAST -> "forecast";
            case TYPICAL_DAY -> "typical";
            case YEARLY -> "yearly mean";
        };
    }

    private static String age(Layer layer, Instant now) {
        if (layer.issuedAt() != null) {
            return "issued " + ago(layer.issuedAt(), now);
        }
        if (layer.retrievedAt() != null) {
            return "fetched " + ago(layer.retrievedAt(), now);
        }
        return switch (layer.rung()) {
            case TYPICAL_DAY -> "of earlier years, not of this day";
            case YEARLY -> "of a whole year, the same at every hour";
            case HISTORY, CACHED, FORECAST -> "of unknown age";
        };
    }

    private static String ago(Instant then, Instant now) {
        return Words.time(Duration.between(then, now)) + " ago";
    }
}
