package wattle.report.intensity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.grid.IntensitySeries;
import wattle.grid.IntensitySummary;
import wattle.series.HeldSeries;
import wattle.series.Interval;
import wattle.series.Timeline;

/// A carbon intensity over time as it is shown. Immutable; threads may share it.
///
/// @param title the place or file, in words
/// @param series the values
/// @param low the 10th percentile of each value, on the same intervals; null where it has none
/// @param high the 90th
/// @param notes what a reader must know
public record IntensityView(
        String title,
        IntensitySeries series,
        @Nullable HeldSeries low,
        @Nullable HeldSeries high,
        List<String> notes) {

    private static final int HOURS = 24;
    private static final long HOUR_NANOS = Duration.ofHours(1).toNanos();

    public IntensityView {
        notes = List.copyOf(notes);
        HeldSeries values = series.gramsPerKilowattHour();
        if ((low == null) != (high == null)
                || (low != null && !low.timeline().equals(values.timeline()))
                || (high != null && !high.timeline().equals(values.timeline()))) {
            throw new IllegalArgumentException(
                    "both percentiles have the intervals of the values, or there are none");
        }
    }

    public IntensitySummary summary() {
        return IntensitySummary.of(series.gramsPerKilowattHour());
    }

    /// The longest interval.
    public Duration step() {
        Timeline timeline = series.gramsPerKilowattHour().timeline();
        Duration step = Duration.ZERO;
        for (int i = 0; i < timeline.size(); i++) {
            Duration each = timeline.interval(i).duration();
            step = each.compareTo(step) > 0 ? each : step;
        }
        return step;
    }

    /// Equal stretches from the first instant to the last, or beyond it by less than one: whole
    /// multiples of the intervals' length where that is one, and round parts of a day. A value that
    /// lies across an edge counts on both sides, each for its time there.
    ///
    /// @param most how many there may be, at least one
    public List<Bin> bins(int most) {
        Timeline timeline = series.gramsPerKilowattHour().timeline();
        Interval span = timeline.span();
        long whole = span.duration().toNanos();
        long step = timeline.step().map(Duration::toNanos).orElse(Math.ceilDiv(whole, most));
        long width = round(step * Math.max(1, Math.ceilDiv(Math.ceilDiv(whole, step), most)), step);
        var piles = new Pile[(int) Math.ceilDiv(whole, width)];
        Arrays.setAll(piles, i -> new Pile());
        for (int i = 0; i < timeline.size(); i++) {
            Interval interval = timeline.interval(i);
            long at = Duration.between(span.start(), interval.start()).toNanos();
            long to = Duration.between(span.start(), interval.end()).toNanos();
            while (at < to) {
                int bin = (int) (at / width);
                long until = Math.min(to, (bin + 1) * width);
                piles[bin].add(i, until - at);
                at = until;
            }
        }
        List<Bin> bins = new ArrayList<>(piles.length);
        for (int bin = 0; bin < piles.length; bin++) {
            bins.add(piles[bin].bin(span.start().plusNanos(bin * width)));
        }
        return bins;
    }

    /// The width, or the next longer part of a day or number of days that holds whole intervals:
    /// other widths would fall out of step with the day and draw waves that are not there.
    private static long round(long width, long step) {
        if (width <= HOUR_NANOS) {
            return width;
        }
        for (long hours : new long[] {2, 3, 4, 6, 8, 12, HOURS}) {
            long nanos = hours * HOUR_NANOS;
            if (nanos >= width && nanos % step == 0) {
                return nanos;
            }
        }
        long days = Math.ceilDiv(width, HOURS * HOUR_NANOS) * HOURS * HOUR_NANOS;
        return days % step == 0 ? days : width;
    }

    /// The 24 hours of the day in UTC, over all days. Empty where an interval is longer than an
    /// hour or everything lies within less than two days.
    public List<Bin> hoursOfDay() {
        Timeline timeline = series.gramsPerKilowattHour().timeline();
        if (step().toNanos() > HOUR_NANOS
                || timeline.span().duration().compareTo(Duration.ofDays(2)) < 0) {
            return List.of();
        }
        var piles = new Pile[HOURS];
        Arrays.setAll(piles, i -> new Pile());
        for (int i = 0; i < timeline.size(); i++) {
            Interval interval = timeline.interval(i);
            int hour = (int) (Math.floorDiv(interval.start().getEpochSecond(), 3600) % HOURS);
            piles[Math.floorMod(hour, HOURS)].add(i, interval.duration().toNanos());
        }
        List<Bin> bins = new ArrayList<>(HOURS);
        for (int hour = 0; hour < HOURS; hour++) {
            bins.add(piles[hour].bin(Instant.EPOCH.plus(Duration.ofHours(hour))));
        }
        return bins;
    }

    /// The values of a bin, each with the time for which it holds there.
    private final class Pile {

        private int[] index = new int[4];
        private double[] nanos = new double[4];
        private int size;

        void add(int interval, long forNanos) {
            if (size == index.length) {
                index = Arrays.copyOf(index, 2 * size);
                nanos = Arrays.copyOf(nanos, 2 * size);
            }
            index[size] = interval;
            nanos[size] = forNanos;
            size++;
        }

        Bin bin(Instant start) {
            if (size == 0) {
                return new Bin(start, Double.NaN, Double.NaN, Double.NaN);
            }
            HeldSeries values = series.gramsPerKilowattHour();
            double mean = mean(values);
            if (low != null && high != null) {
                return new Bin(start, mean, mean(low), mean(high));
            }
            double[] own = new double[size];
            for (int i = 0; i < size; i++) {
                own[i] = values.value(index[i]);
            }
            double[] weights = Arrays.copyOf(nanos, size);
            return new Bin(
                    start,
                    mean,
                    IntensitySummary.quantile(own, weights, 0.1),
                    IntensitySummary.quantile(own, weights, 0.9));
        }

        private double mean(HeldSeries of) {
            double sum = 0;
            double time = 0;
            for (int i = 0; i < size; i++) {
                sum += of.value(index[i]) * nanos[i];
                time += nanos[i];
            }
            return sum / time;
        }
    }
}
