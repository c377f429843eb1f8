package wattle.grid.forecast;

import java.time.Duration;

/// The mean of [Blend] and the regression: for plans, which compare sums. Blend is nearly a median,
/// whose sum over hours is not what is expected of the sum; the regression alone is thrown off by
/// what it never saw.
record Expected(Blend blend, RidgeModel ridge) implements HourModel {

    @Override
    public String name() {
        return "expected";
    }

    @Override
    public Duration needs() {
        return blend.needs();
    }

    @Override
    public double[] ahead(int origin, int count) {
        double[] values = blend.ahead(origin, count);
        double[] others = ridge.ahead(origin, count);
        for (int k = 0; k < count; k++) {
            values[k] = (values[k] + others[k]) / 2;
        }
        return values;
    }
}
