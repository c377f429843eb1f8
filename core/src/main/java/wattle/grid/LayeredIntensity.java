package wattle.grid;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import wattle.series.EnergySeries;
import wattle.series.GapPolicy;
import wattle.series.HeldSeries;
import wattle.series.Interval;
import wattle.series.IntervalCursor;
import wattle.series.Join;
import wattle.series.Nanos;
import wattle.series.SumsByTag;
import wattle.series.Timeline;
import wattle.unit.CarbonIntensity;
import wattle.unit.CarbonMass;
import wattle.unit.Energy;
import wattle.unit.Range;
import wattle.unit.Source;

/// Several intensities in order of preference: each instant is answered by the first of them that
/// has a value for it. Immutable; threads may share it.
///
/// All have the same labels: a marginal value never stands in for an average one. What each
/// answered for is part of [Met], so that a footprint can say what share of it came from where. A
/// gap that a [GapPolicy] speaks of is one of all layers together; a value is held into it whatever
/// layer gave the value.
///
/// Putting the layers together is linear in the number of their intervals, and so is a join.
///
/// ```java
/// new LayeredIntensity(List.of(history, typicalDay, yearly), places::areTheSame)
/// ```
public final class LayeredIntensity implements Intensity {

    /// A factor answers from here on: nobody metered a job before.
    private static final Instant FIRST = Instant.EPOCH;

    /// A factor answers until here.
    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    private static final int MOST_LAYERS = Byte.MAX_VALUE;

    private final List<Layer> layers;
    private final HeldSeries gramsPerKilowattHour;
    private final byte[] layerOf;

    /// The bounds of every value, the value itself where it has none; null where none has any.
    private final @Nullable Bounds bounds;

    /// @param layers the one to prefer first; a factor answers for all of time, so it is the last
    /// @param samePlace whether two zones of different sources are the same place; zones that
    ///   nobody stated are taken for it
    /// @throws IllegalArgumentException if there is no layer, labels differ, zones are of different
    ///   places, or a layer comes after a factor
    public LayeredIntensity(List<Layer> layers, BiPredicate<GridZone, GridZone> samePlace) {
        if (layers.isEmpty() || layers.size() > MOST_LAYERS) {
            throw new IllegalArgumentException(
                    "an intensity has 1 to " + MOST_LAYERS + " layers: " + layers.size());
        }
        this.layers = List.copyOf(layers);
        GridZone place = null;
        for (Layer each : layers) {
            Labels.requireSame(layers.getFirst().intensity().labels(), each.intensity().labels());
            GridZone zone = each.intensity().zone();
            if (zone != null && place != null && !isSame(place, zone, samePlace)) {
                throw new IllegalArgumentException(
                        "no table says that " + zone + " is the same place as " + place);
            }
            place = place == null ? zone : place;
        }
        var merged = new Merged(series(layers.getFirst().intensity()));
        for (int i = 1; i < layers.size(); i++) {
            if (layers.get(i - 1).intensity() instanceof IntensityFactor) {
                throw new IllegalArgumentException(
                        "a factor answers for all of time; no layer can come after it: "
                                + layers.get(i).intensity().place());
            }
            merged.under(series(layers.get(i).intensity()), (byte) i);
        }
        gramsPerKilowattHour = merged.series;
        layerOf = merged.layerOf;
        bounds = merged.bounds(this.layers);
    }

    static boolean isSame(GridZone one, GridZone other, BiPredicate<GridZone, GridZone> samePlace) {
        return one.equals(other) || samePlace.test(one, other);
    }

    private static HeldSeries series(Intensity intensity) {
        return intensity instanceof IntensityFactor factor
                ? new HeldSeries(
                        Timeline.builder().add(Nanos.of(FIRST), Nanos.of(LAST)).build(),
                        new double[] {factor.intensity().value().gramsPerKilowattHour()})
                : ((IntensitySeries) intensity).gramsPerKilowattHour();
    }

