package wattle.grid;

import java.io.Serial;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A source of grid data gave no answer that can be used: why, and what to do about it. The message
/// never holds a credential.
public final class GridException extends Exception {

    @Serial private static final long serialVersionUID = 1;

    /// What kind of refusal it was; each asks something else of the user.
    public enum Reason {
        /// The source does not know the zone, or offers nothing for it.
        UNKNOWN_ZONE,
        /// The source knows the zone and not this signal or factor of it.
        NOT_OFFERED,
        /// The source has no value for the time asked for.
        NOT_COVERED,
        /// Nobody signed in, or the account may not have this.
        NOT_AUTHORISED,
        /// The source asks for fewer questions.
        LIMITED,
        /// No connection, a time-out, or an error of the server that did not pass.
        UNREACHABLE,
        /// An answer that is not what the source documents.
        MALFORMED
    }

    private final Reason reason;
    private final @Nullable Instant retryAt;

    public GridException(Reason reason, String message) {
        this(reason, message, null, null);
    }

    /// @param retryAt when the source says that it may be asked again; null where it does not
    public GridException(
            Reason reason, String message, @Nullable Instant retryAt, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.retryAt = retryAt;
    }

    public Reason reason() {
        return reason;
    }

    public @Nullable Instant retryAt() {
        return retryAt;
    }
}
