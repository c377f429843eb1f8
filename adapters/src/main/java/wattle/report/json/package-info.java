/// **Footprints as JSON**: the one codec of `wattle.footprint/1`, for reports, records and the hub,
/// and the writer of `wattle.report/1`, which lists recorded runs.
///
/// Keys are `snake_case` with the unit at the end, numbers unrounded, times in UTC; what is not
/// known is null. Writing streams and needs no object mapper, which keeps short commands quick;
/// reading is bounded in size and depth.
@NullMarked
package wattle.report.json;

import org.jspecify.annotations.NullMarked;