    /// What the layers so far give. For one thread.
    private static final class Merged {

        private HeldSeries series;
        private byte[] layerOf;

        /// Which value of its layer each is.
        private int[] indexOf;

        Merged(HeldSeries first) {
            series = first;
            layerOf = new byte[first.size()];
            indexOf = new int[first.size()];
            for (int i = 0; i < indexOf.length; i++) {
                indexOf[i] = i;
            }
        }

        void under(HeldSeries next, byte layer) {
            HeldSeries above = series;
            // Each interval above can cut one below in two.
            int most = 2 * above.size() + next.size();
            double[] values = new double[most];
            byte[] of = new byte[most];
            int[] from = new int[most];
            Timeline.Builder timeline = Timeline.builder();
            Overlay.of(
                    above.timeline(),
                    next.timeline(),
                    (start, end, isAbove, index) -> {
                        int at = timeline.size();
                        values[at] = isAbove ? above.value(index) : next.value(index);
                        of[at] = isAbove ? layerOf[index] : layer;
                        from[at] = isAbove ? indexOf[index] : index;
                        timeline.add(start, end);
                    });
            int size = timeline.size();
            series = new HeldSeries(timeline.build(), Arrays.copyOf(values, size));
            layerOf = Arrays.copyOf(of, size);
            indexOf = Arrays.copyOf(from, size);
        }

        @Nullable Bounds bounds(List<Layer> layers) {
            boolean any = false;
            for (Layer each : layers) {
                any |= each.bounds() != null;
            }
            if (!any) {
                return null;
            }
            double[] low = new double[series.size()];
            double[] high = new double[series.size()];
            for (int i = 0; i < low.length; i++) {
                Bounds own = layers.get(layerOf[i]).bounds();
                low[i] = own == null ? series.value(i) : own.low().value(indexOf[i]);
                high[i] = own == null ? series.value(i) : own.high().value(indexOf[i]);
            }
            return new Bounds(
                    new HeldSeries(series.timeline(), low),
                    new HeldSeries(series.timeline(), high));
        }
    }

    /// In order of preference.
    public List<Layer> layers() {
        return layers;
    }

    /// The value of each stretch of time, whichever layer gave it. A factor's reaches from 1970 to
    /// 2200.
    public HeldSeries gramsPerKilowattHour() {
        return gramsPerKilowattHour;
    }

    /// The bounds of every value, on the intervals of [#gramsPerKilowattHour]: those of its layer,
    /// and the value itself where its layer has none; null where no layer has any.
    public @Nullable Bounds bounds() {
        return bounds;
    }

    /// Which of [#layers] gave the value.
    public int layerOf(int index) {
        return layerOf[index];
    }

    /// That of the first layer which has one.
    @Override
    public @Nullable GridZone zone() {
        for (Layer each : layers) {
            if (each.intensity().zone() != null) {
                return each.intensity().zone();
            }
        }
        return null;
    }

    @Override
    public String place() {
        return preferred().place();
    }

    @Override
    public Labels labels() {
        return preferred().labels();
    }

    /// The coarsest of all layers, whether it has to answer or not.
    @Override
    public Quality quality() {
        Quality coarsest = preferred().quality();
        for (Layer each : layers) {
            Quality quality = each.intensity().quality();
            coarsest = quality.compareTo(coarsest) > 0 ? quality : coarsest;
        }
        return coarsest;
    }

    /// The coarsest of those that give a value within the span; as [#quality()] where none does.
    public Quality quality(Interval span) {
        Quality coarsest = null;
        for (Layer each : answering(span)) {
            Quality quality = each.intensity().quality();
            coarsest = coarsest == null || quality.compareTo(coarsest) > 0 ? quality : coarsest;
        }
        return coarsest == null ? quality() : coarsest;
    }

