package wattle.grid;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import wattle.series.HeldSeries;
import wattle.series.Interval;
import wattle.unit.Seconds;

/// What a carbon intensity over time looks like in a few numbers, in g/kWh. Every value counts for
/// as long as it holds.
///
/// @param span from the first instant to the last, gaps included
/// @param intervals how many values there are
/// @param mean over the covered time
/// @param min the smallest value, first at `minAt`
/// @param max the largest value, first at `maxAt`
/// @param p10 the smallest value such that a tenth of the covered time lies at or below it
/// @param p90 the same for nine tenths
/// @param covered the sum of all intervals' lengths
/// @param gaps how many runs of missing intervals there are
/// @param zeros how many values are exactly 0
/// @param negatives how many values are below 0
public record IntensitySummary(
        Interval span,
        int intervals,
        double mean,
        double min,
        Instant minAt,
        double max,
        Instant maxAt,
        double p10,
        double p90,
        Duration covered,
        int gaps,
        int zeros,
        int negatives) {

    public static IntensitySummary of(HeldSeries series) {
        int size = series.size();
        double[] values = new double[size];
        double[] seconds = new double[size];
        double sum = 0;
        double time = 0;
        int min = 0;
        int max = 0;
        int zeros = 0;
        int negatives = 0;
        for (int i = 0; i < size; i++) {
            double value = series.value(i);
            values[i] = value;
            seconds[i] = Seconds.of(series.timeline().interval(i).duration());
            sum += value * seconds[i];
            time += seconds[i];
            min = value < series.value(min) ? i : min;
            max = value > series.value(max) ? i : max;
            zeros += value == 0 ? 1 : 0;
            negatives += value < 0 ? 1 : 0;
        }
        return new IntensitySummary(
                series.timeline().span(),
                size,
                sum / time,
                series.value(min),
                series.timeline().interval(min).start(),
                series.value(max),
                series.timeline().interval(max).start(),
                quantile(values, seconds, 0.1),
                quantile(values, seconds, 0.9),
                series.timeline().covered(),
                series.timeline().gaps(),
                zeros,
                negatives);
    }

    /// The share of the span that has a value, 0 to 1.
    public double coverage() {
        return Seconds.of(covered) / Seconds.of(span.duration());
    }

    /// The smallest value such that at least `share` of the weight lies at or below it; the nearest
    /// rank where all weights are equal.
    ///
    /// @param values at least one
    /// @param weights one above 0 for each value
    public static double quantile(double[] values, double[] weights, double share) {
        Integer[] order = new Integer[values.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
        double all = Arrays.stream(weights).sum();
        double below = 0;
        for (Integer each : order) {
            below += weights[each];
            if (below >= share * all * (1 - 1e-12)) {
                return values[each];
            }
        }
        return values[order[order.length - 1]];
    }
}
