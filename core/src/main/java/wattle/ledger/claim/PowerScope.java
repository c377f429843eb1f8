package wattle.ledger.claim;

/// What a power is the power of.
public enum PowerScope {
    /// One accelerator; goes with device hours.
    DEVICE("device"),
    /// All machines of the job; goes with wall hours.
    SYSTEM("system");

    private final String label;

    PowerScope(String label) {
        this.label = label;
    }

    /// The word in files and answers.
    public String label() {
        return label;
    }
}
