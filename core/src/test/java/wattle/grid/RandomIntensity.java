package wattle.grid;

import java.time.Instant;
import java.util.Random;
import wattle.series.Nanos;
import wattle.unit.Source;

/// Random intensity of whole seconds within two hundred of them, and what it says of each second:
/// the oracle of what is put together from it.
final class RandomIntensity {

    static final int SECONDS = 200;
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final Labels LABELS = new Labels(Signal.AVERAGE, Factor.LIFECYCLE_CO2E);
    static final GridZone ZONE = new GridZone("test", "XX");

    private RandomIntensity() {}

    static long nanos(int second) {
        return Nanos.of(START) + second * Nanos.PER_SECOND;
    }

    /// With gaps, steps that change and qualities that do.
    static Observed observed(Random random, Instant retrievedAt) {
        Observed.Builder builder =
                Observed.builder(ZONE, LABELS, "m1", new Source("test", null), retrievedAt);
        int at = random.nextInt(SECONDS / 2);
        while (builder.size() == 0 || (at < SECONDS && random.nextInt(20) > 0)) {
            int step = 1 + random.nextInt(12);
            builder.add(
                    nanos(at),
                    nanos(at + step),
                    random.nextInt(500),
                    random.nextBoolean() ? Quality.MEASURED : Quality.ESTIMATED);
            at += step + (random.nextInt(3) == 0 ? random.nextInt(15) : 0);
        }
        return builder.build();
    }

    /// The value of each second; NaN where there is none.
    static double[] bySecond(Observed observed) {
        double[] values = new double[2 * SECONDS];
        java.util.Arrays.fill(values, Double.NaN);
        var series = observed.gramsPerKilowattHour();
        for (int i = 0; i < series.size(); i++) {
            var interval = series.timeline().interval(i);
            int from = (int) (interval.start().getEpochSecond() - START.getEpochSecond());
            int to = (int) (interval.end().getEpochSecond() - START.getEpochSecond());
            for (int at = from; at < to; at++) {
                values[at] = series.value(i) + (observed.quality(i) == Quality.MEASURED ? 0 : 1000);
            }
        }
        return values;
    }
}
