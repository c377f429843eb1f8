package wattle.footprint;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import wattle.grid.Answered;
import wattle.grid.GridZone;
import wattle.grid.Intensity;
import wattle.grid.IntensityFactor;
import wattle.grid.Labels;
import wattle.grid.Layer;
import wattle.grid.LayeredIntensity;
import wattle.grid.Quality;
import wattle.unit.CarbonIntensity;
import wattle.unit.Range;
import wattle.unit.Source;

/// Which carbon intensity a footprint was made with.
///
/// @param zone the grid zone, that of the layer preferred among those which answered for something;
///   null where nobody said
/// @param place the place in words
/// @param labels signal and factor
/// @param quality how it is known: the coarsest that answered for something
/// @param year the year of a yearly figure; null for a series
/// @param source publisher and licence of all that answered for something
/// @param layers those which answered for something, where one intensity could stand in for
///   another; empty where there was only one
public record IntensityUsed(
        @Nullable GridZone zone,
        String place,
        Labels labels,
        Quality quality,
        @Nullable Integer year,
        Source source,
        List<IntensityLayer> layers) {

    public IntensityUsed {
        layers = List.copyOf(layers);
    }

    /// @param answered by each layer of the intensity, of all energy
    static IntensityUsed of(Intensity intensity, List<Answered> answered) {
        List<IntensityLayer> layers =
                intensity instanceof LayeredIntensity layered
                        ? layers(layered, answered)
                        : List.of();
        if (layers.isEmpty()) {
            return new IntensityUsed(
                    intensity.zone(),
                    intensity.place(),
                    intensity.labels(),
                    intensity.quality(),
                    intensity.year(),
                    intensity.source(),
                    List.of());
        }
        IntensityLayer first = layers.getFirst();
        Quality coarsest = first.quality();
        Source all = first.source();
        for (IntensityLayer each : layers) {
            coarsest = each.quality().compareTo(coarsest) > 0 ? each.quality() : coarsest;
            all = all.and(each.source());
        }
        return new IntensityUsed(
                first.zone(),
                first.place(),
                intensity.labels(),
                coarsest,
                layers.size() == 1 ? first.year() : null,
                all,
                layers);
    }

    private static List<IntensityLayer> layers(LayeredIntensity layered, List<Answered> answered) {
        double joules = 0;
        for (Answered each : answered) {
            joules += each.energy().joules();
        }
        List<IntensityLayer> layers = new ArrayList<>();
        for (int i = 0; i < answered.size(); i++) {
            Answered each = answered.get(i);
            if (each.energy().joules() > 0) {
                Layer layer = layered.layers().get(i);
                Intensity intensity = layer.intensity();
                layers.add(
                        new IntensityLayer(
                                layer.rung(),
                                intensity.quality(),
                                intensity.zone(),
                                intensity.place(),
                                intensity.year(),
                                intensity.source(),
                                Math.min(1, each.energy().joules() / joules),
                                OptionalDouble.of(
                                        each.carbon().grams() / each.energy().kilowattHours()),
                                layer.retrievedAt(),
                                layer.issuedAt()));
            }
        }
        return layers;
    }

    /// What a reader must know of an intensity, in sentences: which rule put its layers together,
    /// and what a factor that answered says of itself.
    ///
    /// @param answered by each layer of the intensity, of all energy
    static List<String> assumptions(Intensity intensity, List<Answered> answered) {
        List<String> said = new ArrayList<>(of(intensity, answered).assumptions());
        if (intensity instanceof IntensityFactor factor) {
            said.addAll(factor.notes());
        } else if (intensity instanceof LayeredIntensity layered
                && layered.layers().getLast().intensity() instanceof IntensityFactor factor
                && answered.getLast().energy().joules() > 0) {
            said.addAll(factor.notes());
        }
        return said;
    }

    /// Which rule put the layers together, and whose zones were taken for the same place. Empty
    /// where one answered for everything.
    private List<String> assumptions() {
        List<String> said = new ArrayList<>();
        if (layers.size() < 2) {
            return said;
        }
        said.add(
                "where a time has no intensity, the next of history, cached history, forecast,"
                        + " typical day and yearly figure stands in, of the same signal and factor");
        for (IntensityLayer each : layers) {
            if (each.zone() != null && zone != null && !each.zone().equals(zone)) {
                String same = each.zone() + " is taken for the same place as " + zone;
                if (!said.contains(same)) {
                    said.add(same);
                }
            }
        }
        return said;
    }

    /// The intensity as an input: a yearly mean with the range of a single hour, or what a series
    /// gave.
    ///
    /// @param weighted the mean by energy
    /// @param answered by each layer of the intensity, of all energy
    static Input input(Intensity intensity, CarbonIntensity weighted, List<Answered> answered) {
        Range<CarbonIntensity> range = intensity.range(weighted, answered);
        IntensityUsed used = of(intensity, answered);
        return new Input(
                "I",
                "carbon intensity",
                range.low().gramsPerKilowattHour(),
                range.value().gramsPerKilowattHour(),
                range.high().gramsPerKilowattHour(),
                "g/kWh",
                used.quality == Quality.YEARLY || used.quality == Quality.TYPICAL_DAY
                        ? Origin.ASSUMED
                        : Origin.SUPPLIED,
                used.source,
                used.year,
                intensity.basis());
    }
}
