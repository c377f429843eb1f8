/// The HTTP API that CodeCarbon's trackers speak, so that one which is told our address sends its
/// runs here: organizations, projects, experiments, runs, and emissions as they come.
///
/// Takes what clients send, within the bounds of [wattle.hub.web.codecarbon.Shape], and keeps it by
/// `wattle.ledger.tracked` before it answers; gives their names, their statuses and their refusals
/// (`{"detail": …}`). What is added up is added up when it is asked for, in decimals
/// ([wattle.hub.web.codecarbon.Sums]). Numbers are CodeCarbon's own, in its units: kg, kWh, W, s.
@NullMarked
package wattle.hub.web.codecarbon;

import org.jspecify.annotations.NullMarked;
