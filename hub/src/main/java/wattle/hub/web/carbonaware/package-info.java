/// Carbon intensity in the manner of the Carbon Aware SDK's web API: its seven routes below
/// `/emissions`, its parameters and its JSON, so that its clients work unchanged.
///
/// Names, types and meanings are those of the Green Software Foundation's repository
/// carbon-aware-sdk (its controller and models, read in November 2026). Where it silently ignores,
/// this refuses: an unknown parameter, a location that nobody knows, a time that nothing is known
/// of. With `energyKwh`, which it has not, every value comes with its grams.
///
/// Takes what [wattle.hub.web.carbonaware.LocationIntensity] knows; gives [wattle.hub.web.Routes].
@NullMarked
package wattle.hub.web.carbonaware;

import org.jspecify.annotations.NullMarked;
