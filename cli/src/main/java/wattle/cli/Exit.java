package wattle.cli;

/// How a command ended, as its exit code. `wattle run` gives the child's own code instead.
public enum Exit {
    DONE(0),
    FAULT(1),
    USAGE(2),
    INVALID_INPUT(3),
    DATA_MISSING(4),
    UPSTREAM(5),
    NOT_AUTHORISED(6),
    CONFLICT(7),
    VERIFICATION_FAILED(8),
    BUDGET_EXCEEDED(9),
    INTERRUPTED(130);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
