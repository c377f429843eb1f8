package wattle.hub.web.runs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import wattle.grid.LayeredIntensity;
import wattle.hub.web.carbonaware.LocationIntensity;
import wattle.hub.web.carbonaware.NotKnownException;
import wattle.ledger.LedgerException;
import wattle.ledger.sql.EnergySamples;
import wattle.ledger.sql.LiveRun;
import wattle.ledger.sql.LiveRuns;
import wattle.series.HeldSeries;
import wattle.series.Interval;

/// The operational carbon of a live run: its energy of each hour with that hour's intensity.
/// Threads share it.
///
/// O = E × PUE × I (SCI 1.1), summed over the hours.
public final class RunCarbon {

    private static final double JOULES_PER_KILOWATT_HOUR = 3.6e6;

    private final LocationIntensity intensity;
    private final EnergySamples samples;
    private final Clock clock;

    RunCarbon(LocationIntensity intensity, EnergySamples samples, Clock clock) {
        this.intensity = intensity;
        this.samples = samples;
        this.clock = clock;
    }

    /// Of the facility where the run says its PUE, else of its machine; null where nothing was
    /// metered, the run says no place, or nothing is known of some hour there.
    public @Nullable Double grams(LiveRuns.Status status) throws LedgerException {
        LiveRun run = status.run();
        Outer outer = Outer.of(status.parts());
        LayeredIntensity known = intensity(run);
        if (known == null || outer.parts().isEmpty()) {
            return null;
        }
        long hour = EnergySamples.MICROS_PER_HOUR;
        var means = new Hours(known);
        double grams = 0;
        for (EnergySamples.Sum each :
                samples.byHours(run.number(), firstHour(run), lastHour(run) + hour, hour)) {
            if (outer.has(each.part())) {
                grams += each.joules() * means.gramsPerJoule(each.startMicros());
            }
        }
        return Double.isNaN(grams) ? null : Double.valueOf(grams * pue(run));
    }

    /// What the run's energy is multiplied with for that of its facility: 1 where it does not say.
    public static double pue(LiveRun run) {
        return run.pue() == null ? 1 : run.pue();
    }

    private static long firstHour(LiveRun run) {
        long started = run.startedMicros() == null ? 0 : run.startedMicros();
        return Math.floorDiv(started, EnergySamples.MICROS_PER_HOUR)
                * EnergySamples.MICROS_PER_HOUR;
    }

    private static long lastHour(LiveRun run) {
        long last =
                Math.max(Watching.last(run), firstHour(run)); // Before the first sample it is 0.
        return Math.floorDiv(last, EnergySamples.MICROS_PER_HOUR) * EnergySamples.MICROS_PER_HOUR;
    }

    /// What is known of the run's place over the hours that it lasted; null where the run says no
    /// place, or nothing is known there.
    public @Nullable LayeredIntensity intensity(LiveRun run) {
        if (run.zone() == null || run.startedMicros() == null) {
            return null;
        }
        var span =
                new Interval(
                        LiveRun.at(firstHour(run)),
                        LiveRun.at(lastHour(run) + EnergySamples.MICROS_PER_HOUR));
        try {
            return intensity.over(run.zone(), span, clock.instant(), false);
        } catch (NotKnownException unknown) {
            return null;
        }
    }

    /// What is expected by the hour of the run's place from this hour on; null where the run says
    /// no place, or nothing by the hour is known there. It may end before the time does.
    ///
    /// @param time bounded by the caller
    public @Nullable LayeredIntensity ahead(LiveRun run, Instant now, Duration time) {
        if (run.zone() == null) {
            return null;
        }
        var span =
                new Interval(
                        now.truncatedTo(ChronoUnit.HOURS),
                        now.plus(time).plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.HOURS));
        try {
            return intensity.over(run.zone(), span, now, true);
        } catch (NotKnownException unknown) {
            return null;
        }
    }

    /// Means by the hour, of hours in order of time. For one thread.
    public static final class Hours {

        private final HeldSeries known;
        private int at;
        private long hour = Long.MIN_VALUE;
        private double mean = Double.NaN;

        public Hours(LayeredIntensity known) {
            this.known = known.gramsPerKilowattHour();
        }

        /// The carbon of a joule in the hour of a time, in grams; as [#gramsPerKilowattHour].
        public double gramsPerJoule(long micros) {
            return gramsPerKilowattHour(micros) / JOULES_PER_KILOWATT_HOUR;
        }

        /// The mean of the hour of a time.
        ///
        /// @param micros since 1970, in no earlier hour than the time before
        /// @return NaN where nothing is known of that hour
        public double gramsPerKilowattHour(long micros) {
            long wanted = Math.floorDiv(micros, EnergySamples.MICROS_PER_HOUR);
            if (wanted != hour) {
                hour = wanted;
                long start = wanted * EnergySamples.MICROS_PER_HOUR;
                var span =
                        new Interval(
                                LiveRun.at(start),
                                LiveRun.at(start + EnergySamples.MICROS_PER_HOUR));
                while (at < known.size()
                        && !known.timeline().interval(at).end().isAfter(span.start())) {
                    at++;
                }
                mean = mean(known, at, span);
            }
            return mean;
        }
    }

    /// Over the time of the span of which something is known, from the first value that ends within
    /// or behind it; NaN where nothing is.
    private static double mean(HeldSeries known, int first, Interval span) {
        double sum = 0;
        double nanos = 0;
        for (int i = first; i < known.size(); i++) {
            Interval each = known.timeline().interval(i);
            if (!each.start().isBefore(span.end())) {
                break;
            }
            var from = each.start().isAfter(span.start()) ? each.start() : span.start();
            var to = each.end().isBefore(span.end()) ? each.end() : span.end();
            double held = Duration.between(from, to).toNanos();
            sum += held * known.value(i);
            nanos += held;
        }
        return nanos > 0 ? sum / nanos : Double.NaN;
    }
}
