package wattle.grid;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import wattle.series.Coverage;
import wattle.series.Interval;
import wattle.unit.CarbonMass;

/// What an energy series gives when it meets an intensity, before any overhead.
///
/// @param carbon of the covered energy
/// @param coverage how much of the energy met an intensity
/// @param timeMean the intensity's mean over the covered time, in g/kWh; empty where no time was
///   covered
/// @param gap the first stretch of energy without an intensity; null where there is none
/// @param held for how long the last value was held over gaps
/// @param answered what each layer of the intensity answered for, in the order of its layers; one
///   for an intensity without layers
public record Met(
        CarbonMass carbon,
        Coverage coverage,
        OptionalDouble timeMean,
        @Nullable Interval gap,
        Duration held,
        List<Answered> answered) {

    public Met {
        answered = List.copyOf(answered);
    }
}