    /// The layers that give a value within the span, in order of preference.
    public List<Layer> answering(Interval span) {
        long from = Nanos.of(span.start());
        long to = Nanos.of(span.end());
        boolean[] answers = new boolean[layers.size()];
        for (IntervalCursor at = gramsPerKilowattHour.timeline().cursor(); at.next(); ) {
            answers[layerOf[at.index()]] |= at.start() < to && at.end() > from;
        }
        List<Layer> answering = new ArrayList<>();
        for (int i = 0; i < answers.length; i++) {
            if (answers[i]) {
                answering.add(layers.get(i));
            }
        }
        return answering;
    }

    @Override
    public @Nullable Integer year() {
        return null;
    }

    @Override
    public Source source() {
        Source all = preferred().source();
        for (Layer each : layers) {
            all = all.and(each.intensity().source());
        }
        return all;
    }

    @Override
    public String basis() {
        List<String> rungs = new ArrayList<>();
        for (Layer each : layers) {
            if (!rungs.contains(each.rung().words())) {
                rungs.add(each.rung().words());
            }
        }
        return "each instant joined with the first that has a value of: "
                + String.join(", ", rungs);
    }

    private Intensity preferred() {
        return layers.getFirst().intensity();
    }

    @Override
    public Met meet(EnergySeries energy, GapPolicy gaps) {
        var sums = new SumsByTag(layerOf, layers.size());
        Join join = Join.of(energy, gramsPerKilowattHour, gaps, sums);
        SumsByTag low = bounds == null ? sums : sums(energy, bounds.low(), gaps);
        SumsByTag high = bounds == null ? sums : sums(energy, bounds.high(), gaps);
        List<Answered> answered = new ArrayList<>(layers.size());
        for (int i = 0; i < layers.size(); i++) {
            answered.add(
                    new Answered(
                            new Energy(sums.joules(i)),
                            carbon(sums, i),
                            carbon(low, i),
                            carbon(high, i)));
        }
        return new Met(
                new CarbonMass(join.weightedSum() / Energy.JOULES_PER_KILOWATT_HOUR),
                join.coverage(),
                join.timeMean(),
                join.firstGap(),
                join.held(),
                answered);
    }

    private SumsByTag sums(EnergySeries energy, HeldSeries values, GapPolicy gaps) {
        var sums = new SumsByTag(layerOf, layers.size());
        Join.of(energy, values, gaps, sums);
        return sums;
    }

    private static CarbonMass carbon(SumsByTag sums, int layer) {
        return new CarbonMass(sums.weightedSum(layer) / Energy.JOULES_PER_KILOWATT_HOUR);
    }

    /// The mean with each layer's own range in proportion to its share of the energy: that of a
    /// factor, or how far below and above its values the bounds of a layer lie. The bounds of all
    /// instants are taken together, as if every hour were low, or every hour high: the range of a
    /// long run is too wide rather than too narrow.
    @Override
    public Range<CarbonIntensity> range(CarbonIntensity weighted, List<Answered> answered) {
        double joules = 0;
        for (Answered each : answered) {
            joules += each.energy().joules();
        }
        double below = 0;
        double above = 0;
        for (int i = 0; i < answered.size(); i++) {
            Answered each = answered.get(i);
            double kilowattHours = each.energy().kilowattHours();
            if (kilowattHours == 0) {
                continue;
            }
            double share = each.energy().joules() / joules;
            double mean = each.carbon().grams() / kilowattHours;
            if (layers.get(i).bounds() != null) {
                below += share * Math.max(0, mean - each.low().grams() / kilowattHours);
                above += share * Math.max(0, each.high().grams() / kilowattHours - mean);
                continue;
            }
            Range<CarbonIntensity> own =
                    layers.get(i).intensity().range(new CarbonIntensity(mean), List.of(each));
            double value = own.value().gramsPerKilowattHour();
            below += share * (value - own.low().gramsPerKilowattHour());
            above += share * (own.high().gramsPerKilowattHour() - value);
        }
        double mean = weighted.gramsPerKilowattHour();
        return new Range<>(
                new CarbonIntensity(mean - below), weighted, new CarbonIntensity(mean + above));
    }
}
