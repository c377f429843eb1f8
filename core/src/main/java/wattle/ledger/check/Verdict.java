package wattle.ledger.check;

/// How a printed figure compares with what its inputs give.
public enum Verdict {
    /// Within 1 %, or within half of the last digit printed.
    CLOSES("closes"),
    /// Within 5 %.
    NEAR("near"),
    /// Farther off.
    OFF("off"),
    /// Its inputs were not published.
    UNCHECKED("unchecked");

    static final double CLOSE = 0.01;
    static final double WITHIN = 0.05;

    private final String label;

    Verdict(String label) {
        this.label = label;
    }

    /// The word in files and answers.
    public String label() {
        return label;
    }

    /// @param printed as it was printed
    /// @param lastDigit one more in its last digit
    /// @param computed what the inputs give
    public static Verdict of(double printed, double lastDigit, double computed) {
        double difference = Math.abs(computed - printed);
        if (difference <= CLOSE * printed || difference <= lastDigit / 2) {
            return CLOSES;
        }
        return difference <= WITHIN * printed ? NEAR : OFF;
    }

    /// The worse of two; what was not checked says nothing.
    Verdict and(Verdict other) {
        if (this == UNCHECKED || other == UNCHECKED) {
            return this == UNCHECKED ? other : this;
        }
        return compareTo(other) >= 0 ? this : other;
    }
}
