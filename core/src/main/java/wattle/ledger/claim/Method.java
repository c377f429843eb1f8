package wattle.ledger.claim;

/// How the publisher says to know the energy. What a claim is worth is not this, but its
/// provenance.
public enum Method {
    /// By meters.
    MEASURED("measured"),
    /// From hardware and hours.
    ESTIMATED("estimated"),
    /// Looked at by a third party.
    AUDITED("audited"),
    /// Nobody said.
    UNSTATED("unstated");

    private final String label;

    Method(String label) {
        this.label = label;
    }

    /// The word in files and answers.
    public String label() {
        return label;
    }
}
