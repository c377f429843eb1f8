package wattle.grid.cache;

import java.time.Instant;
import java.util.Random;
import wattle.grid.Factor;
import wattle.grid.GridZone;
import wattle.grid.Labels;
import wattle.grid.Observed;
import wattle.grid.Quality;
import wattle.grid.Signal;
import wattle.series.Interval;
import wattle.series.Nanos;
import wattle.unit.Source;

/// Made-up history of one zone.
final class Values {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant LONG_AFTER = Instant.parse("2026-06-01T00:00:00Z");
    static final GridZone ZONE = new GridZone("example", "XX");
    static final Labels LABELS = new Labels(Signal.MARGINAL, Factor.DIRECT_CO2);
    static final Source SOURCE = new Source("Example Grid", "CC BY 4.0");

    private Values() {}

    static Observed.Builder builder(String model, Instant retrievedAt) {
        return Observed.builder(ZONE, LABELS, model, SOURCE, retrievedAt);
    }

    /// Of hours from [#START] on; each value says its hour and by `offset` its revision.
    static Observed hours(String model, Instant retrievedAt, int from, int to, double offset) {
        Observed.Builder builder = builder(model, retrievedAt);
        for (int hour = from; hour < to; hour++) {
            builder.add(nanos(hour), nanos(hour + 1), hour + offset, Quality.MEASURED);
        }
        return builder.build();
    }

    /// With gaps, steps from five minutes to two hours, and every quality of history.
    static Observed random(Random random, String model, int hours) {
        Observed.Builder builder = builder(model, LONG_AFTER);
        long minute = 60 * Nanos.PER_SECOND;
        long at = nanos(0) + 5L * random.nextInt(12) * minute;
        long step = 60 * minute;
        while (builder.size() == 0 || at < nanos(hours)) {
            if (random.nextInt(20) == 0) {
                step = new long[] {5, 15, 30, 60, 120}[random.nextInt(5)] * minute;
            }
            builder.add(
                    at,
                    at + step,
                    random.nextInt(1000) - 50,
                    random.nextInt(4) == 0 ? Quality.ESTIMATED : Quality.MEASURED);
            at += step + (random.nextInt(15) == 0 ? 5L * random.nextInt(50) * minute : 0);
        }
        return builder.build();
    }

    static long nanos(int hour) {
        return Nanos.of(START.plusSeconds(3600L * hour));
    }

    static Interval span(int from, int to) {
        return new Interval(START.plusSeconds(3600L * from), START.plusSeconds(3600L * to));
    }
}
