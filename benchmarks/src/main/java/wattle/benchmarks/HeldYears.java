package wattle.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import wattle.grid.Factor;
import wattle.grid.GridZone;
import wattle.grid.Labels;
import wattle.grid.Observed;
import wattle.grid.Quality;
import wattle.grid.Signal;
import wattle.series.Nanos;
import wattle.unit.Source;

/// Prints how much heap the hourly year of a thousand zones takes, and ends with 1 where that is
/// more than 100 MB.
public final class HeldYears {

    private static final int ZONES = 1000;
    private static final int HOURS = 365 * 24;
    private static final double MOST = 100e6;

    private HeldYears() {}

    public static void main(String[] arguments) throws InterruptedException {
        var random = new Random(42);
        List<Observed> held = new ArrayList<>();
        held.add(year(random, 0)); // Classes are loaded before anything is measured.
        held.clear();
        long before = used();
        for (int i = 0; i < ZONES; i++) {
            held.add(year(random, i));
        }
        double bytes = used() - before;
        double sum = 0;
        for (Observed each : held) {
            sum += each.gramsPerKilowattHour().size();
        }
        System.out.printf(
                "%.1f MB for %d zones, %.2f bytes a value%n",
                bytes / 1e6, held.size(), bytes / sum);
        System.exit(bytes <= MOST && sum > 0.99 * ZONES * HOURS ? 0 : 1);
    }

    /// With a hole now and then.
    private static Observed year(Random random, int zone) {
        Observed.Builder builder =
                Observed.builder(
                        new GridZone("example", Integer.toString(zone)),
                        new Labels(Signal.AVERAGE, Factor.LIFECYCLE_CO2E),
                        "",
                        new Source("Example", null),
                        java.time.Instant.parse("2026-03-01T00:00:00Z"));
        long at = Nanos.of(java.time.Instant.parse("2025-01-01T00:00:00Z"));
        long step = 3600 * Nanos.PER_SECOND;
        for (int i = 0; i < HOURS; i++) {
            if (random.nextInt(1000) > 0) {
                builder.add(at, at + step, 600 * random.nextDouble(), Quality.MEASURED);
            }
            at += step;
        }
        return builder.build();
    }

    private static long used() throws InterruptedException {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(50);
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
