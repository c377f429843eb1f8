package wattle.grid.forecast;

/// What the ridge regression sees of the hour `origin + ahead` at the hour `origin`: where the
/// series stands against its profile, how the same hour was before, and the calendar. All in g/kWh
/// or of order one. Made once for a series; immutable.
final class Features {

    static final int COUNT = 23;

    private static final double[] SINE = new double[Hours.DAY];
    private static final double[] COSINE = new double[Hours.DAY];

    static {
        for (int h = 0; h < Hours.DAY; h++) {
            SINE[h] = Math.sin(2 * Math.PI * h / Hours.DAY);
            COSINE[h] = Math.cos(2 * Math.PI * h / Hours.DAY);
        }
    }

    /// The first origin for which every feature lies within the past.
    static final int FIRST_ORIGIN = Hours.WEEK;

    private final Hours hours;

    Features(Hours hours) {
        this.hours = hours;
    }

    /// What is subtracted from the target: the profile of its hour as it was at the origin.
    double base(int origin, int ahead) {
        return hours.profile[Hours.dayBefore(origin, ahead)];
    }

    /// Fills `x` from `offset`.
    void fill(int origin, int ahead, double[] x, int offset) {
        int day = Hours.dayBefore(origin, ahead);
        double base = hours.profile[day];
        double now = hours.anomaly[origin];
        double today = hours.anomalyOf24[origin];
        int target = hours.hourOfDay(origin + ahead);
        double sine = SINE[target];
        double cosine = COSINE[target];
        int weekday = hours.dayOfWeek(origin + ahead);
        double weekend = weekday >= 5 ? 1 : 0;
        int i = offset;
        x[i++] = now;
        x[i++] = now - hours.anomaly[origin - 1];
        x[i++] = now - hours.anomaly[origin - 3];
        x[i++] = hours.anomalyOf6[origin];
        x[i++] = today;
        x[i++] = hours.y[day] - base;
        x[i++] = hours.y[day - Hours.DAY] - base;
        x[i++] = hours.y[Math.max(0, Hours.weekBefore(origin, ahead))] - base;
        x[i++] = hours.slow[day] - base;
        x[i++] = scaledSlow(origin, day) - base;
        x[i++] = sine;
        x[i++] = cosine;
        x[i++] = SINE[2 * target % Hours.DAY];
        x[i++] = COSINE[2 * target % Hours.DAY];
        x[i++] = weekend;
        x[i++] = weekday == 5 ? 1 : 0;
        x[i++] = weekday == 0 ? 1 : 0;
        x[i++] = weekend * sine;
        x[i++] = weekend * cosine;
        x[i++] = now * sine;
        x[i++] = now * cosine;
        x[i++] = today * sine;
        x[i] = today * cosine;
    }

    double scaledSlow(int origin, int day) {
        double mean = hours.slowOf24[origin];
        return mean > 0 ? hours.slow[day] * (hours.levelOf24[origin] / mean) : hours.slow[day];
    }
}
