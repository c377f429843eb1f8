package wattle.series;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/// A quantity that holds throughout each interval, such as a mean power or a carbon intensity:
/// splitting an interval copies the value. The unit is that of the series which owns this one.
///
/// Immutable; threads may share it.
public final class HeldSeries {

    private final Timeline timeline;
    final double[] values;

    /// @throws IllegalArgumentException if there is not one finite value for each interval
    public HeldSeries(Timeline timeline, double[] values) {
        if (values.length != timeline.size()) {
            throw new IllegalArgumentException(
                    timeline.size() + " intervals need as many values, not " + values.length);
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(
                        "the value of " + timeline.interval(i) + " must be finite: " + values[i]);
            }
        }
        this.timeline = timeline;
        this.values = values.clone();
    }

    public Timeline timeline() {
        return timeline;
    }

    public int size() {
        return values.length;
    }

    public double value(int index) {
        return values[index];
    }

    /// The part of this series within `window`; intervals that cross its edge are cut.
    ///
    /// @throws IllegalArgumentException if no interval lies within
    public HeldSeries within(Interval window) {
        long from = Nanos.of(window.start());
        long to = Nanos.of(window.end());
        var kept = Timeline.builder();
        double[] held = new double[values.length];
        for (int run = 0; run < timeline.runs(); run++) {
            long step = timeline.step[run];
            for (int i = timeline.first[run]; i < timeline.first[run + 1]; i++) {
                long start = timeline.start[run] + (i - timeline.first[run]) * step;
                long partStart = Math.max(start, from);
                long partEnd = Math.min(start + step, to);
                if (partStart < partEnd) {
                    held[kept.size()] = values[i];
                    kept.add(partStart, partEnd);
                }
            }
        }
        if (kept.size() == 0) {
            throw new IllegalArgumentException(
                    "no value within " + window + "; the series covers " + timeline.span());
        }
        return new HeldSeries(kept.build(), Arrays.copyOf(held, kept.size()));
    }

    /// This series and one that begins at or after its end, as one.
    ///
    /// @throws IllegalArgumentException if they overlap
    public HeldSeries followedBy(HeldSeries later) {
        double[] both = Arrays.copyOf(values, values.length + later.values.length);
        System.arraycopy(later.values, 0, both, values.length, later.values.length);
        return new HeldSeries(
                Timeline.builder().addAll(timeline).addAll(later.timeline).build(), both);
    }

    /// The mean over each of `count` windows, weighted by time: window `k` begins `k` steps after
    /// `start` and is `length` long. NaN where a window is not wholly covered.
    ///
    /// Cost: the windows plus the intervals that they meet.
    ///
    /// @param length at most `step`
    public double[] means(Instant start, Duration step, Duration length, int count) {
        return new Means(this, Nanos.of(step), Nanos.of(length)).from(Nanos.of(start), count);
    }

    /// The smallest value. Without a stream: every average intensity comes through here, and the
    /// first stream of a JVM takes milliseconds.
    public double min() {
        double min = values[0];
        for (double each : values) {
            min = Math.min(min, each);
        }
        return min;
    }

    /// The largest value.
    public double max() {
        double max = values[0];
        for (double each : values) {
            max = Math.max(max, each);
        }
        return max;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HeldSeries that
                && timeline.equals(that.timeline)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * timeline.hashCode() + Arrays.hashCode(values);
    }
}
