package wattle.grid;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import wattle.series.HeldSeries;
import wattle.series.Interval;
import wattle.series.IntervalCursor;
import wattle.series.Nanos;
import wattle.series.Timeline;
import wattle.unit.Source;

/// Past intensity of one zone and kind as a source gave it, each value with its quality. Immutable;
/// threads may share it.
///
/// Two answers may be put together where zone, labels and model agree; another model is another
/// quantity.
public final class Observed {

    private final GridZone zone;
    private final Labels labels;
    private final String model;
    private final Source source;
    private final Instant retrievedAt;
    private final HeldSeries gramsPerKilowattHour;
    private final Qualities quality;

    private Observed(Builder of, HeldSeries gramsPerKilowattHour, Qualities quality) {
        zone = of.zone;
        labels = of.labels;
        model = of.model;
        source = of.source;
        retrievedAt = of.retrievedAt;
        this.gramsPerKilowattHour = gramsPerKilowattHour;
        this.quality = quality;
    }

    /// @param model by which model or version, in the words of the source; empty where it has none
    /// @param retrievedAt when the source was asked
    public static Builder builder(
            GridZone zone, Labels labels, String model, Source source, Instant retrievedAt) {
        return new Builder(zone, labels, model, source, retrievedAt);
    }

    /// The same values, counted as retrieved at another time.
    public Observed retrieved(Instant at) {
        return new Observed(
                builder(zone, labels, model, source, at), gramsPerKilowattHour, quality);
    }

    public GridZone zone() {
        return zone;
    }

    public Labels labels() {
        return labels;
    }

    /// By which model or version, in the words of the source; empty where it has none.
    public String model() {
        return model;
    }

    public Source source() {
        return source;
    }

    public Instant retrievedAt() {
        return retrievedAt;
    }

    /// All values, whatever their quality.
    public HeldSeries gramsPerKilowattHour() {
        return gramsPerKilowattHour;
    }

    public Quality quality(int index) {
        return quality.get(index);
    }

    /// The values whose intervals begin within the span, as they are; empty where there is none.
    public Optional<Observed> within(Interval span) {
        long from = Nanos.of(span.start());
        long to = Nanos.of(span.end());
        Interval all = gramsPerKilowattHour.timeline().span();
        if (!all.start().isBefore(span.start()) && !all.end().isAfter(span.end())) {
            return Optional.of(this);
        }
        Builder kept = builder(zone, labels, model, source, retrievedAt);
        for (IntervalCursor at = gramsPerKilowattHour.timeline().cursor(); at.next(); ) {
            if (at.start() >= from && at.start() < to) {
                add(kept, at.start(), at.end(), at.index());
            }
        }
        return kept.size() == 0 ? Optional.empty() : Optional.of(kept.build());
    }

    /// These values as a later answer of the same source leaves them: it replaces what it covers,
    /// an interval that it covers in part is cut, and what it does not cover stays.
    ///
    /// The result names the source as the later answer does. It counts as retrieved when its oldest
    /// value was: with the later answer only where nothing of this one is left.
    ///
    /// Linear in the number of intervals.
    ///
    /// @throws IllegalArgumentException if zone, labels or model differ
    public Observed revisedBy(Observed newer) {
        Labels.requireSame(labels, newer.labels);
        if (!zone.equals(newer.zone) || !model.equals(newer.model)) {
            throw new IllegalArgumentException(
                    "cannot revise "
                            + described()
                            + " by "
                            + newer.described()
                            + ": another zone or model is another quantity");
        }
        var builder = new Builder(zone, labels, model, newer.source, newer.retrievedAt);
        Overlay.of(
                newer.gramsPerKilowattHour.timeline(),
                gramsPerKilowattHour.timeline(),
                (start, end, isNewer, index) -> {
                    (isNewer ? newer : this).add(builder, start, end, index);
                    if (!isNewer && retrievedAt.isBefore(builder.retrievedAt)) {
                        builder.retrievedAt = retrievedAt;
                    }
                });
        return builder.build();
    }

