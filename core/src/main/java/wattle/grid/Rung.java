package wattle.grid;

/// How an intensity was come by, in the order in which one is taken where the one before has no
/// value. The order is the rule: see [Fallback].
public enum Rung {
    /// What the source itself answered when it was asked.
    HISTORY("history"),
    /// What it had answered before, kept on this machine.
    CACHED("cached"),
    /// What was expected, by a forecast that was issued before the decision.
    FORECAST("forecast"),
    /// The mean of that month and hour in other years.
    TYPICAL_DAY("typical-day"),
    /// One figure for the place and year.
    YEARLY("yearly");

    private final String label;

    Rung(String label) {
        this.label = label;
    }

    /// The word in files and reports.
    public String label() {
        return label;
    }

    /// The word in sentences: "72 % history of electricitymaps:FR".
    public String words() {
        return switch (this) {
            case HISTORY -> "history";
            case CACHED -> "cached history";
            case FORECAST -> "forecast";
            case TYPICAL_DAY -> "typical day";
            case YEARLY -> "yearly figure";
        };
    }
}
