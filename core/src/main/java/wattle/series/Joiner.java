package wattle.series;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import wattle.unit.Energy;

/// One pass over both series, stretch by stretch of constant value. For one thread and one join.
final class Joiner {

    private final EnergySeries energy;
    private final HeldSeries values;
    private final long holdNanos;
    private final @Nullable SumsByTag byTag;

    /// The next value interval: `index` within `run`; all before it end at or before the current
    /// instant.
    private int run;

    private int index;

    /// The value in force and the time in which it is; an empty time before the first.
    private double value;

    private long valueFrom;
    private long valueTo;

    /// The index of the value that energy is being added with: in force, or held.
    private int used;

    private final CompensatedSum weighted = new CompensatedSum();
    private final CompensatedSum joined = new CompensatedSum();
    private final CompensatedSum valueSeconds = new CompensatedSum();
    private long coveredNanos;
    private long heldNanos;
    private @Nullable Interval firstGap;

    Joiner(EnergySeries energy, HeldSeries values, long holdNanos, @Nullable SumsByTag byTag) {
        this.energy = energy;
        this.values = values;
        this.holdNanos = holdNanos;
        this.byTag = byTag;
    }

    Join join() {
        Timeline timeline = energy.timeline();
        int each = 0;
        while (each < timeline.runs()) {
            int next = joinRunsWithin(timeline, each);
            if (next == each) {
                joinRun(timeline, each);
                next++;
            }
            each = next;
        }
        // Without a gap all energy was joined, so its sum is the total; a second pass over the
        // samples would cost as much
        // again.
        Energy covered = new Energy(joined.value());
        Coverage coverage =
                firstGap == null
                        ? Coverage.full(covered)
                        : Coverage.partial(covered, energy.total());
        return new Join(
                weighted.value(),
                coverage,
                valueSeconds.value(),
                Duration.ofNanos(coveredNanos),
                Duration.ofNanos(heldNanos),
                firstGap);
    }

    /// Joins the runs from `energyRun` on that lie wholly within the value in force, and returns
    /// the first that does not. A sampler's intervals all differ by microseconds, so each is a run
    /// of its own; here a thousand of them are one addition of a block.
    private int joinRunsWithin(Timeline timeline, int energyRun) {
        long nanos = 0;
        int end = energyRun;
        while (end < timeline.runs() && timeline.start[end] >= valueFrom) {
            long runEnd = timeline.end(end);
            if (runEnd > valueTo) {
                break;
            }
            nanos += runEnd - timeline.start[end];
            end++;
        }
        if (end > energyRun) {
            addWhole(timeline.first[energyRun], timeline.first[end], value);
            coveredNanos += nanos;
            valueSeconds.add(value * (nanos / (double) Nanos.PER_SECOND));
        }
        return end;
    }

    private void joinRun(Timeline timeline, int energyRun) {
        long end = timeline.end(energyRun);
        long at = timeline.start[energyRun];
        while (at < end) {
            seek(at);
            long valueStart = valueStart();
            long next;
            if (valueStart <= at) {
                used = index;
                value = values.values[index];
                valueFrom = valueStart;
                valueTo = valueStart + values.timeline().step[run];
                next = Math.min(end, valueTo);
                add(energyRun, at, next, value);
            } else {
                next = Math.min(end, valueStart);
                fillGap(energyRun, at, next);
            }
            at = next;
        }
    }

    /// Energy in `[from, to)` lies in a gap of the values: hold the last one as far as the policy
    /// lets it.
    private void fillGap(int energyRun, long from, long to) {
        long at = from;
        if (holdNanos > 0 && index > 0) {
            long lastEnd = lastEnd();
            long holdEnd =
                    lastEnd > Long.MAX_VALUE - holdNanos ? Long.MAX_VALUE : lastEnd + holdNanos;
            long heldTo = Math.min(to, holdEnd);
            if (heldTo > at) {
                used = index - 1;
                add(energyRun, at, heldTo, values.values[used]);
                heldNanos += heldTo - at;
                at = heldTo;
            }
        }
        if (at < to && firstGap == null) {
            firstGap = new Interval(Nanos.instant(at), Nanos.instant(to));
        }
    }

    /// Moves to the first value interval that ends after `at`; energy comes in order, so it never
    /// moves back.
    private void seek(long at) {
        Timeline timeline = values.timeline();
        while (run < timeline.runs() && timeline.end(run) <= at) {
            run++;
            index = timeline.first[run];
        }
        if (run < timeline.runs() && timeline.start[run] <= at) {
            index = timeline.first[run] + (int) ((at - timeline.start[run]) / timeline.step[run]);
        }
    }

    /// The start of the value interval that [#seek] found; the end of time behind the last one.
    private long valueStart() {
        Timeline timeline = values.timeline();
        return run == timeline.runs()
                ? Long.MAX_VALUE
                : timeline.start[run] + (index - timeline.first[run]) * timeline.step[run];
    }

    /// The end of the value interval before the one that [#seek] found, which begins a run or lies
    /// behind the last.
    private long lastEnd() {
        return values.timeline().end(run - 1);
    }

    private void add(int energyRun, long from, long to, double value) {
        Timeline timeline = energy.timeline();
        long step = timeline.step[energyRun];
        long start = timeline.start[energyRun];
        int firstOfRun = timeline.first[energyRun];
        int firstIndex = firstOfRun + (int) ((from - start) / step);
        int lastIndex = firstOfRun + (int) ((to - start) / step);
        long headStart = start + (firstIndex - firstOfRun) * step;
        long tailStart = start + (lastIndex - firstOfRun) * step;
        if (firstIndex == lastIndex) {
            addEnergy(part(firstIndex, to - from, step), value);
        } else {
            int whole = firstIndex;
            if (from > headStart) {
                addEnergy(part(firstIndex, headStart + step - from, step), value);
                whole++;
            }
            addWhole(whole, lastIndex, value);
            if (to > tailStart) {
                addEnergy(part(lastIndex, to - tailStart, step), value);
            }
        }
        coveredNanos += to - from;
        valueSeconds.add(value * ((to - from) / (double) Nanos.PER_SECOND));
    }

    private void addWhole(int from, int to, double value) {
        var sum = new CompensatedSum();
        sum.add(energy.joules, from, to);
        addEnergy(sum.value(), value);
    }

    private double part(int index, long nanos, long step) {
        return energy.joules[index] * (nanos / (double) step);
    }

    private void addEnergy(double joules, double value) {
        joined.add(joules);
        weighted.add(joules * value);
        if (byTag != null) {
            byTag.add(used, joules, value);
        }
    }
}
