package wattle.ledger.claim;

/// What a mass of carbon counts.
public enum CarbonBasis {
    /// Electricity by the grid of the place.
    LOCATION("location"),
    /// Electricity by contracts; never compared with the others, and in no analysis.
    MARKET("market"),
    /// Electricity and the making of the equipment.
    LIFECYCLE("lifecycle"),
    /// Nobody said.
    UNSTATED("unstated");

    private final String label;

    CarbonBasis(String label) {
        this.label = label;
    }

    /// The word in files and answers.
    public String label() {
        return label;
    }
}
