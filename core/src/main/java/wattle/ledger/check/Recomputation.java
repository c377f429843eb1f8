package wattle.ledger.check;

import org.jspecify.annotations.Nullable;
import wattle.ledger.claim.CarbonBasis;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.EnergyBoundary;
import wattle.ledger.claim.Inputs;
import wattle.ledger.claim.PowerScope;
import wattle.ledger.claim.Printed;
import wattle.ledger.claim.Reported;
import wattle.unit.CarbonMass;
import wattle.unit.Energy;

/// A claim's figures, computed again from its own inputs: E = P × T, facility energy = E × PUE,
/// carbon = facility energy × I.
///
/// A PUE that was not published is taken as 1, since that is what its publisher did where the
/// figures close. Where power or hours are missing, carbon rests on the energy as printed.
///
/// @param itEnergy power × hours; null where one is not known
/// @param energy the same within the boundary of the printed energy, for comparison with it
/// @param carbon facility energy × intensity; null where one is not known
/// @param energyError (computed − printed) ÷ printed; null where one is not known or printed is 0
/// @param carbonError the same of the carbon; null also where the printed one counts the making of
///   the equipment
/// @param energyVerdict how the energy compares
/// @param carbonVerdict how the carbon compares
public record Recomputation(
        @Nullable Energy itEnergy,
        @Nullable Energy energy,
        @Nullable CarbonMass carbon,
        @Nullable Double energyError,
        @Nullable Double carbonError,
        Verdict energyVerdict,
        Verdict carbonVerdict) {

    public static Recomputation of(Claim claim) {
        Inputs inputs = claim.inputs();
        Reported reported = claim.reported();
        Energy it = itEnergy(inputs);
        Energy comparable =
                it != null && reported.boundary() == EnergyBoundary.FACILITY
                        ? facility(it, inputs)
                        : it;
        Energy facility = it != null ? facility(it, inputs) : facilityAsPrinted(reported, inputs);
        CarbonMass carbon =
                facility == null || inputs.intensity() == null
                        ? null
                        : inputs.intensity().of(facility);
        Printed<Energy> energyPrinted = reported.energy();
        Printed<CarbonMass> carbonPrinted =
                reported.basis() == CarbonBasis.LIFECYCLE ? null : reported.carbon();
        return new Recomputation(
                it,
                comparable,
                carbon,
                energyPrinted == null || comparable == null
                        ? null
                        : error(energyPrinted.value().joules(), comparable.joules()),
                carbonPrinted == null || carbon == null
                        ? null
                        : error(carbonPrinted.value().grams(), carbon.grams()),
                energyPrinted == null || comparable == null
                        ? Verdict.UNCHECKED
                        : Verdict.of(
                                energyPrinted.value().joules(),
                                energyPrinted.lastDigit().joules(),
                                comparable.joules()),
                carbonPrinted == null || carbon == null
                        ? Verdict.UNCHECKED
                        : Verdict.of(
                                carbonPrinted.value().grams(),
                                carbonPrinted.lastDigit().grams(),
                                carbon.grams()));
    }

    /// The worse of both comparisons.
    public Verdict verdict() {
        return energyVerdict.and(carbonVerdict);
    }

    private static @Nullable Energy itEnergy(Inputs inputs) {
        if (inputs.power() == null) {
            return null;
        }
        Double hours =
                inputs.powerScope() == PowerScope.DEVICE
                        ? inputs.allDeviceHours()
                        : inputs.wallHours();
        return hours == null ? null : new Energy(inputs.power().watts() * hours * 3600);
    }

    private static Energy facility(Energy it, Inputs inputs) {
        return inputs.pue() == null ? it : it.times(inputs.pue());
    }

    private static @Nullable Energy facilityAsPrinted(Reported reported, Inputs inputs) {
        if (reported.energy() == null) {
            return null;
        }
        Energy printed = reported.energy().value();
        return switch (reported.boundary()) {
            case FACILITY -> printed;
            case DEVICE, IT, HOST, UNSTATED -> facility(printed, inputs);
        };
    }

    private static @Nullable Double error(double printed, double computed) {
        return printed == 0 ? null : Double.valueOf((computed - printed) / printed);
    }
}
