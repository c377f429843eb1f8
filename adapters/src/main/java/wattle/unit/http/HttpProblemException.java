package wattle.unit.http;

/// A request that got no answer that can be used: to whom, and why, in words without secrets. It
/// has no cause, because the messages of those quote headers and bodies.
public final class HttpProblemException extends Exception {

    private static final long serialVersionUID = 1;

    /// What kind of failure it was.
    public enum Kind {
        /// The request was never sent: HTTP does not allow it.
        NOT_SENT,
        /// No connection, no answer in time, or one that broke off.
        UNANSWERED,
        /// More than the limit.
        TOO_LARGE,
        /// Not JSON, or not all of it.
        MALFORMED
    }

    private final Kind kind;

    HttpProblemException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
