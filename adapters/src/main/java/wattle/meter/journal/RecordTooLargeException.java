package wattle.meter.journal;

import java.io.Serial;

/// Adding a record up would take more than a server gives to one. The message says why, without a
/// name.
public final class RecordTooLargeException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    RecordTooLargeException(String message) {
        super(message);
    }
}
