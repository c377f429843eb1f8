package wattle.footprint;

import org.jspecify.annotations.Nullable;
import wattle.grid.GridZone;
import wattle.grid.Intensity;
import wattle.grid.Labels;
import wattle.grid.Quality;
import wattle.unit.CarbonIntensity;
import wattle.unit.Range;
import wattle.unit.Source;

/// Which carbon intensity a footprint was made with.
///
/// @param zone the grid zone; null where nobody said
/// @param place the place in words
/// @param labels signal and factor
/// @param quality how it is known
/// @param year the year of a yearly figure; null for a series
/// @param source publisher and licence
public record IntensityUsed(
        @Nullable GridZone zone,
        String place,
        Labels labels,
        Quality quality,
        @Nullable Integer year,
        Source source) {

    static IntensityUsed of(Intensity intensity) {
        return new IntensityUsed(
                intensity.zone(),
                intensity.place(),
                intensity.labels(),
                intensity.quality(),
                intensity.year(),
                intensity.source());
    }

    /// The intensity as an input: a yearly mean with the range of a single hour, or what a series
    /// gave.
    ///
    /// @param weighted the mean by energy
    static Input input(Intensity intensity, CarbonIntensity weighted) {
        Range<CarbonIntensity> range = intensity.range(weighted);
        return new Input(
                "I",
                "carbon intensity",
                range.low().gramsPerKilowattHour(),
                range.value().gramsPerKilowattHour(),
                range.high().gramsPerKilowattHour(),
                "g/kWh",
                intensity.quality() == Quality.YEARLY || intensity.quality() == Quality.TYPICAL_DAY
                        ? Origin.ASSUMED
                        : Origin.SUPPLIED,
                intensity.source(),
                intensity.year(),
                intensity.basis());
    }
}
