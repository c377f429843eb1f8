package wattle.ledger;

import org.jspecify.annotations.Nullable;
import wattle.ledger.check.Provenance;
import wattle.ledger.claim.CarbonBasis;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.EnergyBoundary;
import wattle.ledger.claim.Stage;

/// Which claims are meant: those to which everything that is not null applies.
///
/// @param source how the key begins, up to its first `/`: `survey`, `published`
/// @param model its name contains this, whatever the case
/// @param task exactly
/// @param dataset exactly
/// @param firstYear published in it or later
/// @param lastYear published in it or earlier
/// @param countryCode exactly
/// @param energySource exactly
/// @param stage among its stages
/// @param boundary of the energy
/// @param basis of the carbon
/// @param provenance as computed by [Provenance#of]
/// @param state exactly; null means published
public record Selection(
        @Nullable String source,
        @Nullable String model,
        @Nullable String task,
        @Nullable String dataset,
        @Nullable Integer firstYear,
        @Nullable Integer lastYear,
        @Nullable String countryCode,
        @Nullable String energySource,
        @Nullable Stage stage,
        @Nullable EnergyBoundary boundary,
        @Nullable CarbonBasis basis,
        @Nullable Provenance provenance,
        @Nullable State state) {

    /// Everything that is published.
    public static final Selection ALL =
            new Selection(
                    null, null, null, null, null, null, null, null, null, null, null, null, null);

    public Selection {
        if (firstYear != null && lastYear != null && firstYear > lastYear) {
            throw new IllegalArgumentException(
                    "the first year comes after the last: " + firstYear + ", " + lastYear);
        }
    }

    /// All published claims of one source.
    public static Selection ofSource(String source) {
        return new Selection(
                source, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /// The state that is meant.
    public State wantedState() {
        return state == null ? State.PUBLISHED : state;
    }

    /// Whether an entry is meant, the slow way: what a store answers by its indexes is this.
    public boolean test(Entry entry) {
        if (entry.state() != wantedState() || !startsWith(entry.key())) {
            return false;
        }
        Claim claim = entry.claim();
        return claim == null ? asksForNothingOfAClaim() : test(claim);
    }

    private boolean startsWith(String key) {
        return source == null || key.startsWith(source + "/");
    }

    private boolean asksForNothingOfAClaim() {
        return equals(
                new Selection(
                        source, null, null, null, null, null, null, null, null, null, null, null,
                        state));
    }

    private boolean test(Claim claim) {
        Integer year = claim.subject().year();
        return (model == null || contains(claim.subject().model(), model))
                && matches(task, claim.subject().task())
                && matches(dataset, claim.subject().dataset())
                && (firstYear == null || (year != null && year >= firstYear))
                && (lastYear == null || (year != null && year <= lastYear))
                && matches(countryCode, claim.inputs().place().countryCode())
                && matches(energySource, claim.inputs().place().energySource())
                && (stage == null || claim.subject().stages().contains(stage))
                && matches(boundary, claim.reported().boundary())
                && matches(basis, claim.reported().basis())
                && (provenance == null || provenance == Provenance.of(claim));
    }

    private static boolean contains(String text, String part) {
        return text.toLowerCase(java.util.Locale.ROOT)
                .contains(part.toLowerCase(java.util.Locale.ROOT));
    }

    private static boolean matches(@Nullable Object wanted, @Nullable Object actual) {
        return wanted == null || wanted.equals(actual);
    }
}
