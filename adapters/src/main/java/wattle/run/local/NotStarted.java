package wattle.run.local;

import java.io.Serial;

/// The command could not be started. Exit codes are the shell's: 127 not found, 126 found and not
/// executable.
public final class NotStarted extends Exception {
    @Serial private static final long serialVersionUID = 1;
    private static final int ENOENT = 2;

    private final int exitCode;

    private NotStarted(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    static NotStarted of(String program, int errno, String reason) {
        return errno == ENOENT
                ? new NotStarted(127, "command not found: " + program)
                : new NotStarted(126, "cannot run " + program + ": " + reason);
    }

    public int exitCode() {
        return exitCode;
    }
}
