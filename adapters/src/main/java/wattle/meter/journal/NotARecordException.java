package wattle.meter.journal;

import java.io.Serial;

/// A file is not a record of a run, or holds nothing of one yet.
public final class NotARecordException extends Exception {

    @Serial private static final long serialVersionUID = 1;

    public NotARecordException(String message) {
        super(message);
    }
}
