package wattle.hub.web.claims;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import wattle.hub.web.Access;
import wattle.hub.web.Problem;
import wattle.hub.web.ProblemException;
import wattle.ledger.Entry;
import wattle.ledger.Ledger;
import wattle.ledger.LedgerException;
import wattle.ledger.Receipt;
import wattle.ledger.State;
import wattle.ledger.Submission;
import wattle.ledger.claim.Claim;

/// What is done with claims, whoever asks: a client of the API or somebody at a page. It asks
/// [Permission] and refuses with a [ProblemException]; a change of a revision that no longer stands
/// is the ledger's [wattle.ledger.ConflictException]. Threads share it.
public final class ClaimDesk {

    private static final int LONGEST_REASON = 1000;

    private final Ledger ledger;

    public ClaimDesk(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Where the claims are.
    public Ledger ledger() {
        return ledger;
    }

    /// The claim of that id, where it may be seen. What may not be seen is not there: 404.
    ///
    /// @param identity null for nobody
    /// @param id as it was sent
    public Entry seen(Access.@Nullable Identity identity, String id) throws LedgerException {
        if (id.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            Optional<Entry> entry = ledger.find(UUID.fromString(id));
            if (entry.isPresent() && Permission.SEE.allows(identity, entry.get())) {
                return entry.get();
            }
        }
        throw new ProblemException(Problem.of(404, "there is no such claim"));
    }

    /// Whether somebody reviews claims, and is believed what makes one measured or audited.
    public static boolean reviews(Access.@Nullable Identity identity) {
        return Permission.REVIEW.allows(identity, null);
    }

    /// Whether somebody may take this claim back, or say it anew.
    public static boolean owns(Access.@Nullable Identity identity, Entry entry) {
        return Permission.WITHDRAW.allows(identity, entry);
    }

    /// Adds a claim: held, or published where its sender reviews claims.
    ///
    /// @param once told the same again, the same claim is the same one; it becomes part of its key.
    ///   Null where nobody tells
    public Entry add(Access.@Nullable Identity identity, @Nullable String once, Claim claim)
            throws LedgerException {
        Access.Identity sender = known(identity);
        require(Permission.ADD, sender, null);
        requireProvable(sender, claim);
        if (once != null && !once.matches("[\\x21-\\x7e]{1,100}")) {
            throw new ProblemException(
                    Problem.of(
                            422,
                            "Idempotency-Key is 1 to 100 printable characters without blanks"));
        }
        String key = "api/" + sender.id() + "/" + (once == null ? UUID.randomUUID() : once);
        Optional<Entry> before = ledger.find(key);
        if (before.isPresent()) {
            if (!claim.equals(before.get().claim())) {
                throw new ProblemException(
                        Problem.of(
                                422,
                                "Idempotency-Key was used for another claim, or one that was changed since"));
            }
            return before.get();
        }
        State state = reviews(sender) ? State.PUBLISHED : State.HELD;
        Receipt receipt =
                ledger.put(List.of(new Submission(key, sender.id(), state, claim))).getFirst();
        return receipt.entry();
    }

    /// Says a claim anew. What its sender says is held until it is reviewed, even where what he
    /// said before was published: a review is of what was read.
    ///
    /// @param revision the one that was read
    public Entry revise(
            Access.@Nullable Identity identity,
            Entry entry,
            int revision,
            Claim claim,
            @Nullable String reason)
            throws LedgerException {
        require(Permission.REVISE, identity, entry);
        requireProvable(identity, claim);
        State state = reviews(identity) ? entry.state() : State.HELD;
        return ledger.revise(
                entry.id(), revision, state, claim, known(identity).id(), requireReason(reason));
    }

    /// Takes a claim back.
    ///
    /// @param revision the one that was read
    public Entry withdraw(
            Access.@Nullable Identity identity, Entry entry, int revision, @Nullable String reason)
            throws LedgerException {
        require(Permission.WITHDRAW, identity, entry);
        return ledger.withdraw(entry.id(), revision, known(identity).id(), requireReason(reason));
    }

    /// Publishes a claim or holds it.
    ///
    /// @param revision the one that was read
    public Entry show(
            Access.@Nullable Identity identity,
            Entry entry,
            int revision,
            State state,
            @Nullable String reason)
            throws LedgerException {
        require(Permission.REVIEW, identity, entry);
        return ledger.show(
                entry.id(), revision, state, known(identity).id(), requireReason(reason));
    }

    /// @throws ProblemException 403, or 409 where a change is meant and the claim was withdrawn
    static void require(
            Permission permission, Access.@Nullable Identity identity, @Nullable Entry entry) {
        if (!permission.allows(identity, entry)) {
            throw new ProblemException(
                    Problem.of(
                            403,
                            permission == Permission.ADD
                                    ? "sending a claim needs the scope submit"
                                    : "this is for those who sent the claim, or who review claims"));
        }
        if (entry != null && entry.state() == State.WITHDRAWN) {
            throw new ProblemException(
                    Problem.of(409, "the claim was withdrawn, and stays so: send a new one"));
        }
    }

    private static Access.Identity known(Access.@Nullable Identity identity) {
        if (identity == null) {
            throw new ProblemException(Problem.of(401, "this needs a token"));
        }
        return identity;
    }

    /// What makes a claim measured or audited is not taken from whoever sends it.
    ///
    /// @throws ProblemException 422
    static void requireProvable(Access.@Nullable Identity identity, Claim claim) {
        if (reviews(identity)) {
            return;
        }
        if (claim.evidence().audit() != null) {
            throw unproven("/evidence/audit", "an audit is entered by those who review claims");
        }
        if (claim.evidence().metering() != null && claim.evidence().metering().digest() != null) {
            throw unproven(
                    "/evidence/metering/record_sha256",
                    "the digest of a record is entered by those who have seen the record");
        }
    }

    private static ProblemException unproven(String pointer, String why) {
        return new ProblemException(
                Problem.of(422, why, Problem.Place.inBody(pointer, "WATTLE-3392", why)));
    }

    /// @throws ProblemException 422
    static String requireReason(@Nullable String reason) {
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new ProblemException(
                    Problem.of(
                            422,
                            "a change needs a reason of 1 to 1000 characters, for everybody to read"));
        }
        return reason;
    }
}
