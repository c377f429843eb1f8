package wattle.report.http;

import org.jspecify.annotations.Nullable;

/// A request that got no answer: to whom, and why, in words without secrets.
public final class HttpProblemException extends Exception {

    private static final long serialVersionUID = 1;

    HttpProblemException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
