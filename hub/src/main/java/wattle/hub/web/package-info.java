/// The HTTP server: what every request goes through, whoever answers it.
///
/// Takes a list of [wattle.hub.web.Routes], an [wattle.hub.web.Access] that knows the tokens, and
/// [wattle.hub.web.Limits]; gives a [wattle.hub.web.Server] that listens. A handler is a function
/// from request to answer; reading bodies within bounds ([wattle.hub.web.Requests]), answers and
/// their tags ([wattle.hub.web.Answers]), refusals ([wattle.hub.web.Problem]), rates, compression,
/// metrics and the description of it all ([wattle.hub.web.OpenApi]) are done here for all of them.
///
/// What is computed is left to `wattle.hub.web.calculation`, carbon intensities in the manner of
/// the Carbon Aware SDK to `wattle.hub.web.carbonaware`.
@NullMarked
package wattle.hub.web;

import org.jspecify.annotations.NullMarked;
