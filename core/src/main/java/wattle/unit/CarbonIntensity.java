package wattle.unit;

/// The carbon intensity of electricity in grams of CO2 equivalent per kilowatt hour (g/kWh):
/// finite.
///
/// An average is never negative, and the series that carry averages refuse one. A nodal marginal
/// rate can by its definition be below zero, so the sign is kept here.
public record CarbonIntensity(double gramsPerKilowattHour) implements Comparable<CarbonIntensity> {

    /// Grams in one pound, by the international definition of the pound of 1959.
    private static final double GRAMS_PER_POUND = 453.59237;

    public CarbonIntensity {
        Checks.finite(gramsPerKilowattHour, "carbon intensity", "g/kWh");
    }

    /// From pounds per megawatt hour, the unit of US sources: 1 lb/MWh = 0.45359237 g/kWh.
    public static CarbonIntensity ofPoundsPerMegawattHour(double poundsPerMegawattHour) {
        return new CarbonIntensity(poundsPerMegawattHour * GRAMS_PER_POUND / 1000);
    }

    /// The carbon of `energy` at this intensity.
    public CarbonMass of(Energy energy) {
        return new CarbonMass(energy.kilowattHours() * gramsPerKilowattHour);
    }

    public CarbonIntensity times(double factor) {
        return new CarbonIntensity(gramsPerKilowattHour * factor);
    }

    @Override
    public int compareTo(CarbonIntensity other) {
        return Double.compare(gramsPerKilowattHour, other.gramsPerKilowattHour);
    }
}
