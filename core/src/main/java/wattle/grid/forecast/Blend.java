package wattle.grid.forecast;

import java.time.Duration;

/// The weighted middle of the experts, hour by hour: each weighs 1 / (its mean absolute error in
/// the last four weeks, at such a horizon)⁸, and the mean is taken over the middle 40 % of the
/// weight.
///
/// Nearly a median rather than a mean, for two reasons. It is what an absolute error asks for. And
/// where a series takes few values and holds them, as many marginal ones do, a mean of two of them
/// is a value that never comes. Not quite a median, because hours that lie close must be told apart
/// to find the lowest.
record Blend(Hours hours, Lessons lessons, Tuning tuning) implements HourModel {

    /// Errors below this, in g/kWh, do not make an expert better than others.
    private static final double EXACT = 1e-3;

    @Override
    public String name() {
        return "blend";
    }

    @Override
    public Duration needs() {
        return Duration.ofDays(14);
    }

    @Override
    public double[] ahead(int origin, int count) {
        Errors errors = lessons.recentErrors(origin);
        double[] values = new double[count];
        double[] said = new double[Experts.COUNT];
        double[] weight = new double[Experts.COUNT];
        for (int k = 1; k <= count; k++) {
            if (k > Lessons.AHEAD) {
                values[k - 1] = values[k - 1 - Hours.DAY];
                continue;
            }
            Experts.fill(lessons, hours, origin, k, said);
            for (int each = 0; each < Experts.COUNT; each++) {
                weight[each] = weight(errors.mean(each, k));
            }
            values[k - 1] = WeightedMiddle.of(said, weight, tuning.middle());
        }
        return values;
    }

    /// An expert without a past counts for nearly nothing: all of them the same where none has one.
    private double weight(double error) {
        return Double.isNaN(error) ? 1e-200 : Math.pow(Math.max(error, EXACT), -tuning.power());
    }
}
