package wattle.series;

/// Energy met no value although the policy was [GapPolicy.Fail].
public final class NotCoveredException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Interval firstGap;
    private final transient Coverage coverage;

    NotCoveredException(Interval firstGap, Coverage coverage) {
        super(
                "no value for "
                        + firstGap
                        + ": "
                        + coverage.joined().joules()
                        + " J of "
                        + coverage.total().joules()
                        + " J are covered");
        this.firstGap = firstGap;
        this.coverage = coverage;
    }

    /// The first stretch of energy without a value.
    public Interval firstGap() {
        return firstGap;
    }

    public Coverage coverage() {
        return coverage;
    }
}
