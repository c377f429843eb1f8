package wattle.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import wattle.unit.CarbonMass;

/// Carbon masses that belong together, in one unit with one number of decimals, so that printed
/// parts add up to the printed total.
///
/// @param unit mg, g, kg or t
/// @param gramsPerUnit grams of one such unit
/// @param decimals printed
record Masses(String unit, double gramsPerUnit, int decimals) {

    /// The unit and decimals in which `total` shows three significant digits.
    static Masses fitting(CarbonMass total) {
        double grams = Math.abs(total.grams());
        if (grams == 0 || (grams >= 1 && grams < 1000)) {
            return of("g", 1, grams);
        }
        if (grams < 1) {
            return of("mg", 1e-3, grams);
        }
        return grams < 1e6 ? of("kg", 1e3, grams) : of("t", 1e6, grams);
    }

    private static Masses of(String unit, double gramsPerUnit, double grams) {
        return new Masses(unit, gramsPerUnit, Figures.decimals(grams / gramsPerUnit));
    }

    BigDecimal rounded(CarbonMass mass) {
        return BigDecimal.valueOf(mass.grams() / gramsPerUnit)
                .setScale(decimals, RoundingMode.HALF_EVEN);
    }

    String of(CarbonMass mass) {
        return Figures.grouped(rounded(mass));
    }

    String withUnit(CarbonMass mass) {
        return of(mass) + " " + unit;
    }

    /// Any mass in the unit that fits it alone.
    static String alone(CarbonMass mass) {
        return fitting(mass).withUnit(mass) + " CO2eq";
    }
}
