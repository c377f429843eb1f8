package wattle.grid;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wattle.series.HeldSeries;

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
    private final @Nullable HeldSeries low;
    private final @Nullable HeldSeries high;

    /// @param issuedAt when it was published
    /// @param series the expected intensity in g/kWh; its quality is [Quality#FORECAST] or coarser
    /// @param model by which model, in the words of the source
    /// @throws IllegalArgumentException if the series claims to be better than a forecast
    public Forecast(Instant issuedAt, IntensitySeries series, String model) {
        this(issuedAt, series, model, null, null);
    }

    /// @param low what one value in ten is expected to stay below, in g/kWh, on the series' own
    ///   intervals; null where the source says nothing of the kind
    /// @param high what one value in ten is expected to exceed; null where `low` is
    /// @throws IllegalArgumentException if the range has other intervals, or does not contain the
    ///   expected values
    public Forecast(
            Instant issuedAt,
            IntensitySeries series,
            String model,
            @Nullable HeldSeries low,
            @Nullable HeldSeries high) {
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
        this.low = low;
        this.high = high;
        if ((low == null) != (high == null)) {
            throw new IllegalArgumentException("a range has two ends, or there is none");
        }
        if (low != null && high != null) {
            requireAround(series.gramsPerKilowattHour(), low, high);
        }
    }

    private static void requireAround(HeldSeries expected, HeldSeries low, HeldSeries high) {
        if (!low.timeline().equals(expected.timeline())
                || !high.timeline().equals(expected.timeline())) {
            throw new IllegalArgumentException("a range has the intervals of the forecast");
        }
        for (int i = 0; i < expected.size(); i++) {
            if (low.value(i) > expected.value(i) || high.value(i) < expected.value(i)) {
                throw new IllegalArgumentException(
                        "the range of "
                                + expected.timeline().interval(i)
                                + " does not contain the expected "
                                + expected.value(i)
                                + " g/kWh: "
                                + low.value(i)
                                + " to "
                                + high.value(i));
            }
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

    /// Between which values, in g/kWh, four of five are expected to lie: the 10th and the 90th
    /// percentile of each interval. Empty where the source gives none.
    ///
    /// @throws IllegalArgumentException if it was issued after the decision
    public Optional<Bounds> rangeUsableFor(Decision decision) {
        requireKnown(decision);
        return low == null || high == null ? Optional.empty() : Optional.of(new Bounds(low, high));
    }

    /// The 10th and the 90th percentile of what is expected, in g/kWh.
    public record Bounds(HeldSeries low, HeldSeries high) {}

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
