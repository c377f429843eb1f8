package wattle.meter;

import java.util.Arrays;

/// Everything that was read at one beat. Immutable; threads may share it.
///
/// Shares and utilizations are kept in steps of 1/10,000, which is what a record holds of them, so
/// that a run and its record add up to one number.
public final class Sample {

    /// In place of a reading that failed or was not due.
    public static final long MISSING = Long.MIN_VALUE;

    private static final double STEPS = 10_000;

    private final long elapsedNanos;
    private final Activity activity;
    private final long[] readings;
    private final double[] shares;
    private final double[] utilizations;

    /// @param elapsedNanos since the run's start, by the monotonic clock
    /// @param readings one for each channel, in its unit; [#MISSING] where there is none
    /// @param shares the job's share of each channel's work, 0 to 1; NaN where it is not known
    /// @param utilizations how busy each channel's part was, 0 to 1; NaN where it is not known
    public Sample(
            long elapsedNanos,
            Activity activity,
            long[] readings,
            double[] shares,
            double[] utilizations) {
        if (elapsedNanos < 0) {
            throw new IllegalArgumentException(
                    "a sample is not taken before the start: " + elapsedNanos);
        }
        if (shares.length != readings.length || utilizations.length != readings.length) {
            throw new IllegalArgumentException("a sample has as many shares as readings");
        }
        this.elapsedNanos = elapsedNanos;
        this.activity = activity;
        this.readings = readings.clone();
        this.shares = inSteps(shares);
        this.utilizations = inSteps(utilizations);
    }

    private static double[] inSteps(double[] fractions) {
        double[] steps = new double[fractions.length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] =
                    Double.isNaN(fractions[i])
                            ? Double.NaN
                            : Math.round(fractions[i] * STEPS) / STEPS;
        }
        return steps;
    }

    /// A sample of the processors alone.
    public static Sample of(long elapsedNanos, Activity activity) {
        return of(elapsedNanos, activity, new long[0]);
    }

    /// A sample of channels that do not know who uses them.
    public static Sample of(long elapsedNanos, Activity activity, long... readings) {
        double[] unknown = new double[readings.length];
        Arrays.fill(unknown, Double.NaN);
        return new Sample(elapsedNanos, activity, readings, unknown, unknown);
    }

    public long elapsedNanos() {
        return elapsedNanos;
    }

    public Activity activity() {
        return activity;
    }

    /// For how many channels there is a reading or its absence.
    public int size() {
        return readings.length;
    }

    public long reading(int channel) {
        return readings[channel];
    }

    public double share(int channel) {
        return shares[channel];
    }

    public double utilization(int channel) {
        return utilizations[channel];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sample that
                && elapsedNanos == that.elapsedNanos
                && activity.equals(that.activity)
                && Arrays.equals(readings, that.readings)
                && Arrays.equals(shares, that.shares)
                && Arrays.equals(utilizations, that.utilizations);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(elapsedNanos) + 31 * Arrays.hashCode(readings);
    }

    @Override
    public String toString() {
        return "sample at " + elapsedNanos + " ns: " + activity + ", " + Arrays.toString(readings);
    }
}
