package wattle.grid.forecast;

/// The forecasts of an hour that [Blend] chooses among, by index: the last value, the same hour
/// yesterday and last week, the typical day scaled to the last 24 hours, the profile, the median of
/// the same hour in the last seven days, and the ridge regression.
final class Experts {

    static final int COUNT = 7;

    private Experts() {}

    /// What each says at the hour `origin` of the hour `origin + ahead`, in g/kWh; NaN where it has
    /// nothing to say yet.
    static void fill(Lessons lessons, Hours hours, int origin, int ahead, double[] said) {
        int day = Hours.dayBefore(origin, ahead);
        said[0] = hours.y[origin];
        said[1] = hours.y[day];
        said[2] = hours.y[Math.max(0, Hours.weekBefore(origin, ahead))];
        said[3] = lessons.features().scaledSlow(origin, day);
        said[4] = hours.profile[day];
        said[5] = hours.middle[day];
        said[6] = lessons.ridge(origin, ahead);
    }
}
