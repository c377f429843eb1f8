package wattle.grid;

import wattle.unit.CarbonMass;
import wattle.unit.Energy;

/// What one layer of an intensity answered for.
///
/// @param energy that met a value of this layer, or a value of it that was held over a gap
/// @param carbon of that energy, before any overhead
/// @param low of that energy had every value been at its lower bound; `carbon` where values have no
///   bounds
/// @param high the same for the upper bound
public record Answered(Energy energy, CarbonMass carbon, CarbonMass low, CarbonMass high) {

    /// By values that have no bounds.
    static Answered exactly(Energy energy, CarbonMass carbon) {
        return new Answered(energy, carbon, carbon, carbon);
    }

    public Answered plus(Answered other) {
        return new Answered(
                energy.plus(other.energy),
                carbon.plus(other.carbon),
                low.plus(other.low),
                high.plus(other.high));
    }
}
