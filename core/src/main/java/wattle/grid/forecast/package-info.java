/// **Forecasts from a series' own past**, and how good they were.
///
/// Takes a [wattle.grid.IntensitySeries] and an instant; gives a [wattle.grid.Forecast] by one of
/// the models of [wattle.grid.forecast.Forecasters], which rests on nothing that was not known at
/// that instant. [wattle.grid.forecast.Backtest] issues forecasts along a series and scores them
/// against what came: for models of Wattle's own and archived ones of others alike.
///
/// `Known` holds the values, `Frame` one question, `StepModel` an answer on the series' own step.
/// `Hours` is the past in whole hours, on which `Lessons` learns week by week and `Blend` answers.
/// The formulas are in `docs/concepts/forecasts.md`.
@NullMarked
package wattle.grid.forecast;

import org.jspecify.annotations.NullMarked;
