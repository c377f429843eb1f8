package wattle.grid.forecast;

/// What the models of hours were tuned by. Chosen on one half of the real series, by zone, and
/// confirmed on the other: `docs/concepts/forecasts.md`.
///
/// @param fittedWeeks how much past the regressions are fitted on
/// @param penalty of the regressions, on standardised features
/// @param weighedWeeks how much past the experts are weighed by
/// @param power of the experts' errors, by which the better ones count more
/// @param middle the share of the weight whose mean is taken
record Tuning(int fittedWeeks, double penalty, int weighedWeeks, double power, double middle) {

    static final Tuning STANDARD = new Tuning(26, 0.1, 4, 8, 0.4);
}
