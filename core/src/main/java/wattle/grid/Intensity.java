package wattle.grid;

import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.series.EnergySeries;
import wattle.series.GapPolicy;
import wattle.unit.CarbonIntensity;
import wattle.unit.Range;
import wattle.unit.Source;

/// The carbon intensity that energy is joined with: a series over time, one factor for a place and
/// period, or several of them of which one stands in for another.
///
/// The alternatives answer by methods rather than being told apart by `switch`: a switch over types
/// costs a fresh JVM some ten milliseconds, and every run and account comes through here.
public sealed interface Intensity permits IntensitySeries, IntensityFactor, LayeredIntensity {

    /// The grid zone; null where nobody said.
    @Nullable GridZone zone();

    /// The place in words.
    String place();

    /// Signal and factor.
    Labels labels();

    Quality quality();

    /// The year of a yearly figure; null where there is none.
    @Nullable Integer year();

    Source source();

    /// What was counted or joined, in words.
    String basis();

    /// The energy joined with this intensity by instant.
    ///
    /// @throws wattle.series.NotCoveredException if energy met no intensity and the policy is
    ///   [GapPolicy.Fail]
    Met meet(EnergySeries energy, GapPolicy gaps);

    /// The range of what was used, given its mean weighted by energy.
    ///
    /// @param answered as in [Met#answered], of all energy
    Range<CarbonIntensity> range(CarbonIntensity weighted, List<Answered> answered);
}
