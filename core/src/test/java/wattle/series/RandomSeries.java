package wattle.series;

import java.time.Instant;
import java.util.Arrays;
import java.util.Random;

/// Random series for properties: steps and offsets of their own, with or without gaps, a few
/// regular stretches.
final class RandomSeries {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private RandomSeries() {}

    /// About `size` intervals that begin within some seconds of [#START], with gaps where asked
    /// for.
    static Timeline timeline(Random random, int size, boolean gaps) {
        var builder = Timeline.builder();
        long at = Nanos.of(START) + random.nextInt(20) * Nanos.PER_SECOND;
        long step = step(random);
        for (int i = 0; i < size; i++) {
            if (random.nextInt(6) == 0) {
                step = step(random);
            }
            if (gaps && random.nextInt(5) == 0) {
                at += step(random);
            }
            builder.add(at, at + step);
            at += step;
        }
        return builder.build();
    }

    static EnergySeries energy(Random random, int size, boolean gaps) {
        return new EnergySeries(timeline(random, size, gaps), values(random, size, 1000));
    }

    static HeldSeries values(Random random, int size, boolean gaps) {
        return new HeldSeries(timeline(random, size, gaps), values(random, size, 800));
    }

    /// Values that hold from long before to long after every random energy series, so that nothing
    /// is left out.
    static HeldSeries coveringValues(Random random, int size) {
        var builder = Timeline.builder();
        long at = Nanos.of(START) - 3600 * Nanos.PER_SECOND;
        for (int i = 0; i < size; i++) {
            long step = i == size - 1 ? 1_000_000 * Nanos.PER_SECOND : 100 * step(random);
            builder.add(at, at + step);
            at += step;
        }
        return new HeldSeries(builder.build(), values(random, size, 800));
    }

    private static double[] values(Random random, int size, double scale) {
        double[] values = new double[size];
        Arrays.setAll(values, i -> random.nextInt(8) == 0 ? 0 : random.nextDouble() * scale);
        return values;
    }

    /// Whole seconds, odd nanoseconds, or one nanosecond.
    private static long step(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> 1 + random.nextInt(1000);
            case 1 -> 1 + random.nextLong(3 * Nanos.PER_SECOND);
            default -> (1 + random.nextInt(9)) * Nanos.PER_SECOND;
        };
    }
}
