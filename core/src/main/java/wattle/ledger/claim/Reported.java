package wattle.ledger.claim;

import org.jspecify.annotations.Nullable;
import wattle.unit.CarbonMass;
import wattle.unit.Energy;

/// The figures of a claim, as they were printed.
///
/// @param energy energy
/// @param boundary what that energy counts; `UNSTATED` where it is null
/// @param carbon carbon; never a market-based figure where there is another
/// @param basis what that carbon counts; `UNSTATED` where it is null
/// @param marketBased carbon by contracts, shown apart
public record Reported(
        @Nullable Printed<Energy> energy,
        EnergyBoundary boundary,
        @Nullable Printed<CarbonMass> carbon,
        CarbonBasis basis,
        @Nullable Printed<CarbonMass> marketBased) {

    public static final Reported NOTHING =
            new Reported(null, EnergyBoundary.UNSTATED, null, CarbonBasis.UNSTATED, null);

    public Reported {
        if (energy == null && boundary != EnergyBoundary.UNSTATED) {
            throw new IllegalArgumentException("a boundary without an energy: " + boundary.label());
        }
        if (carbon == null && basis != CarbonBasis.UNSTATED) {
            throw new IllegalArgumentException("a basis without a carbon: " + basis.label());
        }
    }
}
