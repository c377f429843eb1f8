package wattle.report;

import wattle.unit.CarbonMass;

/// The same carbon in an everyday unit, with the year of the factor: such factors change every
/// year.
///
/// @param name what is counted, in the plural
/// @param value how many
/// @param source who published the factor
/// @param year of the edition
public record Equivalent(String name, double value, String source, int year) {

    /// @param gramsPerUnit grams of CO2eq of one unit, more than zero
    public static Equivalent of(
            CarbonMass carbon, String name, double gramsPerUnit, String source, int year) {
        if (!(gramsPerUnit > 0)) {
            throw new IllegalArgumentException(
                    "a unit must stand for more than zero grams: " + name + " " + gramsPerUnit);
        }
        return new Equivalent(name, carbon.grams() / gramsPerUnit, source, year);
    }
}
