package wattle.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import wattle.footprint.Footprint;
import wattle.unit.CarbonMass;
import wattle.unit.Range;

/// Carbon masses that belong together, in one unit with one number of decimals, so that printed
/// parts add up to the printed total.
///
/// @param unit mg, g, kg or t
/// @param gramsPerUnit grams of one such unit
/// @param decimals printed
public record Masses(String unit, double gramsPerUnit, int decimals) {

    /// The unit and decimals in which `total` shows three significant digits.
    public static Masses fitting(CarbonMass total) {
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

    /// A footprint's operational part as printed: the printed total less the printed embodied part,
    /// at most one in the last digit from its own rounding. So the total is the one that other
    /// lines print, and a reader's sum agrees.
    BigDecimal operational(Footprint footprint) {
        BigDecimal total = rounded(footprint.total());
        CarbonMass embodied = footprint.embodied();
        return embodied == null ? total : total.subtract(rounded(embodied));
    }

    /// "3.4 kg CO2eq", a part of what is printed in this unit. What is nothing in it, and yet
    /// something, has a figure of its own behind it: "0 kg CO2eq (428 g CO2eq)".
    String part(CarbonMass mass) {
        return part(rounded(mass), mass);
    }

    /// @param printed as it adds up with the others
    String part(BigDecimal printed, CarbonMass mass) {
        String words = Figures.grouped(printed) + " " + unit + " CO2eq";
        return printed.signum() == 0 && mass.grams() != 0
                ? words + " (" + alone(mass) + ")"
                : words;
    }

    /// ", between 16.0 and 101 kg CO2eq", in the unit that fits the higher one; nothing where no
    /// input is uncertain.
    public static String range(Range<CarbonMass> range) {
        if (range.low().compareTo(range.high()) == 0) {
            return "";
        }
        Masses masses = fitting(range.high());
        return ", between "
                + masses.of(range.low())
                + " and "
                + masses.withUnit(range.high())
                + " CO2eq";
    }

    private BigDecimal rounded(CarbonMass mass) {
        return BigDecimal.valueOf(mass.grams() / gramsPerUnit)
                .setScale(decimals, RoundingMode.HALF_EVEN);
    }

    public String of(CarbonMass mass) {
        return Figures.grouped(rounded(mass));
    }

    public String withUnit(CarbonMass mass) {
        return of(mass) + " " + unit;
    }

    /// Any mass in the unit that fits it alone.
    public static String alone(CarbonMass mass) {
        return fitting(mass).withUnit(mass) + " CO2eq";
    }
}
