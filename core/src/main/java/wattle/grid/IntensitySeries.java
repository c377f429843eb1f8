package wattle.grid;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import wattle.series.EnergySeries;
import wattle.series.GapPolicy;
import wattle.series.HeldSeries;
import wattle.series.Join;
import wattle.unit.CarbonIntensity;
import wattle.unit.CarbonMass;
import wattle.unit.Energy;
import wattle.unit.Range;
import wattle.unit.Source;

/// A zone's carbon intensity over time in g/kWh; each value holds throughout its interval.
/// Immutable; threads may share it.
///
/// @param zone the grid zone; null where nobody said
/// @param labels signal and factor; one of each in a series
/// @param quality how the values are known
/// @param source where they come from
/// @param gramsPerKilowattHour the values; not negative for an average signal
public record IntensitySeries(
        @Nullable GridZone zone,
        Labels labels,
        Quality quality,
        Source source,
        HeldSeries gramsPerKilowattHour)
        implements Intensity {

    public IntensitySeries {
        if (labels.signal() == Signal.AVERAGE && gramsPerKilowattHour.min() < 0) {
            throw new IllegalArgumentException(
                    "an average carbon intensity is never negative, in g/kWh: "
                            + gramsPerKilowattHour.min());
        }
    }

    /// This series and a later one of the same zone and kind as one, such as two months' files.
    ///
    /// @throws IllegalArgumentException if signal, factor or zone differ, or the other does not
    ///   begin at or after the end of this one
    public IntensitySeries followedBy(IntensitySeries later) {
        Labels.requireSame(labels, later.labels);
        if (!Objects.equals(zone, later.zone)) {
            throw new IllegalArgumentException(
                    "cannot join series of different grid zones: " + zone + " and " + later.zone);
        }
        return new IntensitySeries(
                zone,
                labels,
                quality.compareTo(later.quality) >= 0 ? quality : later.quality,
                source.equals(later.source)
                        ? source
                        : new Source(source.name() + "; " + later.source.name(), source.licence()),
                gramsPerKilowattHour.followedBy(later.gramsPerKilowattHour));
    }

    @Override
    public String place() {
        return zone == null ? "not stated" : zone.toString();
    }

    @Override
    public @Nullable Integer year() {
        return null;
    }

    @Override
    public String basis() {
        return "joined by instant over " + gramsPerKilowattHour.size() + " intervals";
    }

    @Override
    public Met meet(EnergySeries energy, GapPolicy gaps) {
        Join join = Join.of(energy, gramsPerKilowattHour, gaps);
        var carbon = new CarbonMass(join.weightedSum() / Energy.JOULES_PER_KILOWATT_HOUR);
        return new Met(
                carbon,
                join.coverage(),
                join.timeMean(),
                join.firstGap(),
                join.held(),
                List.of(Answered.exactly(join.coverage().joined(), carbon)));
    }

    @Override
    public Range<CarbonIntensity> range(CarbonIntensity weighted, List<Answered> answered) {
        return Range.exactly(weighted);
    }
}
