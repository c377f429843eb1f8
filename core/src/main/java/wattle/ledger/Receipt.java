package wattle.ledger;

/// What became of a submission.
///
/// @param outcome what was done
/// @param entry the revision that now stands
public record Receipt(Outcome outcome, Entry entry) {

    /// What was done with a submission.
    public enum Outcome {
        /// It is a claim that was not there.
        ADDED,
        /// A claim of that key was there and said something else; this is its next revision.
        REVISED,
        /// The same was there already; nothing was written.
        UNCHANGED,
        /// A claim of that key was withdrawn, and stays so.
        REFUSED
    }
}
