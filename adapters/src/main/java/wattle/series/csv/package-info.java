/// **Series from files**: CSV files of values over time, read exactly or refused with the line.
///
/// Takes a path; gives a [wattle.series.csv.SeriesFile], from which `wattle.meter.csv` makes energy
/// and `wattle.grid.csv` intensity. Small tables with named columns are read by
/// [wattle.series.csv.TableFile], and others go over a [wattle.series.csv.CsvFile] cell by cell.
/// What a column means is left to those packages.
///
/// A file is UTF-8 with or without a byte order mark, plain or gzip (told by its content), with
/// cells separated by commas, a header, and LF or CRLF. Whatever a file holds, reading it ends in a
/// value or in an [wattle.series.csv.InvalidFileException], in memory bounded by
/// [wattle.series.csv.Limits].
@NullMarked
package wattle.series.csv;

import org.jspecify.annotations.NullMarked;
