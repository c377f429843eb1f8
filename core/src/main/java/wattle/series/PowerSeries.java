package wattle.series;

import wattle.unit.Power;

/// The mean power of each interval, in watts: finite and not negative. Immutable; threads may share
/// it.
public record PowerSeries(HeldSeries watts) {

    /// @throws IllegalArgumentException if a power is negative
    public PowerSeries {
        for (int i = 0; i < watts.size(); i++) {
            if (watts.value(i) < 0) {
                throw new IllegalArgumentException(
                        "power is never negative, in watts: "
                                + watts.value(i)
                                + " in "
                                + watts.timeline().interval(i));
            }
        }
    }

    public Power power(int index) {
        return new Power(watts.value(index));
    }

    /// The energy drawn in each interval: mean power × its length.
    public EnergySeries energy() {
        Timeline timeline = watts.timeline();
        double[] joules = new double[watts.size()];
        for (int run = 0; run < timeline.runs(); run++) {
            double seconds = timeline.step[run] / (double) Nanos.PER_SECOND;
            for (int i = timeline.first[run]; i < timeline.first[run + 1]; i++) {
                joules[i] = watts.values[i] * seconds;
            }
        }
        return new EnergySeries(timeline, joules);
    }
}
