package wattle.ledger;

import wattle.ledger.claim.Claim;

/// A claim on its way into the ledger.
///
/// @param key what the claim is called where it comes from, such as `published/opt-175b-authors`:
///   the same key again is the same claim, said anew. 1 to 200 printable ASCII characters without
///   blanks
/// @param submitter who sent it, such as `import` or the name of a token
/// @param state `PUBLISHED` or `HELD`
/// @param claim what is claimed
public record Submission(String key, String submitter, State state, Claim claim) {

    private static final int LONGEST = 200;

    public Submission {
        if (key.isEmpty()
                || key.length() > LONGEST
                || key.chars().anyMatch(each -> each <= ' ' || each > '~')) {
            throw new IllegalArgumentException(
                    "a key is 1 to 200 printable ASCII characters without blanks, not one of "
                            + key.length());
        }
        if (submitter.isBlank() || submitter.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "a submission needs a submitter of 1 to 200 characters");
        }
        if (state == State.WITHDRAWN) {
            throw new IllegalArgumentException("what is withdrawn is not submitted");
        }
    }
}
