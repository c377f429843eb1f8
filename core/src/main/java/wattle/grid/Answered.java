package wattle.grid;

import wattle.unit.CarbonMass;
import wattle.unit.Energy;

/// What one layer of an intensity answered for.
///
/// @param energy that met a value of this layer, or a value of it that was held over a gap
/// @param carbon of that energy, before any overhead
public record Answered(Energy energy, CarbonMass carbon) {

    public Answered plus(Answered other) {
        return new Answered(energy.plus(other.energy), carbon.plus(other.carbon));
    }
}
