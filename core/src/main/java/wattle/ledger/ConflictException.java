package wattle.ledger;

/// A claim was changed by somebody else since it was read; nothing was written.
public final class ConflictException extends LedgerException {

    private static final long serialVersionUID = 1;

    private final int revision;

    /// @param revision the one that now stands
    public ConflictException(String message, int revision) {
        super(message);
        this.revision = revision;
    }

    /// The revision that now stands.
    public int revision() {
        return revision;
    }
}
