package wattle.run;

/// A [Runner] could not do what it was asked to.
public final class RunnerException extends Exception {

    private static final long serialVersionUID = 1;

    /// Whether asking again may help.
    public enum Reason {
        /// Nobody answered; what was asked may or may not have been done.
        UNREACHABLE,
        /// It will be refused the next time as well: no such command, no permission, no such job.
        REFUSED
    }

    private final Reason reason;

    public RunnerException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public RunnerException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
