package wattle.report.json;

import org.jspecify.annotations.Nullable;

/// A document that is not a `wattle.footprint/1`: what is wrong, and where.
public final class MalformedFootprintException extends RuntimeException {

    private static final long serialVersionUID = 1;

    MalformedFootprintException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
