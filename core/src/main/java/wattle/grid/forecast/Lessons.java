package wattle.grid.forecast;

import org.jspecify.annotations.Nullable;

/// What a series teaches, week by week: one ridge regression for each hour ahead, fitted on the
/// half year before the week, and how large each expert's errors were in the four weeks before.
///
/// Whatever is learned for a week rests on targets that lie in earlier weeks, counted from
/// Thursday, 00:00 UTC (weeks since 1970). So a forecast depends on its instant of issue and the
/// past alone, not on which forecasts were asked for before it. For one thread.
final class Lessons {

    /// Hours ahead that have a regression of their own: 72, and one for the hour that has begun.
    static final int AHEAD = 73;

    /// Of all hours only each fifth is a target: in five weeks that is every hour of the week, at a
    /// fifth of the work. Neighbouring hours teach nearly the same.
    private static final int EACH = 5;

    private final int fittedWeeks;
    private final int weighedWeeks;
    private final double penalty;

    /// Fewer than this and there is no regression yet.
    private static final int LEAST_OBSERVATIONS = 3 * Features.COUNT;

    private final Hours hours;
    private final Features features;
    private final Recent<NormalEquations[]> sums;
    private final Recent<double[] @Nullable []> fits;
    private final Recent<Errors> errors;
    private final Recent<Errors> recentErrors;

    Lessons(Hours hours, Tuning tuning) {
        this.hours = hours;
        fittedWeeks = tuning.fittedWeeks();
        weighedWeeks = tuning.weighedWeeks();
        penalty = tuning.penalty();
        features = new Features(hours);
        sums = new Recent<>(fittedWeeks + 24, this::sum);
        fits = new Recent<>(24, this::fit);
        errors = new Recent<>(24, this::err);
        recentErrors = new Recent<>(24, this::recent);
    }

    Features features() {
        return features;
    }

    /// The regression's value for the hour `origin + ahead`; NaN where there is none yet.
    double ridge(int origin, int ahead) {
        if (origin < Features.FIRST_ORIGIN) {
            return Double.NaN;
        }
        double[] b = fits.of(hours.week(origin + 1))[ahead - 1];
        if (b == null) {
            return Double.NaN;
        }
        double[] x = new double[Features.COUNT];
        features.fill(origin, ahead, x, 0);
        double value = features.base(origin, ahead) + b[0];
        for (int i = 0; i < x.length; i++) {
            value += b[i + 1] * x[i];
        }
        return Math.clamp(value, hours.least[origin], hours.greatest[origin]);
    }

    /// The experts' errors in the weeks before the one that follows `origin`.
    Errors recentErrors(int origin) {
        return recentErrors.of(hours.week(origin + 1));
    }

    private NormalEquations[] sum(long week) {
        var sum = new NormalEquations[AHEAD];
        for (int k = 0; k < AHEAD; k++) {
            sum[k] = new NormalEquations(Features.COUNT);
        }
        double[] z = new double[Features.COUNT + 2];
        z[0] = 1;
        for (int target = firstTarget(week); target < end(week); target += EACH) {
            if (!hours.known[target]) {
                continue;
            }
            for (int k = 1; k <= AHEAD && target - k >= Features.FIRST_ORIGIN; k++) {
                features.fill(target - k, k, z, 1);
                z[Features.COUNT + 1] = hours.y[target] - features.base(target - k, k);
                sum[k - 1].add(z);
            }
        }
        return sum;
    }

    /// The first target of a week, as an index of [Hours].
    private int firstTarget(long week) {
        long from = Math.max(hours.first, week * Hours.WEEK);
        return (int) (Math.ceilDiv(from, (long) EACH) * EACH - hours.first);
    }

    private int end(long week) {
        return (int) Math.min(hours.size, (week + 1) * Hours.WEEK - hours.first);
    }

    private double[] @Nullable [] fit(long week) {
        double[] @Nullable [] fit = new double[AHEAD][];
        long first = Math.max(Math.floorDiv(hours.first, (long) Hours.WEEK), week - fittedWeeks);
        for (int k = 0; k < AHEAD; k++) {
            var all = new NormalEquations(Features.COUNT);
            for (long each = first; each < week; each++) {
                all.add(sums.of(each)[k]);
            }
            fit[k] = all.count() < LEAST_OBSERVATIONS ? null : all.solve(penalty);
        }
        return fit;
    }

    private Errors err(long week) {
        var sum = new Errors();
        double[] said = new double[Experts.COUNT];
        for (int target = firstTarget(week); target < end(week); target += EACH) {
            if (!hours.known[target]) {
                continue;
            }
            for (int k = 1; k <= AHEAD && target - k >= Features.FIRST_ORIGIN; k++) {
                Experts.fill(this, hours, target - k, k, said);
                sum.add(k, said, hours.y[target]);
            }
        }
        return sum;
    }

    private Errors recent(long week) {
        var sum = new Errors();
        long first = Math.max(Math.floorDiv(hours.first, (long) Hours.WEEK), week - weighedWeeks);
        for (long each = first; each < week; each++) {
            sum.add(errors.of(each));
        }
        return sum;
    }
}
