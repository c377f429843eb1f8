package wattle.footprint;

import wattle.unit.CarbonMass;

/// How far one input alone moves the total.
///
/// @param input the input's symbol
/// @param low the total with this input at its low end and all others at their value
/// @param high the same at its high end
public record Sensitivity(String input, CarbonMass low, CarbonMass high) {

    /// The width that this input alone gives the total, in grams.
    public double spread() {
        return Math.abs(high.grams() - low.grams());
    }
}
