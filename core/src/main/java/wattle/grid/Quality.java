package wattle.grid;

/// How an intensity came to be known, from best to coarsest.
public enum Quality {
    MEASURED("measured"),
    ESTIMATED("estimated"),
    FORECAST("forecast"),
    /// The mean of that month and hour in other years.
    TYPICAL_DAY("typical-day"),
    /// One mean for a whole year: the coarsest that the SCI allows.
    YEARLY("yearly"),
    /// A value or file that came without a word about it.
    UNSTATED("unstated");

    private final String label;

    Quality(String label) {
        this.label = label;
    }

    /// The word in files, options and reports.
    public String label() {
        return label;
    }
}
