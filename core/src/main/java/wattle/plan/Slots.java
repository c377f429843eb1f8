package wattle.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import wattle.series.HeldSeries;
import wattle.series.Interval;
import wattle.series.NotCoveredException;

/// The time in which a job may run, in whole slots from an instant on, each with the mean carbon
/// intensity over it in g/kWh. Immutable; threads may share it.
///
/// The slots need not lie on the intensity's own grid: a slot's mean is weighted by time, which is
/// exact for a job whose power does not change within a slot.
public final class Slots {

    private final Instant start;
    private final Duration step;
    final double[] means;

    /// The means over the first part of each slot, as long as the job's last slot; the same array
    /// as `means` where that is a whole one.
    final double[] heads;

    private Slots(Instant start, Duration step, double[] means, double[] heads) {
        this.start = start;
        this.step = step;
        this.means = means;
        this.heads = heads;
    }

    /// The slots for a job that may end `slack` slots later than it could.
    ///
    /// @throws NotCoveredException if the intensity does not cover all of them
    public static Slots of(HeldSeries intensity, Instant start, Load load, int slack) {
        if (slack < 0) {
            throw new IllegalArgumentException("slack is not negative: " + slack + " slots");
        }
        int count = Math.addExact(load.slots(), slack);
        double[] heads = intensity.means(start, load.step(), load.last(), count);
        double[] means =
                load.last().equals(load.step())
                        ? heads
                        : intensity.means(start, load.step(), load.step(), count);
        // The last slot of all is needed for as long as the job's own last slot only.
        if (Double.isNaN(means[count - 1])) {
            means[count - 1] = heads[count - 1];
        }
        for (int i = 0; i < count; i++) {
            if (Double.isNaN(means[i])) {
                Instant at = start.plus(load.step().multipliedBy(i));
                throw new NotCoveredException(new Interval(at, at.plus(load.step())));
            }
        }
        return new Slots(start, load.step(), means, heads);
    }

    /// One value in g/kWh for each slot.
    public static Slots ofMeans(Instant start, Duration step, double... gramsPerKilowattHour) {
        double[] means = gramsPerKilowattHour.clone();
        for (double each : means) {
            if (!Double.isFinite(each)) {
                throw new IllegalArgumentException("an intensity is finite, in g/kWh: " + each);
            }
        }
        return new Slots(start, step, means, means);
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

    /// In g/kWh.
    public double mean(int slot) {
        return means[slot];
    }

    /// The slots' instants.
    public Interval interval(int slot) {
        Instant from = start.plus(step.multipliedBy(slot));
        return new Interval(from, from.plus(step));
    }

    /// Those from one slot to before another, as a window of their own.
    public Slots part(int from, int to) {
        double[] part = Arrays.copyOfRange(means, from, to);
        return new Slots(
                start.plus(step.multipliedBy(from)),
                step,
                part,
                Arrays.copyOfRange(heads, from, to));
    }

    /// As many slots as the job leaves free.
    ///
    /// @throws IllegalArgumentException if the job does not fit
    int slack(Load load) {
        if (load.slots() > means.length || !load.step().equals(step)) {
            throw new IllegalArgumentException(
                    "a job of "
                            + load.slots()
                            + " slots of "
                            + load.step()
                            + " does not fit into "
                            + means.length
                            + " of "
                            + step);
        }
        return means.length - load.slots();
    }

    /// The intensity that the job's slot meets in a slot of the window, in g/kWh.
    double met(Load load, int jobSlot, int slot) {
        return jobSlot == load.slots() - 1 ? heads[slot] : means[slot];
    }

    /// The largest absolute intensity.
    double largest() {
        return Math.max(largest(means), largest(heads));
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double each : values) {
            largest = Math.max(largest, Math.abs(each));
        }
        return largest;
    }
}
