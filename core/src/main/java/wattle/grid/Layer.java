package wattle.grid;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One intensity of several that stand in for each other.
///
/// @param rung how it was come by
/// @param intensity a series, or a factor
/// @param retrievedAt when its source was asked, for the oldest of its values; null where it ships
///   with Wattle or came from a file
/// @param issuedAt when it was published; null where it is no forecast
public record Layer(
        Rung rung, Intensity intensity, @Nullable Instant retrievedAt, @Nullable Instant issuedAt) {

    /// @throws IllegalArgumentException for layers within a layer
    public Layer {
        if (intensity instanceof LayeredIntensity) {
            throw new IllegalArgumentException("layers do not hold layers: give those of both");
        }
    }

    /// What a source answered just now or before: a layer for each quality that occurs, best first.
    public static List<Layer> of(Rung rung, Observed observed) {
        List<Layer> layers = new ArrayList<>();
        for (IntensitySeries each : observed.layers()) {
            layers.add(new Layer(rung, each, observed.retrievedAt(), null));
        }
        return layers;
    }

    /// What ships with Wattle.
    public static Layer of(Rung rung, Intensity intensity) {
        return new Layer(rung, intensity, null, null);
    }

    /// A forecast, for a decision that it was issued before.
    ///
    /// @throws IllegalArgumentException if it was issued later
    public static Layer of(Forecast forecast, Decision decision) {
        return new Layer(Rung.FORECAST, forecast.usableFor(decision), null, forecast.issuedAt());
    }
}
