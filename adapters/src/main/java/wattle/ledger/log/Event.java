package wattle.ledger.log;

/// What a line of the log says happened to a claim.
public enum Event {
    /// It was not there before.
    ADDED("added"),
    /// It says something else.
    REVISED("revised"),
    /// It says the same, and is seen by others than before.
    SHOWN("shown"),
    /// What it said is gone.
    WITHDRAWN("withdrawn");

    private final String label;

    Event(String label) {
        this.label = label;
    }

    /// The word in lines.
    public String label() {
        return label;
    }
}
