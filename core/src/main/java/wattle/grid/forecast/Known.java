package wattle.grid.forecast;

import java.time.Instant;
import java.util.Arrays;
import wattle.grid.IntensitySeries;
import wattle.series.HeldSeries;
import wattle.series.Interval;

/// A series' intervals in plain arrays, to be asked what of it was known when: every question takes
/// the number of intervals that had ended. Times are nanoseconds since 1970-01-01T00:00:00Z, values
/// g/kWh. Immutable.
final class Known {

    static final long HOUR = 3_600_000_000_000L;
    private static final long SECOND = 1_000_000_000L;

    final IntensitySeries series;
    final int size;
    private final long[] start;
    private final long[] end;
    private final double[] value;

    /// The least and the greatest value among the first so many.
    private final double[] least;

    private final double[] greatest;

    /// The length of the first so many, gaps left out.
    private final long[] covered;

    Known(IntensitySeries series) {
        this.series = series;
        HeldSeries held = series.gramsPerKilowattHour();
        size = held.size();
        start = new long[size];
        end = new long[size];
        value = new double[size];
        least = new double[size + 1];
        greatest = new double[size + 1];
        covered = new long[size + 1];
        least[0] = Double.POSITIVE_INFINITY;
        greatest[0] = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            Interval interval = held.timeline().interval(i);
            start[i] = nanos(interval.start());
            end[i] = nanos(interval.end());
            value[i] = held.value(i);
            least[i + 1] = Math.min(least[i], value[i]);
            greatest[i + 1] = Math.max(greatest[i], value[i]);
            covered[i + 1] = covered[i] + end[i] - start[i];
        }
    }

    static long nanos(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), SECOND), instant.getNano());
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    }

    /// How many intervals had ended by then: the only ones whose values were known.
    int endedBy(long nanos) {
        int found = Arrays.binarySearch(end, nanos);
        return found >= 0 ? found + 1 : -found - 1;
    }

    long start(int index) {
        return start[index];
    }

    long end(int index) {
        return end[index];
    }

    double value(int index) {
        return value[index];
    }

    double least(int ended) {
        return least[ended];
    }

    double greatest(int ended) {
        return greatest[ended];
    }

    long covered(int ended) {
        return covered[ended];
    }

    /// The value that held at an instant, among the first `ended`; NaN in a gap or outside.
    double at(long nanos, int ended) {
        int index = endedBy(nanos);
        return index < ended && start[index] <= nanos ? value[index] : Double.NaN;
    }

    /// The mean over time of what is known within a span, among the first `ended`; NaN where less
    /// than `share` of it is.
    double mean(long from, long to, int ended, double share) {
        int index = endedBy(from);
        if (index < ended && start[index] == from && end[index] == to) {
            return value[index];
        }
        double sum = 0;
        long covered = 0;
        for (int i = index; i < ended && start[i] < to; i++) {
            long part = Math.min(to, end[i]) - Math.max(from, start[i]);
            sum += value[i] * part;
            covered += part;
        }
        return covered > 0 && covered >= share * (to - from) ? sum / covered : Double.NaN;
    }
}
