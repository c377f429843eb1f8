package wattle.hub.analysis;

/// Why a figure leaves a claim out.
public enum Reason {
    /// No carbon was reported.
    NO_CARBON("no-carbon"),
    /// Its carbon is counted by contracts.
    MARKET_BASED("market-based"),
    /// Its carbon counts the making of the equipment too.
    LIFECYCLE("lifecycle"),
    /// Its intensity is a marginal one, which is not comparable with an average.
    MARGINAL("marginal"),
    /// A carbon of 0 has no logarithm.
    ZERO_CARBON("zero-carbon"),
    NO_ENERGY("no-energy"),
    /// An energy of 0 has no logarithm.
    ZERO_ENERGY("zero-energy"),
    NO_INTENSITY("no-intensity"),
    /// The value is 0 or less and has no logarithm.
    NOT_POSITIVE("not-positive"),
    NO_ENERGY_SOURCE("no-energy-source"),
    NO_COUNTRY("no-country"),
    NO_TASK("no-task"),
    NO_YEAR("no-year"),
    NO_DATASET("no-dataset"),
    NO_SCORE("no-score"),
    /// Not all numbers that it takes were published.
    NO_INPUTS("no-inputs");

    private final String label;

    Reason(String label) {
        this.label = label;
    }

    /// The word in files and answers.
    public String label() {
        return label;
    }
}
