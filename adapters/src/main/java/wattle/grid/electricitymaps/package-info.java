/// **Electricity Maps**: average carbon intensity of some 350 zones, over the interface's versions
/// 3 and 4.
///
/// Takes a [wattle.unit.http.JsonClient] and a token; gives [wattle.grid.IntensityHistory] and
/// [wattle.grid.IntensityForecast], every value marked as measured or estimated, and the zones that
/// the token may read. Keeping what was fetched is left to `grid.cache`.
///
/// All values are of what is *consumed* in the zone: imports count with the mix of the zones they
/// were traced to. Its yearly means in `grid.catalog` have the same zones.
///
/// Where the service's reference is silent (what a forecast's `updatedAt` is, which status a
/// refusal has), the answers that version 4 gave on 2026-08-22 decide, as recorded by
/// github.com/maurobdata/electricity-grid-lab.
@NullMarked
package wattle.grid.electricitymaps;

import org.jspecify.annotations.NullMarked;
