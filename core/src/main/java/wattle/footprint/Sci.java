package wattle.footprint;

import wattle.unit.CarbonMass;

/// Software Carbon Intensity: (O + M) per R. A rate, never a total; lower is better.
///
/// @param carbon O + M
/// @param unit R
/// @param count how many units the carbon was spent on, more than zero
public record Sci(CarbonMass carbon, FunctionalUnit unit, double count) {

    public Sci {
        if (!(count > 0) || Double.isInfinite(count)) {
            throw new IllegalArgumentException(
                    "the number of functional units must be finite and more than zero: " + count);
        }
    }

    /// Grams of CO2eq per functional unit.
    public double gramsPerUnit() {
        return carbon.grams() / count;
    }
}
