package wattle.ledger;

/// A ledger could not do what it was asked for. The message says what to do.
public class LedgerException extends Exception {

    private static final long serialVersionUID = 1;

    public LedgerException(String message) {
        super(message);
    }

    public LedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
