/// **Intensity from files**: carbon intensity over time in a CSV file, with what is known about it.
///
/// Takes a path and what the caller says of the file; gives a [wattle.grid.csv.IntensityFile] with
/// a [wattle.grid.IntensitySeries]. What nobody said stays unstated.
@NullMarked
package wattle.grid.csv;

import org.jspecify.annotations.NullMarked;
