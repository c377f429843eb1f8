package wattle.footprint;

import org.jspecify.annotations.Nullable;
import wattle.grid.GridZone;
import wattle.grid.Intensity;
import wattle.grid.IntensityFactor;
import wattle.grid.IntensitySeries;
import wattle.grid.Labels;
import wattle.grid.Quality;
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
        return switch (intensity) {
            case IntensityFactor factor ->
                    new IntensityUsed(
                            factor.zone(),
                            factor.place(),
                            factor.labels(),
                            factor.quality(),
                            factor.year(),
                            factor.source());
            case IntensitySeries series ->
                    new IntensityUsed(
                            series.zone(),
                            series.zone() == null ? "not stated" : series.zone().toString(),
                            series.labels(),
                            series.quality(),
                            null,
                            series.source());
        };
    }

    /// The intensity as an input with the range of a single hour around a yearly mean.
    static Input input(IntensityFactor factor) {
        return new Input(
                "I",
                "carbon intensity",
                factor.intensity().low().gramsPerKilowattHour(),
                factor.intensity().value().gramsPerKilowattHour(),
                factor.intensity().high().gramsPerKilowattHour(),
                "g/kWh",
                factor.quality() == Quality.UNSTATED ? Origin.SUPPLIED : Origin.ASSUMED,
                factor.source(),
                factor.year(),
                factor.basis());
    }
}
