package wattle.series;

import wattle.unit.Energy;

/// A value is needed where a series has none: energy met no value although the policy was
/// [GapPolicy.Fail], or a plan looked for one.
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

    /// A stretch of time without a value, whatever energy falls into it.
    public NotCoveredException(Interval firstGap) {
        super("no value for " + firstGap);
        this.firstGap = firstGap;
        coverage = Coverage.full(Energy.ZERO);
    }

    /// The first stretch without a value.
    public Interval firstGap() {
        return firstGap;
    }

    public Coverage coverage() {
        return coverage;
    }
}
