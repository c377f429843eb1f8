package wattle.series.csv;

import java.nio.file.Path;
import java.util.List;
import wattle.series.EnergySeries;
import wattle.series.HeldSeries;
import wattle.series.PowerSeries;
import wattle.series.Timeline;

/// A file of values over time: a column `timestamp_utc` or `interval_start_utc` with the start of
/// each interval, and a column of values. Other columns are left unread.
///
/// The length of the intervals is taken from the data, by the rule of [Steps]; a missing interval
/// is a gap. Rows must be in order; see [Reading] for those that are not.
///
/// ```java
/// SeriesFile.read(file, List.of(column), Reading.STRICT).held().timeline().gaps()
/// ```
public final class SeriesFile {

    private final ValueColumn column;
    private final Timeline timeline;
    private final double[] values;
    private final List<String> remarks;

    SeriesFile(ValueColumn column, Timeline timeline, double[] values, List<String> remarks) {
        this.column = column;
        this.timeline = timeline;
        this.values = values;
        this.remarks = List.copyOf(remarks);
    }

    /// @param columns the columns that a series can be made of; the first that the file has is
    ///   taken
    /// @throws InvalidFileException if the file is not such a series
    public static SeriesFile read(Path file, List<ValueColumn> columns, Reading reading) {
        var rows = new SeriesRows(file, columns, reading.repair());
        CsvFile.read(file, rows);
        return rows.series(reading.step());
    }

    /// The column that was read.
    public ValueColumn column() {
        return column;
    }

    /// What a user must know of the reading, in sentences: what was repaired, what was left unread.
    public List<String> remarks() {
        return remarks;
    }

    /// The values as a quantity that holds throughout each interval.
    public HeldSeries held() {
        return new HeldSeries(timeline, values);
    }

    /// The values as joules drawn in each interval.
    public EnergySeries joules() {
        return new EnergySeries(timeline, values);
    }

    /// The values as mean watts of each interval.
    public PowerSeries watts() {
        return new PowerSeries(held());
    }
}
