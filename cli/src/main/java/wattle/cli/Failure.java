package wattle.cli;

import java.io.Serial;

/// A refusal that the user can do something about: what is wrong and where, why, and what to do.
/// Printed as one line, such as `error WATTLE-3012: zone "FRX" is not known. Did you mean FR? See:
/// wattle grid zones`.
///
/// The number begins with the exit code, so the two cannot disagree: `new
/// Failure(Exit.INVALID_INPUT, 12, …)` is WATTLE-3012 and ends with exit code 3.
public final class Failure extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    private final int exitCode;
    private final int code;
    private final String advice;

    /// @param number below 1000, unique within `exit`
    /// @param problem what, where and why, without the full stop
    /// @param advice what to do about it, as a sentence; may be empty
    public Failure(Exit exit, int number, String problem, String advice) {
        this(exit.code(), exit.code() * 1000 + number, problem, advice);
        if (number < 0 || number > 999) {
            throw new IllegalArgumentException("a failure's number lies in 0 to 999: " + number);
        }
    }

    public Failure(Exit exit, int number, String problem, String advice, Throwable cause) {
        this(exit, number, problem, advice);
        initCause(cause);
    }

    private Failure(int exitCode, int code, String problem, String advice) {
        super(problem);
        this.exitCode = exitCode;
        this.code = code;
        this.advice = advice;
    }

    /// A command that `wattle run` cannot start, which is the user's mistake, ends with the shell's
    /// code: WATTLE-2127 and WATTLE-2126.
    static Failure notStarted(int exitCode, String problem, Throwable cause) {
        var failure = new Failure(exitCode, Exit.USAGE.code() * 1000 + exitCode, problem, "");
        failure.initCause(cause);
        return failure;
    }

    /// A file that is named as an argument and cannot be read, for whatever reason the system has.
    static Failure unreadable(String file, Exception why) {
        return new Failure(
                Exit.INVALID_INPUT,
                16,
                file
                        + (why instanceof java.nio.file.NoSuchFileException
                                ? " is not there, or may not be read"
                                : " cannot be read"),
                "Check the name and that it is a file that you may read.",
                why);
    }

    /// Such as `WATTLE-3012`.
    String code() {
        return "WATTLE-" + code;
    }

    /// What to do about it; may be empty.
    String advice() {
        return advice;
    }

    public int exitCode() {
        return exitCode;
    }

    /// `error WATTLE-3012: zone "FRX" is not known. Did you mean FR?`
    public String line() {
        var problem = String.valueOf(getMessage());
        var end = problem.endsWith(".") || problem.endsWith("?") ? "" : ".";
        return "error WATTLE-"
                + code
                + ": "
                + problem
                + end
                + (advice.isEmpty() ? "" : " " + advice);
    }
}
