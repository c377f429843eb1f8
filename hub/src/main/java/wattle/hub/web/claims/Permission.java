package wattle.hub.web.claims;

import org.jspecify.annotations.Nullable;
import wattle.hub.web.Access;
import wattle.ledger.Entry;
import wattle.ledger.LoggedLine;
import wattle.ledger.Scope;
import wattle.ledger.State;

/// Who may do what to which claim. The only place that decides it.
///
/// | | nobody, `read` | `submit` | `submit`, its own | `admin` |
/// |---|---|---|---|---|
/// | see what is published or withdrawn | yes | yes | yes | yes |
/// | see what is held | no | no | yes | yes |
/// | add | no | held | | published |
/// | read a line of the log, of a claim that is published | yes | yes | yes | yes |
/// | of one that is held or withdrawn | no | no | yes | yes |
/// | revise, withdraw | no | no | yes | yes |
/// | publish, hold | no | no | no | yes |
public enum Permission {
    SEE,
    READ_LINE,
    ADD,
    REVISE,
    WITHDRAW,
    REVIEW;

    /// @param identity null for nobody
    /// @param entry the claim; null for one that is to be added
    public boolean allows(Access.@Nullable Identity identity, @Nullable Entry entry) {
        return entry == null
                ? allows(identity, null, null)
                : allows(identity, entry.state(), entry.owner());
    }

    /// @param identity null for nobody
    boolean allowsLine(Access.@Nullable Identity identity, LoggedLine line) {
        return allows(identity, line.state(), line.owner());
    }

    /// @param state and owner of the claim; null for one that is to be added
    private boolean allows(
            Access.@Nullable Identity identity, @Nullable State state, @Nullable String owner) {
        boolean admin = has(identity, Scope.ADMIN);
        boolean submit = admin || has(identity, Scope.SUBMIT);
        boolean own = submit && identity != null && identity.id().equals(owner);
        return switch (this) {
            case SEE -> admin || own || state != State.HELD;
            case READ_LINE -> admin || own || state == State.PUBLISHED;
            case ADD -> submit;
            case REVISE, WITHDRAW -> admin || own;
            case REVIEW -> admin;
        };
    }

    private static boolean has(Access.@Nullable Identity identity, Scope scope) {
        return identity != null && identity.allows(scope);
    }
}
