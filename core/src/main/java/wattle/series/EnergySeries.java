package wattle.series;

import java.util.Arrays;
import wattle.unit.Energy;

/// The energy drawn in each interval, in joules: finite and not negative. Splitting an interval
/// divides its energy in proportion to time, which takes its power as constant.
///
/// Immutable; threads may share it.
public final class EnergySeries {

    private final Timeline timeline;
    final double[] joules;

    /// @throws IllegalArgumentException if there is not one finite, not negative value for each
    ///   interval
    public EnergySeries(Timeline timeline, double[] joules) {
        if (joules.length != timeline.size()) {
            throw new IllegalArgumentException(
                    timeline.size() + " intervals need as many values, not " + joules.length);
        }
        for (int i = 0; i < joules.length; i++) {
            if (!(joules[i] >= 0) || Double.isInfinite(joules[i])) {
                throw new IllegalArgumentException(
                        "energy must be finite and not negative, in joules: "
                                + joules[i]
                                + " in "
                                + timeline.interval(i));
            }
        }
        this.timeline = timeline;
        this.joules = joules.clone();
    }

    public Timeline timeline() {
        return timeline;
    }

    public int size() {
        return joules.length;
    }

    public Energy energy(int index) {
        return new Energy(joules[index]);
    }

    /// The sum over all intervals, correct to about one unit in the last place.
    public Energy total() {
        var sum = new CompensatedSum();
        sum.add(joules, 0, joules.length);
        return new Energy(sum.value());
    }

    /// The part of this series within `window`; intervals that cross its edge are split.
    ///
    /// @throws IllegalArgumentException if no interval lies within
    public EnergySeries within(Interval window) {
        long from = Nanos.of(window.start());
        long to = Nanos.of(window.end());
        var kept = Timeline.builder();
        double[] parts = new double[joules.length];
        for (int run = 0; run < timeline.runs(); run++) {
            long step = timeline.step[run];
            for (int i = timeline.first[run]; i < timeline.first[run + 1]; i++) {
                long start = timeline.start[run] + (i - timeline.first[run]) * step;
                long partStart = Math.max(start, from);
                long partEnd = Math.min(start + step, to);
                if (partStart < partEnd) {
                    long part = partEnd - partStart;
                    parts[kept.size()] = part == step ? joules[i] : joules[i] * part / step;
                    kept.add(partStart, partEnd);
                }
            }
        }
        if (kept.size() == 0) {
            throw new IllegalArgumentException(
                    "no energy within " + window + "; the series covers " + timeline.span());
        }
        return new EnergySeries(kept.build(), Arrays.copyOf(parts, kept.size()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EnergySeries that
                && timeline.equals(that.timeline)
                && Arrays.equals(joules, that.joules);
    }

    @Override
    public int hashCode() {
        return 31 * timeline.hashCode() + Arrays.hashCode(joules);
    }
}
