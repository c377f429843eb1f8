package wattle.hub.web.runs;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.grid.LayeredIntensity;
import wattle.hub.web.carbonaware.LocationIntensity;
import wattle.hub.web.carbonaware.NotKnownException;
import wattle.ledger.LedgerException;
import wattle.ledger.sql.EnergySamples;
import wattle.ledger.sql.LivePart;
import wattle.ledger.sql.LiveRun;
import wattle.ledger.sql.LiveRuns;
import wattle.series.HeldSeries;
import wattle.series.Interval;

/// The operational carbon of a live run: its energy of each hour with that hour's intensity.
/// Threads share it.
///
/// O = E × PUE × I (SCI 1.1), summed over the hours.
final class RunCarbon {

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
    @Nullable Double grams(LiveRuns.Status status) throws LedgerException {
        LiveRun run = status.run();
        List<LivePart> outer = RunJson.outer(status.parts());
        if (run.zone() == null || run.startedMicros() == null || outer.isEmpty()) {
            return null;
        }
        long hour = EnergySamples.MICROS_PER_HOUR;
        long from = Math.floorDiv(run.startedMicros(), hour) * hour;
        long to = (Math.floorDiv(Watching.last(run), hour) + 1) * hour;
        HeldSeries known = known(run.zone(), new Interval(LiveRun.at(from), LiveRun.at(to)));
        if (known == null) {
            return null;
        }
        double grams = 0;
        int at = 0;
        for (EnergySamples.Sum each : samples.byHours(run.number(), from, to, hour)) {
            if (outer.stream().noneMatch(part -> part.part() == each.part())) {
                continue;
            }
            var span =
                    new Interval(
                            LiveRun.at(each.startMicros()), LiveRun.at(each.startMicros() + hour));
            while (at < known.size()
                    && !known.timeline().interval(at).end().isAfter(span.start())) {
                at++;
            }
            double mean = mean(known, at, span);
            if (Double.isNaN(mean)) {
                return null;
            }
            grams += each.joules() / JOULES_PER_KILOWATT_HOUR * mean;
        }
        return grams * (run.pue() == null ? 1 : run.pue());
    }

    private @Nullable HeldSeries known(String zone, Interval span) {
        try {
            LayeredIntensity layers = intensity.over(zone, span, clock.instant(), false);
            return layers.gramsPerKilowattHour();
        } catch (NotKnownException unknown) {
            return null;
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
            double held = java.time.Duration.between(from, to).toNanos();
            sum += held * known.value(i);
            nanos += held;
        }
        return nanos > 0 ? sum / nanos : Double.NaN;
    }
}
