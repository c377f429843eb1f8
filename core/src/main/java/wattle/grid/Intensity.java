package wattle.grid;

import org.jspecify.annotations.Nullable;
import wattle.unit.Source;

/// The carbon intensity that energy is joined with: a series over time, or one factor for a place
/// and period.
public sealed interface Intensity permits IntensitySeries, IntensityFactor {

    /// The grid zone; null where nobody said.
    @Nullable GridZone zone();

    /// Signal and factor.
    Labels labels();

    Quality quality();

    Source source();
}
