package wattle.grid;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One intensity of several that stand in for each other.
///
/// @param rung how it was come by
/// @param intensity a series, or a factor
/// @param bounds of a series that is no measurement; null where its values have none
/// @param retrievedAt when its source was asked, for the oldest of its values; null where it ships
///   with Wattle or came from a file
/// @param issuedAt when it was published; null where it is no forecast
public record Layer(
        Rung rung,
        Intensity intensity,
        @Nullable Bounds bounds,
        @Nullable Instant retrievedAt,
        @Nullable Instant issuedAt) {

    /// @throws IllegalArgumentException for layers within a layer, and for bounds that are not
    ///   those of a series
    public Layer {
        if (intensity instanceof LayeredIntensity) {
            throw new IllegalArgumentException("layers do not hold layers: give those of both");
        }
        if (bounds != null) {
            if (!(intensity instanceof IntensitySeries series)) {
                throw new IllegalArgumentException("a factor states its range itself");
            }
            bounds.requireAround(series.gramsPerKilowattHour());
        }
    }

    /// What a source answered just now or before: a layer for each quality that occurs, best first.
    public static List<Layer> of(Rung rung, Observed observed) {
        List<Layer> layers = new ArrayList<>();
        for (IntensitySeries each : observed.layers()) {
            layers.add(new Layer(rung, each, null, observed.retrievedAt(), null));
        }
        return layers;
    }

    /// What ships with Wattle.
    public static Layer of(Rung rung, Intensity intensity) {
        return new Layer(rung, intensity, null, null, null);
    }

    /// What ships with Wattle, with its bounds.
    public static Layer of(Rung rung, IntensitySeries series, Bounds bounds) {
        return new Layer(rung, series, bounds, null, null);
    }

    /// A forecast, for a decision that it was issued before.
    ///
    /// @throws IllegalArgumentException if it was issued later
    public static Layer of(Forecast forecast, Decision decision) {
        return new Layer(
                Rung.FORECAST,
                forecast.usableFor(decision),
                forecast.rangeUsableFor(decision).orElse(null),
                null,
                forecast.issuedAt());
    }
}
