package wattle.grid.electricitymaps;

import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import wattle.grid.GridException;
import wattle.grid.GridException.Reason;
import wattle.grid.http.Points;
import wattle.series.Interval;

/// Rows by the start of their interval, each once. Pages may overlap and the service revises what
/// it gave before: of two values for the same interval the one that was updated later counts. For
/// one thread.
final class Revisions {

    private final TreeMap<Instant, Row> rows = new TreeMap<>();

    /// @throws GridException MALFORMED if there are two values for an interval and nothing says
    ///   which is the later one
    void add(Row row) throws GridException {
        Row known = rows.putIfAbsent(row.start(), row);
        if (known == null) {
            return;
        }
        int later = compare(row.updatedAt(), known.updatedAt());
        if (later == 0 && known.gramsPerKilowattHour() != row.gramsPerKilowattHour()) {
            throw new GridException(
                    Reason.MALFORMED,
                    "Electricity Maps gave two values for "
                            + row.start()
                            + ", "
                            + known.gramsPerKilowattHour()
                            + " and "
                            + row.gramsPerKilowattHour()
                            + " g/kWh, and did not say which is the later one");
        }
        boolean surer = later == 0 && row.quality().compareTo(known.quality()) > 0;
        if (later > 0 || surer) {
            rows.put(row.start(), row);
        }
    }

    /// What was not updated, as far as is known, is older than what was.
    private static int compare(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return Boolean.compare(one != null, other != null);
        }
        return one.compareTo(other);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /// All rows, each for an interval of the granularity.
    Points points(Granularity granularity) throws GridException {
        var points = new Points(ElectricityMaps.PUBLISHER);
        for (Row row : rows.values()) {
            points.add(
                    Interval.of(row.start(), granularity.step()),
                    row.gramsPerKilowattHour(),
                    row.quality());
        }
        return points;
    }
}
