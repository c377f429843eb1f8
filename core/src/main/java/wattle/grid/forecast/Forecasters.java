package wattle.grid.forecast;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import wattle.grid.Forecaster;
import wattle.grid.IntensitySeries;

/// The models that Wattle brings. None is trained on anything but the past of the series itself.
///
/// ```java
/// Forecasters.standard().forecast(series, now, Duration.ofHours(72))
/// ```
public final class Forecasters {

    /// The name of the typical day from a table, which the series' own past has no part in but for
    /// its level.
    public static final String SHIPPED_DAY = "typical-day-shipped";

    private static final StepModel LAST = new Persistence("last-value", Duration.ZERO);
    private static final StepModel YESTERDAY =
            new Persistence("persistence-day", Duration.ofDays(1));
    private static final StepModel LAST_WEEK =
            new Persistence("persistence-week", Duration.ofDays(7));

    private Forecasters() {}

    /// The default: the best by the backtest on real series.
    public static Forecaster standard() {
        return blend(Tuning.STANDARD);
    }

    /// The mean of [#standard] and the regression: the one to plan on, where sums over hours are
    /// compared rather than single hours.
    public static Forecaster expected() {
        return new Model(
                "expected",
                known -> {
                    var hours = new Hours(known);
                    var lessons = new Lessons(hours, Tuning.STANDARD);
                    var model =
                            new Expected(
                                    new Blend(hours, lessons, Tuning.STANDARD),
                                    new RidgeModel(hours, lessons));
                    return List.of(
                            new Stepped(known, hours, model),
                            new TypicalDayModel(hours, null),
                            YESTERDAY,
                            LAST);
                });
    }

    /// All of them, the default first.
    public static List<Forecaster> all() {
        return List.of(
                standard(),
                expected(),
                ridge(Tuning.STANDARD),
                typicalDay(),
                of(LAST_WEEK, YESTERDAY, LAST),
                of(YESTERDAY, LAST),
                of(LAST));
    }

    /// A typical day of the series' own last month or so, scaled to the last 24 hours.
    public static Forecaster typicalDay() {
        return new Model(
                "typical-day",
                known -> List.of(new TypicalDayModel(new Hours(known), null), YESTERDAY, LAST));
    }

    /// A typical day from a table, scaled to the last 24 hours. The table must be of years before
    /// the forecast: one that knows the time forecast flatters.
    ///
    /// @param gramsPerKilowattHour by month (0 is January) and hour of the day in UTC
    public static Forecaster typicalDay(double[][] gramsPerKilowattHour) {
        double[][] table = new double[12][];
        for (int month = 0; month < 12; month++) {
            table[month] = gramsPerKilowattHour[month].clone();
            if (table[month].length != Hours.DAY) {
                throw new IllegalArgumentException(
                        "a typical day has 12 months of 24 hours, not of " + table[month].length);
            }
        }
        return new Model(
                SHIPPED_DAY,
                known -> List.of(new TypicalDayModel(new Hours(known), table), YESTERDAY, LAST));
    }

    /// What one forecaster says, and where it says nothing, what another does: an archive whose
    /// forecasts reach three hours, then a model. Both are of one series.
    public static Forecaster.Prepared filled(
            Forecaster.Prepared first, Forecaster.Prepared otherwise) {
        return new Filled(first, otherwise);
    }

    static Forecaster ridge(Tuning tuning) {
        return new Model(
                "ridge",
                known -> {
                    var hours = new Hours(known);
                    var model = new RidgeModel(hours, new Lessons(hours, tuning));
                    return List.of(
                            new Stepped(known, hours, model),
                            new TypicalDayModel(hours, null),
                            YESTERDAY,
                            LAST);
                });
    }

    static Forecaster blend(Tuning tuning) {
        return new Model(
                "blend",
                known -> {
                    var hours = new Hours(known);
                    var model = new Blend(hours, new Lessons(hours, tuning), tuning);
                    return List.of(
                            new Stepped(known, hours, model),
                            new TypicalDayModel(hours, null),
                            YESTERDAY,
                            LAST);
                });
    }

    private static Forecaster of(StepModel... models) {
        return new Model(models[0].name(), known -> List.of(models));
    }

    /// @param models those for a series, the wanted one first
    private record Model(String name, Function<Known, List<StepModel>> models)
            implements Forecaster {

        @Override
        public Prepared over(IntensitySeries series) {
            var known = new Known(series);
            return new Issuing(known, models.apply(known));
        }
    }
}
