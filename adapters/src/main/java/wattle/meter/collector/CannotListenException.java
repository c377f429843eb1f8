package wattle.meter.collector;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A collector that cannot listen where it was asked to.
public final class CannotListenException extends IOException {

    @Serial private static final long serialVersionUID = 1;

    /// What kind of obstacle it was.
    public enum Reason {
        /// Another collector listens there already.
        TAKEN,
        /// What lies there is no socket, and is left alone.
        NOT_A_SOCKET,
        NO_SUCH_GROUP,
        NOT_PERMITTED,
        /// Whatever else the system says: a name too long, a disk that is full.
        FAILED
    }

    private final Reason reason;

    CannotListenException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
