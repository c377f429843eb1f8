package wattle.series;

import java.util.Arrays;
import java.util.Optional;
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
        return during(window)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "no energy within "
                                        + window
                                        + "; the series covers "
                                        + timeline.span()));
    }

    /// As [#within], but empty if no interval lies within.
    public Optional<EnergySeries> during(Interval window) {
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
        return kept.size() == 0
                ? Optional.empty()
                : Optional.of(new EnergySeries(kept.build(), Arrays.copyOf(parts, kept.size())));
    }

    /// The part of this series that lies in no interval of `covered`; intervals that cross its
    /// edges are split. Cost grows with the sum of both lengths.
    ///
    /// @return empty where `covered` covers all of it
    public Optional<EnergySeries> outside(Timeline covered) {
        var kept = Timeline.builder();
        double[] parts = new double[joules.length + covered.size() + 1];
        int other = 0;
        for (int i = 0; i < joules.length; i++) {
            Interval row = timeline.interval(i);
            long start = Nanos.of(row.start());
            long end = Nanos.of(row.end());
            long at = start;
            while (other < covered.size() && Nanos.of(covered.interval(other).end()) <= at) {
                other++;
            }
            for (int k = other; at < end; k++) {
                long nextStart =
                        k < covered.size() ? Nanos.of(covered.interval(k).start()) : Long.MAX_VALUE;
                long to = Math.min(end, nextStart);
                if (to > at) {
                    parts[kept.size()] = joules[i] * (to - at) / (end - start);
                    kept.add(at, to);
                }
                at = k < covered.size() ? Math.max(at, Nanos.of(covered.interval(k).end())) : end;
            }
        }
        return kept.size() == 0
                ? Optional.empty()
                : Optional.of(new EnergySeries(kept.build(), Arrays.copyOf(parts, kept.size())));
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
