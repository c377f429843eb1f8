package wattle.plan;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import wattle.series.HeldSeries;
import wattle.series.Interval;

/// A long stretch of intensity in whole slots, over which many starts of a job are compared. NaN
/// where there is no value. Immutable; threads may share it.
public final class IntensityGrid {

    private final Instant start;
    private final Duration step;
    final double[] means;

    /// For each slot the first one at or after it without a value.
    private final int[] nextGap;

    /// Made when first asked for; two threads may both make them.
    private volatile @Nullable Ranks ranks;

    private IntensityGrid(Instant start, Duration step, double[] means) {
        this.start = start;
        this.step = step;
        this.means = means;
        nextGap = new int[means.length + 1];
        nextGap[means.length] = means.length;
        for (int slot = means.length - 1; slot >= 0; slot--) {
            nextGap[slot] = Double.isNaN(means[slot]) ? slot : nextGap[slot + 1];
        }
    }

    /// @param span cut to whole slots from its start on
    public static IntensityGrid of(HeldSeries intensity, Interval span, Duration step) {
        int count = Math.toIntExact(span.duration().dividedBy(step));
        return new IntensityGrid(
                span.start(), step, intensity.means(span.start(), step, step, count));
    }

    static IntensityGrid ofMeans(Instant start, Duration step, double... means) {
        return new IntensityGrid(start, step, means.clone());
    }

    public Instant start() {
        return start;
    }

    public Duration step() {
        return step;
    }

    public int size() {
        return means.length;
    }

    /// The slot that begins at an instant, or the first one after it.
    public int slot(Instant at) {
        Duration since = Duration.between(start, at).plus(step).minusNanos(1);
        return (int) Math.floorDiv(since.toNanos(), step.toNanos());
    }

    public Instant at(int slot) {
        return start.plus(step.multipliedBy(slot));
    }

    /// Whether all of `count` slots from `first` on lie within the grid and have values.
    public boolean covers(int first, int count) {
        return first >= 0 && first + count <= means.length && nextGap[first] >= first + count;
    }

    /// The first slot at or after this one without a value, or the end.
    int untilGap(int first) {
        return nextGap[first];
    }

    /// The slots by value.
    Ranks ranks() {
        Ranks made = ranks;
        if (made == null) {
            made = Ranks.of(means);
            ranks = made;
        }
        return made;
    }

    /// These slots as the window of one plan.
    ///
    /// @throws IllegalArgumentException if one has no value
    public Slots window(int first, int count) {
        return Slots.ofMeans(
                at(first), step, java.util.Arrays.copyOfRange(means, first, first + count));
    }
}
