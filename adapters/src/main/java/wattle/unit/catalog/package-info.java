/// **How the shipped tables are read**: the ground on which the catalogs of hardware and grid
/// stand.
///
/// Takes the CSV files that lie beside the catalogs in the jar; gives a [wattle.unit.catalog.Table]
/// of rows, the [wattle.unit.catalog.Sources] that a row's source key stands for, the one refusal
/// of all catalogs, [wattle.unit.catalog.UnknownNameException], and the version of the data. Which
/// names mean which row is left to `wattle.hardware.catalog` and `wattle.grid.catalog`.
@NullMarked
package wattle.unit.catalog;

import org.jspecify.annotations.NullMarked;
