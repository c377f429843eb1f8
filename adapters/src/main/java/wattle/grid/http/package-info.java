/// **What all services of grid data have in common**: one way to ask, and one meaning for the
/// answers that are the same everywhere.
///
/// Takes a [wattle.unit.http.JsonClient]; gives answers, or the [wattle.grid.GridException] that
/// stands for a refusal. What a service's own words mean is left to `grid.watttime` and its
/// neighbours.
@NullMarked
package wattle.grid.http;

import org.jspecify.annotations.NullMarked;
