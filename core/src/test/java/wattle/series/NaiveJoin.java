package wattle.series;

import java.time.Duration;

/// The oracle of the join: every energy interval against every value interval, by their overlap.
final class NaiveJoin {

    private NaiveJoin() {}

    /// Σ energy × overlap/length × value, then the covered joules.
    static double[] of(EnergySeries energy, HeldSeries values) {
        double weighted = 0;
        double joined = 0;
        for (int e = 0; e < energy.size(); e++) {
            Interval span = energy.timeline().interval(e);
            for (int v = 0; v < values.size(); v++) {
                var overlap =
                        span.intersection(values.timeline().interval(v)).map(Interval::duration);
                double share =
                        overlap.orElse(Duration.ZERO).toNanos()
                                / (double) span.duration().toNanos();
                weighted += energy.energy(e).joules() * share * values.value(v);
                joined += energy.energy(e).joules() * share;
            }
        }
        return new double[] {weighted, joined};
    }
}
