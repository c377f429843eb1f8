package wattle.ledger.json;

import org.jspecify.annotations.Nullable;

/// A document that is not a claim: what is wrong, and where.
public final class MalformedClaimException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String pointer;

    MalformedClaimException(String pointer, String what, @Nullable Throwable cause) {
        super((pointer.isEmpty() ? "the claim" : pointer) + ": " + what, cause);
        this.pointer = pointer;
    }

    /// The place as a JSON pointer (RFC 6901), such as `/inputs/pue`; empty for the document
    /// itself.
    public String pointer() {
        return pointer;
    }
}
