/// **The grid**: how much carbon a kilowatt hour carries, where, when, and by which of the field's
/// definitions.
///
/// Takes [wattle.series.Timeline] and [wattle.unit.CarbonIntensity]; gives
/// [wattle.grid.IntensitySeries] and the [wattle.grid.IntensityFactor] of a place and year, each
/// labelled with [wattle.grid.Signal], [wattle.grid.Factor], [wattle.grid.Quality] and
/// [wattle.unit.Source]. Multiplying it with energy is left to `wattle.footprint`.
///
/// Where one has no value another may stand in: [wattle.grid.Fallback] is the rule and
/// [wattle.grid.LayeredIntensity] what it gives.
///
/// Marginal and average, direct and lifecycle intensity are different quantities of the same place
/// (Quebec 2022: mean marginal 462, mean average 28 g/kWh). They are never mixed:
/// [wattle.grid.Labels#requireSame] refuses.
@NullMarked
package wattle.grid;

import org.jspecify.annotations.NullMarked;
