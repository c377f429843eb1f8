package wattle.hub.analysis;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.ledger.check.Recomputation;
import wattle.ledger.check.Verdict;
import wattle.ledger.claim.CarbonBasis;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.EnergyBoundary;
import wattle.ledger.claim.Printed;
import wattle.ledger.claim.Reported;
import wattle.unit.CarbonMass;
import wattle.unit.Energy;

/// A recorded figure that is not what the other recorded figures give: off by more than 1 % and by
/// more than half of the last digit that was printed. It is shown, and stays in all figures.
///
/// @param rule which product it is not
/// @param recorded in the rule's unit
/// @param recomputed the product
public record Inconsistency(String modelId, Rule rule, double recorded, double recomputed) {

    /// What a recorded figure should be.
    public enum Rule {
        /// × PUE where the energy is the facility's.
        ENERGY("energy = power × devices × hours", "kWh"),
        /// × PUE where the energy is not the facility's and a PUE was published.
        CARBON("carbon = energy × intensity", "kg");

        private final String label;
        private final String unit;

        Rule(String label, String unit) {
            this.label = label;
            this.unit = unit;
        }

        /// The formula in files and answers.
        public String label() {
            return label;
        }

        /// Of both values.
        public String unit() {
            return unit;
        }
    }

    static final String FIGURE = "inconsistent_rows";

    /// By model, the energy first.
    static List<Inconsistency> of(List<Observation> all, Exclusions exclusions) {
        List<Inconsistency> energy = new ArrayList<>();
        exclusions.keep(FIGURE + ".energy", all, each -> energy(each, energy));
        List<Inconsistency> carbon = new ArrayList<>();
        exclusions.keep(FIGURE + ".carbon", all, each -> carbon(each, carbon));
        energy.addAll(carbon);
        energy.sort(java.util.Comparator.comparing(Inconsistency::modelId));
        return List.copyOf(energy);
    }

    /// Why it could not be checked; null where it was.
    private static @Nullable Reason energy(Observation each, List<Inconsistency> found) {
        Recomputation again = Recomputation.of(each.claim());
        Energy energy = again.energy();
        if (!each.has(Quantity.ENERGY)) {
            return Reason.NO_ENERGY;
        }
        if (energy == null) {
            return Reason.NO_INPUTS;
        }
        if (again.energyVerdict() != Verdict.CLOSES) {
            found.add(
                    new Inconsistency(
                            each.modelId(),
                            Rule.ENERGY,
                            each.get(Quantity.ENERGY),
                            energy.kilowattHours()));
        }
        return null;
    }

    /// Of the energy as recorded, whatever that should have been: [Recomputation] goes on with its
    /// own.
    private static @Nullable Reason carbon(Observation each, List<Inconsistency> found) {
        Claim claim = each.claim();
        Reported reported = claim.reported();
        Printed<CarbonMass> printed = reported.carbon();
        if (printed == null || reported.basis() == CarbonBasis.MARKET) {
            return printed == null && reported.marketBased() == null
                    ? Reason.NO_CARBON
                    : Reason.MARKET_BASED;
        }
        if (reported.basis() == CarbonBasis.LIFECYCLE) {
            return Reason.LIFECYCLE;
        }
        if (reported.energy() == null) {
            return Reason.NO_ENERGY;
        }
        if (claim.inputs().intensity() == null) {
            return Reason.NO_INTENSITY;
        }
        CarbonMass again =
                claim.inputs().intensity().of(facility(claim, reported.energy().value()));
        Verdict verdict =
                Verdict.of(printed.value().grams(), printed.lastDigit().grams(), again.grams());
        if (verdict != Verdict.CLOSES) {
            found.add(
                    new Inconsistency(
                            each.modelId(),
                            Rule.CARBON,
                            Quantity.kilograms(printed),
                            again.grams() / 1000));
        }
        return null;
    }

    private static Energy facility(Claim claim, Energy printed) {
        return claim.reported().boundary() == EnergyBoundary.FACILITY
                        || claim.inputs().pue() == null
                ? printed
                : printed.times(claim.inputs().pue());
    }
}
