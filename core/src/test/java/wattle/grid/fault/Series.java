package wattle.grid.fault;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import wattle.grid.Quality;
import wattle.grid.RawIntensity;

/// Rows to be spoilt by tests: a day that rises and falls, with noise.
final class Series {

    static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

    record Row(Instant at, double value) {}

    final List<Row> rows = new ArrayList<>();

    static Series hourly(int hours) {
        return every(3600, hours);
    }

    static Series every(int seconds, int count) {
        var series = new Series();
        var random = new Random(42);
        for (int i = 0; i < count; i++) {
            double day = 2 * Math.PI * i * seconds / 86_400.0;
            series.rows.add(
                    new Row(
                            START.plusSeconds((long) i * seconds),
                            300 + 80 * Math.sin(day) + 5 * random.nextGaussian()));
        }
        return series;
    }

    /// The row that begins at the time.
    int at(String time) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).at.equals(Instant.parse(time))) {
                return i;
            }
        }
        throw new IllegalArgumentException("no row at " + time);
    }

    Series set(int row, double value) {
        rows.set(row, new Row(rows.get(row).at, value));
        return this;
    }

    RawIntensity raw() {
        return raw(Quality.MEASURED);
    }

    /// With lines from 2, below a header.
    RawIntensity raw(Quality quality) {
        RawIntensity.Builder raw = RawIntensity.builder();
        for (int i = 0; i < rows.size(); i++) {
            Instant at = rows.get(i).at;
            long nanos = at.getEpochSecond() * 1_000_000_000L + at.getNano();
            raw.add(nanos, rows.get(i).value, quality, i + 2);
        }
        return raw.build();
    }
}
