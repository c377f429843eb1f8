package wattle.ledger.claim;

/// Where an energy was cut off from the rest of the world. The commonest reason why two figures
/// differ.
public enum EnergyBoundary {
    /// The accelerators alone.
    DEVICE("device"),
    /// The computing equipment as published, without the data centre's overhead; whether hosts are
    /// in is not said.
    IT("it"),
    /// Whole machines, without the data centre's overhead.
    HOST("host"),
    /// With the data centre's overhead: PUE is applied.
    FACILITY("facility"),
    /// Nobody said.
    UNSTATED("unstated");

    private final String label;

    EnergyBoundary(String label) {
        this.label = label;
    }

    /// The word in files and answers.
    public String label() {
        return label;
    }
}
