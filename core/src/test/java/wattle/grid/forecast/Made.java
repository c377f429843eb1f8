package wattle.grid.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import wattle.grid.Factor;
import wattle.grid.GridZone;
import wattle.grid.IntensitySeries;
import wattle.grid.Labels;
import wattle.grid.Quality;
import wattle.grid.Signal;
import wattle.series.HeldSeries;
import wattle.series.Timeline;
import wattle.unit.Source;

/// Series that are made up for tests.
final class Made {

    /// A Monday.
    static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private Made() {}

    static IntensitySeries hourly(int hours, IntToDoubleFunction value) {
        return series(START, Duration.ofHours(1), hours, value, i -> true);
    }

    /// @param there which intervals are there; the others are gaps
    static IntensitySeries series(
            Instant start,
            Duration step,
            int count,
            IntToDoubleFunction value,
            IntPredicate there) {
        var timeline = Timeline.builder();
        double[] values = new double[count];
        long from = Known.nanos(start);
        for (int i = 0; i < count; i++) {
            if (there.test(i)) {
                values[timeline.size()] = value.applyAsDouble(i);
                timeline.add(from + i * step.toNanos(), from + (i + 1) * step.toNanos());
            }
        }
        return of(timeline.build(), Arrays.copyOf(values, timeline.size()));
    }

    static IntensitySeries of(Timeline timeline, double[] values) {
        return new IntensitySeries(
                new GridZone("made", "UP"),
                new Labels(Signal.AVERAGE, Factor.LIFECYCLE_CO2E),
                Quality.MEASURED,
                new Source("made up", null),
                new HeldSeries(timeline, values));
    }

    /// The first so many intervals.
    static IntensitySeries first(IntensitySeries series, int count) {
        return changedFrom(series, count, false);
    }

    /// The same until interval `from`; then either nothing, or other values.
    static IntensitySeries changedFrom(IntensitySeries series, int from, boolean goesOn) {
        HeldSeries held = series.gramsPerKilowattHour();
        var timeline = Timeline.builder();
        int count = goesOn ? held.size() : from;
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            timeline.add(held.timeline().interval(i));
            values[i] = i < from ? held.value(i) : 5000 - held.value(i);
        }
        return of(timeline.build(), values);
    }

    static double wave(double hour, double hours) {
        return Math.sin(2 * Math.PI * hour / hours);
    }
}
