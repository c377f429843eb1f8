package wattle.run;

import java.util.Locale;

/// What a run is doing.
public enum RunState {
    /// Not started, or waiting in a queue for its turn.
    WAITING,
    RUNNING,
    PAUSED,
    /// Ended with exit code 0.
    FINISHED,
    /// Ended with another exit code, or could not be started.
    FAILED,
    /// Nobody saw how it ended, or whether it did.
    LOST;

    /// The word in files, options and reports.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether it ended, in whatever way.
    public boolean isOver() {
        return switch (this) {
            case WAITING, RUNNING, PAUSED -> false;
            case FINISHED, FAILED, LOST -> true;
        };
    }

    /// Whether a run in this state may be seen in another one next. What ended does not begin
    /// again; what was lost may be found.
    public boolean mayBecome(RunState next) {
        return switch (this) {
            // One that waits in a queue may be held there; one that is requeued waits again.
            case WAITING, RUNNING, PAUSED -> true;
            case FINISHED, FAILED -> next == this;
            case LOST -> next != WAITING;
        };
    }
}
