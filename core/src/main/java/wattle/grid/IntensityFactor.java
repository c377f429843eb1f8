package wattle.grid;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import wattle.series.Coverage;
import wattle.series.EnergySeries;
import wattle.series.GapPolicy;
import wattle.unit.CarbonIntensity;
import wattle.unit.CarbonMass;
import wattle.unit.Energy;
import wattle.unit.Range;
import wattle.unit.Source;

/// One carbon intensity for a place and period, where no series over time is at hand: a yearly
/// mean, or a value that somebody supplied.
///
/// @param zone the grid zone; null for a bare value
/// @param place the place in words, such as "France"
/// @param intensity the mean with the bounds between which the intensity of an hour usually lies
/// @param labels signal and factor
/// @param quality how it is known
/// @param year the year it holds for; null where nobody said
/// @param basis what was counted, in the source's words
/// @param source publisher and licence
/// @param notes what a reader must know, such as that the year asked for is not the year found
public record IntensityFactor(
        @Nullable GridZone zone,
        String place,
        Range<CarbonIntensity> intensity,
        Labels labels,
        Quality quality,
        @Nullable Integer year,
        String basis,
        Source source,
        List<String> notes)
        implements Intensity {

    public IntensityFactor {
        notes = List.copyOf(notes);
        if (labels.signal() == Signal.AVERAGE && intensity.low().gramsPerKilowattHour() < 0) {
            throw new IllegalArgumentException(
                    "an average carbon intensity is never negative, in g/kWh: "
                            + intensity.low().gramsPerKilowattHour());
        }
    }

    @Override
    public Met meet(EnergySeries energy, GapPolicy gaps) {
        Energy total = energy.total();
        CarbonMass carbon = intensity.value().of(total);
        return new Met(
                carbon,
                Coverage.full(total),
                OptionalDouble.of(intensity.value().gramsPerKilowattHour()),
                null,
                Duration.ZERO,
                List.of(Answered.exactly(total, carbon)));
    }

    @Override
    public Range<CarbonIntensity> range(CarbonIntensity weighted, List<Answered> answered) {
        return intensity;
    }
}
