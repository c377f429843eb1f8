package wattle.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.grid.Bounds;
import wattle.grid.Decision;
import wattle.grid.Forecast;
import wattle.grid.GridException;
import wattle.grid.IntensitySeries;
import wattle.grid.LayeredIntensity;
import wattle.grid.forecast.Forecasters;
import wattle.plan.Caution;
import wattle.run.Outlook;
import wattle.series.HeldSeries;
import wattle.series.Interval;
import wattle.series.csv.Reading;

/// What is known on this machine of the hours to come: of a place what was fetched, then its
/// typical day; of files what they say, and past their end what their past lets expect. Read anew
/// for each plan, so what was fetched or written meanwhile counts.
final class HourlyOutlook implements Outlook {

    /// As `wattle evaluate` plans: what costs next to nothing and keeps most of the harm away.
    static final double CAUTION = 0.1;

    private final PlaceZones places;
    private final @Nullable String zone;
    private final List<String> files;
    private final double caution;
    private final Clock clock;

    /// @param zone a place, by its name; null where there are files
    /// @param files one series, in order of time
    HourlyOutlook(
            PlaceZones places,
            @Nullable String zone,
            List<String> files,
            double caution,
            Clock clock) {
        this.places = places;
        this.zone = zone;
        this.files = files;
        this.caution = caution;
        this.clock = clock;
    }

    /// The step of what is known from an instant on; also whether anything is.
    ///
    /// @throws Failure if nothing by the hour is known
    Duration step(Interval span) {
        return zone != null
                ? places.zone(zone, null, null, span).step()
                : ZoneFiles.stepOf(series().gramsPerKilowattHour().timeline(), "the intensity");
    }

    @Override
    public double @Nullable [] from(Instant from, Duration step, int count) {
        Interval span = Interval.of(from, step.multipliedBy(count));
        if (zone != null) {
            ZoneFiles.Zone known = places.zone(zone, null, null, span);
            LayeredIntensity layers = known.layers();
            return cautious(
                    known.series().gramsPerKilowattHour(),
                    layers == null ? null : layers.bounds(),
                    from,
                    step,
                    count);
        }
        IntensitySeries series = series();
        double[] known = whole(series.gramsPerKilowattHour().means(from, step, step, count));
        return known != null ? known : forecast(series, from, step, count);
    }

    private IntensitySeries series() {
        return IntensityFiles.read(files, null, null, Reading.STRICT, new ArrayList<>());
    }

    private double @Nullable [] forecast(
            IntensitySeries past, Instant from, Duration step, int count) {
        Instant now = clock.instant();
        Interval span = Interval.of(from, step.multipliedBy(count));
        try {
            Forecast forecast =
                    Forecasters.expected().forecast(past, now, Duration.between(now, span.end()));
            var decision = new Decision(now);
            HeldSeries values = forecast.usableFor(decision).gramsPerKilowattHour();
            return cautious(
                    values, forecast.rangeUsableFor(decision).orElse(null), from, step, count);
        } catch (GridException tooLittle) {
            return null;
        }
    }

    private double @Nullable [] cautious(
            HeldSeries values, @Nullable Bounds bounds, Instant from, Duration step, int count) {
        double[] expected = whole(values.means(from, step, step, count));
        if (expected != null && bounds != null) {
            double[] low = whole(bounds.low().means(from, step, step, count));
            double[] high = whole(bounds.high().means(from, step, step, count));
            if (low != null && high != null) {
                Caution.add(expected, low, high, caution);
            }
        }
        return expected;
    }

    /// Null where one of them is not known.
    private static double @Nullable [] whole(double[] values) {
        for (double each : values) {
            if (Double.isNaN(each)) {
                return null;
            }
        }
        return values;
    }
}
