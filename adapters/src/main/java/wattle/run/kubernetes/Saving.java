package wattle.run.kubernetes;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import wattle.series.HeldSeries;
import wattle.series.Interval;

/// What a Job that ended met of the intensity, against the same work done from its creation on
/// without a pause. In g/kWh, means over the time that it ran: at constant power their ratio is
/// that of the carbon.
///
/// @param ran for how long it ran
/// @param basis how the intensity is known
record Saving(double met, double atOnce, Duration ran, String basis) {

    /// @return null where it did not run, or the intensity is not known for all of it
    static @Nullable Saving of(
            Stretches stretches, Instant created, String zone, ZoneIntensity intensity) {
        Duration ran = stretches.sum();
        if (ran.isZero()) {
            return null;
        }
        var atOnce = Interval.of(created, ran);
        Instant start = stretches.all().getFirst().start();
        Instant end = stretches.all().getLast().end();
        ZoneIntensity.Past past =
                intensity.past(
                        zone,
                        new Interval(
                                start.isBefore(created) ? start : created,
                                end.isAfter(atOnce.end()) ? end : atOnce.end()));
        if (past == null) {
            return null;
        }
        double sum = 0;
        for (Interval each : stretches.all()) {
            sum += mean(past.gramsPerKilowattHour(), each) * each.duration().toMillis();
        }
        double met = sum / ran.toMillis();
        double baseline = mean(past.gramsPerKilowattHour(), atOnce);
        return Double.isNaN(met) || Double.isNaN(baseline)
                ? null
                : new Saving(met, baseline, ran, past.basis());
    }

    private static double mean(HeldSeries intensity, Interval over) {
        return intensity.means(over.start(), over.duration(), over.duration(), 1)[0];
    }

    /// Negative where shifting made it worse; null where the baseline emits nothing.
    @Nullable Double fraction() {
        return atOnce <= 0 ? null : 1 - met / atOnce;
    }
}
