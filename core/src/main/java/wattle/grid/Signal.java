package wattle.grid;

/// Which question an intensity answers: what the grid emits on average, or what one more kilowatt
/// hour causes.
public enum Signal {
    /// All emissions of the grid over all its generation.
    AVERAGE("average"),
    /// The plants that follow a small change of load now: short-run marginal (MOER, SRMER).
    MARGINAL("marginal"),
    /// The plants that are built or closed for a lasting change of load (LRMER).
    LONG_RUN_MARGINAL("long-run-marginal"),
    /// Nobody said. Comparable with nothing but itself.
    UNSTATED("unstated");

    private final String label;

    Signal(String label) {
        this.label = label;
    }

    /// The word in files, options and reports.
    public String label() {
        return label;
    }
}
