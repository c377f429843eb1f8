package wattle.ledger.check;

import wattle.ledger.claim.Claim;
import wattle.ledger.claim.EnergyBoundary;
import wattle.ledger.claim.Evidence;
import wattle.ledger.claim.Metering;
import wattle.ledger.claim.Method;

/// What a claim is worth, by rule and not by what its publisher calls it. From weakest to
/// strongest.
public enum Provenance {
    /// Somebody said so.
    CLAIMED("claimed"),
    /// Its inputs are complete, and give what was printed within 5 %.
    ESTIMATED("estimated"),
    /// A meter's total with its boundary, by a named version of a tool, sampled at a stated
    /// interval with at least 95 % coverage, and the digest of its record.
    MEASURED("measured"),
    /// A named third party signed a report on it.
    AUDITED("audited");

    private static final double ENOUGH_COVERAGE = 0.95;

    private final String label;

    Provenance(String label) {
        this.label = label;
    }

    /// The word in files, options and answers.
    public String label() {
        return label;
    }

    public static Provenance of(Claim claim) {
        if (claim.evidence().audit() != null) {
            return AUDITED;
        }
        if (isMeasured(claim)) {
            return MEASURED;
        }
        return isEstimated(claim) ? ESTIMATED : CLAIMED;
    }

    private static boolean isMeasured(Claim claim) {
        Evidence evidence = claim.evidence();
        Metering metering = evidence.metering();
        return evidence.method() == Method.MEASURED
                && metering != null
                && metering.version() != null
                && metering.seconds() != null
                && metering.coverage() != null
                && metering.coverage() >= ENOUGH_COVERAGE
                && metering.digest() != null
                && claim.reported().energy() != null
                && claim.reported().boundary() != EnergyBoundary.UNSTATED;
    }

    /// Complete: power and hours, or an energy that was measured; and an intensity where carbon is
    /// claimed.
    private static boolean isEstimated(Claim claim) {
        Recomputation again = Recomputation.of(claim);
        boolean energyIsKnown =
                again.itEnergy() != null
                        || (claim.reported().energy() != null
                                && claim.evidence().method() == Method.MEASURED);
        boolean carbonIsKnown =
                claim.reported().carbon() == null || again.carbonVerdict() != Verdict.UNCHECKED;
        return energyIsKnown
                && carbonIsKnown
                && again.verdict() != Verdict.UNCHECKED
                && again.verdict() != Verdict.OFF;
    }
}
