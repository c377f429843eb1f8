package wattle.plan;

import java.util.OptionalDouble;

/// What a policy did over many starts of jobs, in sums that can be added up. Immutable; threads may
/// share it.
///
/// @param starts how many were carried out
/// @param skipped whose window left the series or met a gap
/// @param fractions Σ saving / baseline over the starts whose baseline is above zero
/// @param withBaseline how many those are
/// @param baseline Σ of what starting at once would have emitted, in g
/// @param grams Σ of what the policy emitted, in g
/// @param best Σ of what the same policy would have emitted had it known the intensity, in g
/// @param worse starts that emitted more than starting at once, beyond rounding
/// @param muchWorse starts that emitted more than 1 % more
/// @param pauses Σ of stops after the first start
/// @param waits starts that waited before the first start
/// @param windowHours Σ of the windows' lengths in hours: job and slack
public record Outcome(
        long starts,
        long skipped,
        double fractions,
        long withBaseline,
        double baseline,
        double grams,
        double best,
        long worse,
        long muchWorse,
        long pauses,
        long waits,
        double windowHours) {

    public static final Outcome NONE = new Outcome(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    private static final double ROUNDING = 1e-9;
    private static final double MUCH = 0.01;

    public Outcome plus(Outcome other) {
        return new Outcome(
                starts + other.starts,
                skipped + other.skipped,
                fractions + other.fractions,
                withBaseline + other.withBaseline,
                baseline + other.baseline,
                grams + other.grams,
                best + other.best,
                worse + other.worse,
                muchWorse + other.muchWorse,
                pauses + other.pauses,
                waits + other.waits,
                windowHours + other.windowHours);
    }

    /// The same starts of a job with so many times the power.
    public Outcome times(double factor) {
        return new Outcome(
                starts,
                skipped,
                fractions,
                withBaseline,
                baseline * factor,
                grams * factor,
                best * factor,
                worse,
                muchWorse,
                pauses,
                waits,
                windowHours);
    }

    /// The mean of the savings as shares of each start's baseline, which is what Dodge et al. 2022
    /// print; empty where every baseline is zero.
    public OptionalDouble meanSavingFraction() {
        return withBaseline == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(fractions / withBaseline);
    }

    /// The saving of all starts together as a share of their baselines together; empty where that
    /// is zero.
    public OptionalDouble savingOfSums() {
        return share(baseline - grams, baseline);
    }

    /// What was emitted beyond what the policy would have with perfect foresight, as a share of the
    /// baseline; empty where that is zero.
    public OptionalDouble regretFraction() {
        return share(grams - best, baseline);
    }

    /// What was saved as a share of what the policy would have saved with perfect foresight; below
    /// zero where more was emitted than at once, empty where nothing could be saved.
    public OptionalDouble keptFraction() {
        double possible = baseline - best;
        return possible <= ROUNDING * Math.abs(baseline)
                ? OptionalDouble.empty()
                : share(baseline - grams, possible);
    }

    /// The share of the starts that emitted more than starting at once; empty without a start.
    public OptionalDouble worseThanRunNowFraction() {
        return share((double) worse, (double) starts);
    }

    /// As [#worseThanRunNowFraction], by more than 1 %.
    public OptionalDouble muchWorseFraction() {
        return share((double) muchWorse, (double) starts);
    }

    /// Stops after the first start, per hour of the window; empty without a start.
    public OptionalDouble pausesPerHour() {
        return share((double) pauses, windowHours);
    }

    /// As [#pausesPerHour], where the wait before the first start counts as a pause: what the
    /// numbers of Dodge et al. 2022 seem to be.
    public OptionalDouble pausesAndWaitsPerHour() {
        return share((double) (pauses + waits), windowHours);
    }

    private static OptionalDouble share(double part, double whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of(part / whole);
    }

    /// Adds up starts of one job with one slack. For one thread.
    static final class Sum {

        private final double hours;
        private long starts;
        private long skipped;
        private double fractions;
        private long withBaseline;
        private double baseline;
        private double grams;
        private double best;
        private long worse;
        private long muchWorse;
        private long pauses;
        private long waits;

        /// @param hours of the window: job and slack
        Sum(double hours) {
            this.hours = hours;
        }

        void skip() {
            skip(1);
        }

        void skip(int more) {
            skipped += more;
        }

        void add(double atOnce, double emitted, double atBest, int pausesOfIt, boolean waited) {
            starts++;
            baseline += atOnce;
            grams += emitted;
            best += atBest;
            pauses += pausesOfIt;
            waits += waited ? 1 : 0;
            double more = emitted - atOnce;
            if (more > ROUNDING * Math.abs(atOnce)) {
                worse++;
            }
            if (more > MUCH * Math.abs(atOnce)) {
                muchWorse++;
            }
            if (atOnce > 0) {
                fractions += -more / atOnce;
                withBaseline++;
            }
        }

        Outcome outcome() {
            return new Outcome(
                    starts,
                    skipped,
                    fractions,
                    withBaseline,
                    baseline,
                    grams,
                    best,
                    worse,
                    muchWorse,
                    pauses,
                    waits,
                    starts * hours);
        }
    }
}
