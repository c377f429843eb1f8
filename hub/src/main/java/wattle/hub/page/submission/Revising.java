package wattle.hub.page.submission;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import wattle.hub.web.Access;
import wattle.hub.web.Problem;
import wattle.hub.web.ProblemException;
import wattle.hub.web.claims.ClaimDesk;
import wattle.ledger.Entry;
import wattle.ledger.LedgerException;
import wattle.ledger.State;
import wattle.ledger.claim.Claim;

/// A claim that is said anew: what stands, and what the one who corrects it began with.
///
/// @param stands as it is in the ledger now; perhaps withdrawn
/// @param begun the revision that the form was filled in from
/// @param meanwhile what others changed since; empty where nothing was
/// @param reviews whether the visitor reviews claims
public record Revising(Entry stands, int begun, List<Change> meanwhile, boolean reviews) {

    /// @param draft that names the claim and perhaps a revision
    /// @throws ProblemException 404 where the claim may not be seen, 403 where it is not the
    ///   visitor's to correct
    static Revising of(ClaimDesk desk, Access.@Nullable Identity identity, Draft draft)
            throws LedgerException {
        Entry stands = desk.seen(identity, draft.value(Draft.REVISE));
        if (!ClaimDesk.owns(identity, stands)) {
            throw new ProblemException(
                    Problem.of(403, "this is for those who sent the claim, or who review claims"));
        }
        String said = draft.value(Draft.REVISION);
        int begun = said.isEmpty() ? stands.revision() : Integer.parseInt(said);
        return new Revising(
                stands, begun, meanwhile(desk, stands, begun), ClaimDesk.reviews(identity));
    }

    private static List<Change> meanwhile(ClaimDesk desk, Entry stands, int begun)
            throws LedgerException {
        Claim now = stands.claim();
        if (begun == stands.revision() || now == null) {
            return List.of();
        }
        for (Entry each : desk.ledger().history(stands.id())) {
            if (each.revision() == begun && each.claim() != null) {
                return Change.of(each.claim(), now);
            }
        }
        return List.of();
    }

    public UUID id() {
        return stands.id();
    }

    public boolean isWithdrawn() {
        return stands.claim() == null;
    }

    /// Whether somebody changed the claim since the form was begun.
    public boolean isLate() {
        return begun != stands.revision();
    }

    /// What a draft changes of what stands.
    List<Change> changes(Claim drafted) {
        Claim now = stands.claim();
        return now == null ? List.of() : Change.of(now, drafted);
    }

    /// A draft of what stands, to be corrected.
    ///
    /// @throws ProblemException 409 where it was withdrawn, 422 where the form cannot hold it
    Draft draft() {
        Claim now = stands.claim();
        if (now == null) {
            throw new ProblemException(
                    Problem.of(409, "the claim was withdrawn, and stays so: send a new one"));
        }
        String beyond = Draft.beyond(now);
        if (beyond != null) {
            throw new ProblemException(
                    Problem.of(
                            422,
                            "this claim has "
                                    + beyond
                                    + ": correct it by the API, PUT /v1/claims/"
                                    + id()));
        }
        return Draft.of(now)
                .with(Draft.REVISE, id().toString())
                .with(Draft.REVISION, String.valueOf(stands.revision()));
    }

    /// What becomes of it when it is sent.
    public String fate() {
        if (!reviews) {
            return "What you send is held until somebody has reviewed it"
                    + (stands.state() == State.PUBLISHED
                            ? ", although the claim is published now"
                            : "")
                    + ": until then you and they alone see it.";
        }
        return "You review claims: it stays " + stands.state().label() + ".";
    }
}
