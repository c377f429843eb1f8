package wattle.meter;

import java.io.Serial;

/// A reading failed. What it means for the next one is said by the problem: a part that is
/// [MeterProblem.NotPresent] has gone, one that is [MeterProblem.NoPermission] may not be read any
/// more, one that was [MeterProblem.Unreadable] may be tried again.
///
/// Has no stack trace: a sensor that fails does so once a second.
public final class MeterException extends Exception {

    @Serial private static final long serialVersionUID = 1;

    private final transient MeterProblem problem;

    public MeterException(MeterProblem problem) {
        super(problem.text(), null, false, false);
        this.problem = problem;
    }

    public MeterProblem problem() {
        return problem;
    }

    /// A reading that may succeed the next time.
    public static MeterException unreadable(String what, String why) {
        return new MeterException(new MeterProblem.Unreadable(what, why));
    }

    /// A part that has gone for good, or a meter that was closed.
    public static MeterException gone(String what) {
        return new MeterException(new MeterProblem.NotPresent(what));
    }
}
