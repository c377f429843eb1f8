package wattle.hub.web;

import java.io.Serial;

/// That a server cannot listen where it was told to.
public final class CannotServeException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    CannotServeException(String host, int port, Throwable cause) {
        super("cannot listen at " + host + ", port " + port + ": " + reason(cause), cause);
    }

    private static String reason(Throwable cause) {
        Throwable last = cause;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last instanceof java.net.BindException
                ? "the port is taken, or this user may not have it"
                : String.valueOf(last.getMessage());
    }
}
