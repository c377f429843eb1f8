package wattle.hub.web.carbonaware;

import java.io.Serial;

/// That nothing is called so, or nothing by the hour is known of it. The message says which, and
/// what to do, without a word of the machine.
public final class NotKnownException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    public NotKnownException(String message, Throwable cause) {
        super(message, cause);
    }
}
