/// **The footprint**: O = E × I in time, the facility's overhead, the embodied share, and the SCI
/// per functional unit.
///
/// Takes an energy series or an estimated energy, an intensity series or factor, and the devices'
/// embodied carbon; gives [wattle.footprint.Footprint], in which every input keeps its origin,
/// source and range. When and where to run is left to `wattle.plan`, how to say it to
/// `wattle.report`.
///
/// Letters are those of the SCI specification 1.1 (ISO/IEC 21031): SCI = (O + M) per R, O = E × I,
/// M = TE × TiR/EL × RR/ToR.
@NullMarked
package wattle.footprint;

import org.jspecify.annotations.NullMarked;
