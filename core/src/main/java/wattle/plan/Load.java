package wattle.plan;

import java.time.Duration;
import java.time.Instant;
import wattle.series.EnergySeries;
import wattle.series.Interval;
import wattle.unit.Energy;
import wattle.unit.Power;

/// A job's energy, slot by slot in the order in which it is worked through. All slots are `step`
/// long but the last, which may be shorter. Immutable; threads may share it.
public final class Load {

    private final Duration step;
    private final Duration last;
    final double[] joules;

    private Load(Duration step, Duration last, double[] joules) {
        this.step = step;
        this.last = last;
        this.joules = joules;
    }

    /// A job that draws the same power throughout.
    ///
    /// @param duration longer than zero; a rest of a step makes the last slot a short one
    public static Load constant(Power power, Duration duration, Duration step) {
        int count = slots(duration, step);
        Duration last = duration.minus(step.multipliedBy(count - 1L));
        double[] joules = new double[count];
        java.util.Arrays.fill(joules, power.over(step).joules());
        joules[count - 1] = power.over(last).joules();
        return new Load(step, last, joules);
    }

    /// A job that draws what was metered once, from the first interval's start to the last one's
    /// end. Power is taken as constant within an interval; where nothing was metered, nothing was
    /// drawn.
    public static Load of(EnergySeries metered, Duration step) {
        Interval span = metered.timeline().span();
        int count = slots(span.duration(), step);
        double[] joules = new double[count];
        Instant at = span.start();
        for (int i = 0; i < count; i++) {
            Instant end = i == count - 1 ? span.end() : at.plus(step);
            joules[i] =
                    metered.during(new Interval(at, end))
                            .map(EnergySeries::total)
                            .orElse(Energy.ZERO)
                            .joules();
            at = end;
        }
        return new Load(step, span.duration().minus(step.multipliedBy(count - 1L)), joules);
    }

    /// One value in joules for each slot, all of full length.
    public static Load ofJoules(Duration step, double... joules) {
        return ofJoules(step, step, joules);
    }

    /// One value in joules for each slot.
    ///
    /// @param last the last slot's length: longer than zero, at most the step
    public static Load ofJoules(Duration step, Duration last, double[] joules) {
        slots(last, step);
        if (last.compareTo(step) > 0) {
            throw new IllegalArgumentException(last + " is longer than a slot of " + step);
        }
        for (double each : joules) {
            new Energy(each);
        }
        if (joules.length == 0) {
            throw new IllegalArgumentException("a job has at least one slot");
        }
        return new Load(step, last, joules.clone());
    }

    /// What is left of the job when so many slots of it are done.
    Load from(int done) {
        return new Load(step, last, java.util.Arrays.copyOfRange(joules, done, joules.length));
    }

    public Duration step() {
        return step;
    }

    /// The length of the last slot: longer than zero, at most the step.
    public Duration last() {
        return last;
    }

    /// How many slots the job takes; at least one.
    public int slots() {
        return joules.length;
    }

    public Duration duration() {
        return step.multipliedBy(joules.length - 1L).plus(last);
    }

    public Energy energy(int slot) {
        return new Energy(joules[slot]);
    }

    /// Energy of a slot of the job, in joules.
    public double joules(int slot) {
        return joules[slot];
    }

    /// Whether every slot is a full one and takes the same energy.
    public boolean isConstant() {
        for (int i = 1; i < joules.length - 1; i++) {
            if (joules[i] != joules[0]) {
                return false;
            }
        }
        return last.equals(step) && joules[joules.length - 1] == joules[0];
    }

    private static int slots(Duration duration, Duration step) {
        if (!duration.isPositive() || !step.isPositive()) {
            throw new IllegalArgumentException(
                    "a job and a step are longer than zero: " + duration + " in steps of " + step);
        }
        long count = duration.plus(step).minusNanos(1).dividedBy(step);
        if (count > MOST_SLOTS) {
            throw new IllegalArgumentException(
                    "a job has at most "
                            + MOST_SLOTS
                            + " slots, not "
                            + count
                            + ": take a longer step");
        }
        return (int) count;
    }

    /// A year of ten-second steps.
    private static final int MOST_SLOTS = 3_200_000;
}
