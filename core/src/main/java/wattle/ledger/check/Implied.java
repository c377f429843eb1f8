package wattle.ledger.check;

import org.jspecify.annotations.Nullable;
import wattle.ledger.claim.CarbonBasis;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.EnergyBoundary;
import wattle.unit.Energy;
import wattle.unit.Pue;

/// What a claim says without saying it.
public final class Implied {

    private Implied() {}

    /// The energy of the computing equipment as printed, in J: without the facility's overhead
    /// where a PUE was published, and with it where none was. Null where no energy was printed.
    static @Nullable Double itJoules(Claim claim) {
        if (claim.reported().energy() == null) {
            return null;
        }
        double joules = claim.reported().energy().value().joules();
        Pue pue = claim.inputs().pue();
        return pue != null && claim.reported().boundary() == EnergyBoundary.FACILITY
                ? joules / pue.ratio()
                : joules;
    }

    /// Carbon ÷ energy of the computing equipment, in g/kWh: PUE and intensity in one. The energy
    /// is power × hours, or else the printed one. Null where either is not known or 0, and where
    /// the carbon is not that of electricity from a grid.
    public static @Nullable Double gramsPerKilowattHour(Claim claim) {
        CarbonBasis basis = claim.reported().basis();
        if (claim.reported().carbon() == null
                || basis == CarbonBasis.MARKET
                || basis == CarbonBasis.LIFECYCLE) {
            return null;
        }
        Energy computed = Recomputation.of(claim).itEnergy();
        Double joules = computed != null ? Double.valueOf(computed.joules()) : itJoules(claim);
        return joules == null || joules == 0
                ? null
                : Double.valueOf(
                        claim.reported().carbon().value().grams()
                                / new Energy(joules).kilowattHours());
    }
}