    private void add(Builder to, long start, long end, int index) {
        to.add(start, end, gramsPerKilowattHour.value(index), quality.get(index));
    }

    private String described() {
        return zone + (model.isEmpty() ? "" : " of model " + model);
    }

    /// One series for each quality that occurs, best first. They do not overlap, and together they
    /// are all values.
    public List<IntensitySeries> layers() {
        List<IntensitySeries> layers = new ArrayList<>();
        for (Quality each : Quality.values()) {
            Timeline.Builder timeline = Timeline.builder();
            double[] values = new double[gramsPerKilowattHour.size()];
            for (int i = 0; i < gramsPerKilowattHour.size(); i++) {
                if (quality.get(i) == each) {
                    values[timeline.size()] = gramsPerKilowattHour.value(i);
                    timeline.add(gramsPerKilowattHour.timeline().interval(i));
                }
            }
            if (timeline.size() > 0) {
                layers.add(
                        new IntensitySeries(
                                zone,
                                labels,
                                each,
                                source,
                                new HeldSeries(
                                        timeline.build(), Arrays.copyOf(values, timeline.size()))));
            }
        }
        return layers;
    }

    /// Collects values in order of time. For one thread.
    public static final class Builder {

        private final GridZone zone;
        private final Labels labels;
        private final String model;
        private final Source source;
        private Instant retrievedAt;
        private final Timeline.Builder timeline = Timeline.builder();
        private double[] values = new double[64];
        private final Qualities quality = new Qualities(64);

        private Builder(
                GridZone zone, Labels labels, String model, Source source, Instant retrievedAt) {
            this.zone = zone;
            this.labels = labels;
            this.model = model;
            this.source = source;
            this.retrievedAt = retrievedAt;
        }

        /// Appends the value of an interval that starts no earlier than the last one ended.
        ///
        /// @param startNanos since 1970-01-01T00:00:00Z, like `endNanos`
        /// @throws IllegalArgumentException if it overlaps or precedes what is there, is not
        ///   finite, or is negative where the signal is an average
        public Builder add(
                long startNanos, long endNanos, double gramsPerKilowattHour, Quality how) {
            if (!Double.isFinite(gramsPerKilowattHour)
                    || (gramsPerKilowattHour < 0 && labels.signal() == Signal.AVERAGE)) {
                throw new IllegalArgumentException(
                        "not a carbon intensity of signal "
                                + labels.signal().label()
                                + ", in g/kWh: "
                                + gramsPerKilowattHour);
            }
            int at = timeline.size();
            timeline.add(startNanos, endNanos);
            if (at == values.length) {
                values = Arrays.copyOf(values, 2 * at);
            }
            values[at] = gramsPerKilowattHour;
            quality.set(at, how);
            return this;
        }

        /// All values of a series, and nothing before or after them.
        ///
        /// @param how the quality of each, by its index
        /// @throws IllegalArgumentException if one is negative where the signal is an average
        public Observed of(HeldSeries gramsPerKilowattHour, IntFunction<Quality> how) {
            if (labels.signal() == Signal.AVERAGE && gramsPerKilowattHour.min() < 0) {
                throw new IllegalArgumentException(
                        "an average carbon intensity is never negative, in g/kWh: "
                                + gramsPerKilowattHour.min());
            }
            var qualities = new Qualities(gramsPerKilowattHour.size());
            for (int i = 0; i < gramsPerKilowattHour.size(); i++) {
                qualities.set(i, how.apply(i));
            }
            return new Observed(this, gramsPerKilowattHour, qualities);
        }

        /// How many values were added.
        public int size() {
            return timeline.size();
        }

        /// @throws IllegalArgumentException if nothing was added
        public Observed build() {
            int size = timeline.size();
            return new Observed(
                    this,
                    new HeldSeries(timeline.build(), Arrays.copyOf(values, size)),
                    quality.first(size));
        }
    }
}
