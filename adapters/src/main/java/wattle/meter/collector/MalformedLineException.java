package wattle.meter.collector;

import java.io.IOException;
import java.io.Serial;

/// Who is at the other end of the socket does not speak this version of the protocol.
final class MalformedLineException extends IOException {

    @Serial private static final long serialVersionUID = 1;

    MalformedLineException(String why) {
        super(why);
    }

    MalformedLineException(String why, Throwable cause) {
        super(why, cause);
    }
}
