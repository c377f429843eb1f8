package wattle.hub.page.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import wattle.grid.Bounds;
import wattle.grid.Layer;
import wattle.grid.LayeredIntensity;
import wattle.grid.Rung;
import wattle.series.HeldSeries;
import wattle.series.Interval;

/// The intensity of a place over the window of a plan. Immutable.
///
/// @param zone as the plan calls it
/// @param steps in order of time; what is not known is missing
public record Track(String zone, List<Step> steps, List<Layer> layers, String source) {

    /// As many as a picture and a table of it can show.
    private static final int SHOWN = 200;

    /// @param value in g/kWh
    /// @param low the 10th percentile; the value itself where there is none
    /// @param high the 90th percentile, likewise
    /// @param rung how it is known
    public record Step(Interval interval, double value, double low, double high, Rung rung) {

        boolean isForecast() {
            return rung == Rung.FORECAST;
        }

        boolean isRanged() {
            return high > low;
        }

        /// "typical day".
        public String known() {
            return rung.words();
        }
    }

    static Track of(String zone, LayeredIntensity known, Interval window) {
        HeldSeries values = known.gramsPerKilowattHour();
        Bounds bounds = known.bounds();
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Interval all = values.timeline().interval(i);
            Interval within = all.intersection(window).orElse(null);
            if (within == null || within.duration().isZero()) {
                continue;
            }
            steps.add(
                    new Step(
                            within,
                            values.value(i),
                            bounds == null ? values.value(i) : bounds.low().value(i),
                            bounds == null ? values.value(i) : bounds.high().value(i),
                            known.layers().get(known.layerOf(i)).rung()));
        }
        return new Track(
                zone,
                List.copyOf(steps),
                known.answering(window),
                known.source().name()
                        + (known.source().licence() == null
                                ? ""
                                : " (" + known.source().licence() + ")"));
    }

    /// The same in steps that are long enough to be shown: means over time, each as well known as
    /// its worst known part.
    Track shown() {
        if (steps.size() <= SHOWN) {
            return this;
        }
        Instant start = steps.getFirst().interval().start();
        long seconds =
                Duration.between(start, steps.getLast().interval().end()).toSeconds() / SHOWN + 1;
        long hours = Math.ceilDiv(seconds, 3600);
        List<Step> fewer = new ArrayList<>();
        int at = 0;
        while (at < steps.size()) {
            Instant from = steps.get(at).interval().start();
            Instant until = from.plusSeconds(hours * 3600);
            int first = at;
            double weight = 0;
            double value = 0;
            double low = 0;
            double high = 0;
            Rung rung = steps.get(at).rung();
            while (at < steps.size() && steps.get(at).interval().start().isBefore(until)) {
                Step each = steps.get(at++);
                double length = each.interval().duration().toSeconds();
                weight += length;
                value += length * each.value();
                low += length * each.low();
                high += length * each.high();
                rung = each.rung().compareTo(rung) > 0 ? each.rung() : rung;
            }
            fewer.add(
                    weight == 0
                            ? steps.get(first)
                            : new Step(
                                    new Interval(from, steps.get(at - 1).interval().end()),
                                    value / weight,
                                    low / weight,
                                    high / weight,
                                    rung));
        }
        return new Track(zone, List.copyOf(fewer), layers, source);
    }
}
