package wattle.ledger;

/// What may be seen of an entry.
public enum State {
    /// Everybody.
    PUBLISHED("published"),
    /// Those who review, and who sent it.
    HELD("held"),
    /// That it was there, and why it is gone.
    WITHDRAWN("withdrawn");

    private final String label;

    State(String label) {
        this.label = label;
    }

    /// The word in files and answers.
    public String label() {
        return label;
    }
}
