package wattle.grid.forecast;

import java.time.Duration;

/// The regression alone; the profile where there is none yet.
record RidgeModel(Hours hours, Lessons lessons) implements HourModel {

    @Override
    public String name() {
        return "ridge";
    }

    @Override
    public Duration needs() {
        return Duration.ofDays(14);
    }

    @Override
    public double[] ahead(int origin, int count) {
        double[] values = new double[count];
        for (int k = 1; k <= count; k++) {
            double value = k > Lessons.AHEAD ? values[k - 1 - Hours.DAY] : lessons.ridge(origin, k);
            values[k - 1] = Double.isNaN(value) ? hours.profile[Hours.dayBefore(origin, k)] : value;
        }
        return values;
    }
}
