package wattle.ledger.claim;

/// Whose machines a model was trained on.
public enum Setting {
    /// The publisher's own.
    LOCAL("local"),
    /// A provider's.
    CLOUD("cloud");

    private final String label;

    Setting(String label) {
        this.label = label;
    }

    /// The word in files and answers.
    public String label() {
        return label;
    }
}
