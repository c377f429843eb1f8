/// **Energy from files**: what a meter wrote into a CSV file, or what was exported from one.
///
/// Takes a path; gives a [wattle.meter.csv.EnergyFile] with a [wattle.series.EnergySeries]. Joining
/// it with the grid is left to `wattle.footprint`.
@NullMarked
package wattle.meter.csv;

import org.jspecify.annotations.NullMarked;
