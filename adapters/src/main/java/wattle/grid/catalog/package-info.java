/// **The grid catalog**: yearly carbon intensities, typical days, zones and facility overheads,
/// from tables shipped with Wattle.
///
/// Takes a place or a cloud region as a person writes it and a year; gives the core's
/// [wattle.grid.IntensityFactor], the [wattle.grid.catalog.FacilityPue] of a provider, and what an
/// amount of carbon is equivalent to. A name that is not known is refused with suggestions by
/// [wattle.unit.catalog.UnknownNameException]. What was measured over time is left to other
/// adapters of the grid.
///
/// A place is found by [wattle.grid.catalog.ZoneLocator]; what other sources call it is said by
/// [wattle.grid.catalog.ZoneMap]; [wattle.grid.catalog.TypicalDay] makes a series of it.
///
/// The tables and what their columns mean are described in the `README.md` beside them in
/// `resources/wattle/grid/catalog`. What stems from Electricity Maps lies in a folder of its own,
/// `odbl`, under the Open Database License.
@NullMarked
package wattle.grid.catalog;

import org.jspecify.annotations.NullMarked;
