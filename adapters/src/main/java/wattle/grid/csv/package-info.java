/// **Intensity from files**: carbon intensity over time in a CSV file, with what is known about it.
///
/// Takes a path and what the caller says of the file; gives a [wattle.grid.csv.IntensityFile] with
/// a [wattle.grid.IntensitySeries]. What nobody said stays unstated.
///
/// Files in the shapes of their sources are read by [wattle.grid.csv.RawFile], row by row as they
/// came and with all their faults, for those who look for faults; [wattle.grid.csv.ImportedSeries]
/// makes one clean series of several. A new shape is a `PlainShape` in a list, or a class beside
/// `ElectricityMapsShape`, and a row in `docs/how-to/import-intensity.md`.
@NullMarked
package wattle.grid.csv;

import org.jspecify.annotations.NullMarked;
