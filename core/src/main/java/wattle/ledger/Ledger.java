package wattle.ledger;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import wattle.ledger.claim.Claim;

/// Where claims are kept. Append-only: every change is a new line of a log.
///
/// Threads and processes may share one. A call returns when what it wrote will survive a power cut,
/// and either all of it was written or nothing.
public interface Ledger extends AutoCloseable {

    /// Adds claims, all or none, in order. A key that is known is the same claim said anew: its
    /// next revision, or nothing where it says the same.
    ///
    /// @throws LedgerException when it could not be written; nothing was
    List<Receipt> put(List<Submission> submissions) throws LedgerException;

    /// Replaces what a claim says.
    ///
    /// @param revision the one that was read
    /// @param state what may be seen of it from then on: `PUBLISHED` or `HELD`
    /// @param reason why, for everybody to read
    /// @throws ConflictException when another revision stands by now, or the claim is withdrawn
    /// @throws LedgerException when there is no such claim, or it could not be written
    Entry revise(UUID id, int revision, State state, Claim claim, String submitter, String reason)
            throws LedgerException;

    /// Lets everybody see what was held, or holds what everybody saw.
    ///
    /// @param state `PUBLISHED` or `HELD`
    /// @throws ConflictException as in [#revise]
    /// @throws LedgerException as in [#revise]
    Entry show(UUID id, int revision, State state, String submitter, String reason)
            throws LedgerException;

    /// Takes a claim back. What it said goes from every revision; that it was there, when it went,
    /// why, and the hashes of its lines stay.
    ///
    /// @throws ConflictException as in [#revise]
    /// @throws LedgerException as in [#revise]
    Entry withdraw(UUID id, int revision, String submitter, String reason) throws LedgerException;

    /// The revision that stands.
    Optional<Entry> find(UUID id) throws LedgerException;

    /// The revision that stands of the claim with that key.
    Optional<Entry> find(String key) throws LedgerException;

    /// All revisions, the first one first; empty where there is no such claim.
    List<Entry> history(UUID id) throws LedgerException;

    /// The revisions that stand and are meant, by age of the claim.
    ///
    /// @param cursor from the page before; null for the first
    /// @param most 1 to 1000
    /// @throws LedgerException also when the cursor is not one of ours
    Page list(Selection selection, @Nullable String cursor, int most) throws LedgerException;

    /// Hands on all that [#list] would, one by one, without holding them all.
    void each(Selection selection, Consumer<Entry> consumer) throws LedgerException;

    /// Hands on the revisions that stand of all claims that the log has a line of from one on, in
    /// whatever state: what somebody has to know who knew everything before that line. In no order.
    ///
    /// @param logIndex the first such line, from 0
    void changed(long logIndex, Consumer<Entry> consumer) throws LedgerException;

    /// How many there are.
    long count(Selection selection) throws LedgerException;

    /// What the log comes to now.
    LogHead head() throws LedgerException;

    /// The log itself, with proofs of what is in it.
    Log log();

    @Override
    void close() throws LedgerException;
}
