/// **Great Britain's Carbon Intensity API** (National Energy System Operator): half-hours of the
/// nation and of its regions, and a forecast of 48 hours. No account is needed.
///
/// Gives [wattle.grid.Observed] and [wattle.grid.Forecast] of zones `uk:GB`, `uk:1` to `uk:17`, and
/// `uk:` with a postcode district, such as `uk:RG10`. The contract is that of
/// carbon-intensity.github.io/api-definitions: times with minutes only, at most 14 days in a
/// request, CC BY 4.0.
@NullMarked
package wattle.grid.ukintensity;

import org.jspecify.annotations.NullMarked;
