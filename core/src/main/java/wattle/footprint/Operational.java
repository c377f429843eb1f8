package wattle.footprint;

import java.util.OptionalDouble;
import wattle.series.Coverage;
import wattle.unit.CarbonMass;
import wattle.unit.Energy;
import wattle.unit.Pue;

/// The carbon of running: O = E × I, where E is facility energy, IT energy × PUE.
///
/// @param itEnergy the energy of the devices
/// @param pue facility over IT energy, applied here and nowhere else
/// @param carbon O, over the covered energy
/// @param coverage the share of the IT energy that met an intensity
/// @param energyWeighted the mean intensity by energy, in g/kWh; empty where no energy was covered
/// @param timeMean the mean intensity by time, in g/kWh; empty where no time was covered
public record Operational(
        Energy itEnergy,
        Pue pue,
        CarbonMass carbon,
        Coverage coverage,
        OptionalDouble energyWeighted,
        OptionalDouble timeMean) {

    public Energy facilityEnergy() {
        return itEnergy.times(pue);
    }
}
