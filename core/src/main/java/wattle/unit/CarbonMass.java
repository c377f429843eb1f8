package wattle.unit;

/// A mass of greenhouse gases in grams of CO2 equivalent (gCO2eq): finite.
///
/// Negative only as a difference, such as a saving that turned out to be a loss.
public record CarbonMass(double grams) implements Comparable<CarbonMass> {

    public static final CarbonMass ZERO = new CarbonMass(0);

    public CarbonMass {
        Checks.finite(grams, "carbon mass", "grams of CO2eq");
    }

    public static CarbonMass ofKilograms(double kilograms) {
        return new CarbonMass(kilograms * 1000);
    }

    public double kilograms() {
        return grams / 1000;
    }

    public CarbonMass plus(CarbonMass other) {
        return new CarbonMass(grams + other.grams);
    }

    public CarbonMass minus(CarbonMass other) {
        return new CarbonMass(grams - other.grams);
    }

    public CarbonMass times(double factor) {
        return new CarbonMass(grams * factor);
    }

    public CarbonMass times(Share share) {
        return new CarbonMass(grams * share.fraction());
    }

    @Override
    public int compareTo(CarbonMass other) {
        return Double.compare(grams, other.grams);
    }
}
