package wattle.grid;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What somebody expected of a zone's carbon intensity, and when. Immutable; threads may share it.
///
/// Its values are given out for a [Decision] only, and only where it was issued no later than that
/// decision: a plan that looks into the future is of no use, and a test of plans that did so would
/// flatter them.
///
/// ```java
/// IntensitySeries expected = forecast.usableFor(new Decision(now));
/// ```
public final class Forecast {

    private final Instant issuedAt;
    private final IntensitySeries series;
    private final String model;
    private final @Nullable Bounds bounds;

    /// @param issuedAt when it was published
    /// @param series the expected intensity in g/kWh; its quality is [Quality#FORECAST] or coarser
    /// @param model by which model, in the words of the source
    /// @throws IllegalArgumentException if the series claims to be better than a forecast
    public Forecast(Instant issuedAt, IntensitySeries series, String model) {
        this(issuedAt, series, model, null);
    }

    /// @param bounds of what is expected, on the series' own intervals; null where the source says
    ///   nothing of the kind
    /// @throws IllegalArgumentException if the bounds have other intervals, or do not contain the
    ///   expected values
    public Forecast(
            Instant issuedAt, IntensitySeries series, String model, @Nullable Bounds bounds) {
        if (series.quality().compareTo(Quality.FORECAST) < 0) {
            throw new IllegalArgumentException(
                    "a forecast is not "
                            + series.quality().label()
                            + ": "
                            + series.source().name());
        }
        this.issuedAt = issuedAt;
        this.series = series;
        this.model = model;
        this.bounds = bounds;
        if (bounds != null) {
            bounds.requireAround(series.gramsPerKilowattHour());
        }
    }

    public Instant issuedAt() {
        return issuedAt;
    }

    public @Nullable GridZone zone() {
        return series.zone();
    }

    public Labels labels() {
        return series.labels();
    }

    /// By which model, in the words of the source.
    public String model() {
        return model;
    }

    public boolean isUsableFor(Decision decision) {
        return !issuedAt.isAfter(decision.at());
    }

    /// The expected intensity.
    ///
    /// @throws IllegalArgumentException if it was issued after the decision
    public IntensitySeries usableFor(Decision decision) {
        requireKnown(decision);
        return series;
    }

    /// Between which values the intensity is expected to lie. Empty where the source says nothing.
    ///
    /// @throws IllegalArgumentException if it was issued after the decision
    public Optional<Bounds> rangeUsableFor(Decision decision) {
        requireKnown(decision);
        return Optional.ofNullable(bounds);
    }

    private void requireKnown(Decision decision) {
        if (!isUsableFor(decision)) {
            throw new IllegalArgumentException(
                    "a forecast issued at "
                            + issuedAt
                            + " was not known at "
                            + decision.at()
                            + ", when this is decided");
        }
    }
}
