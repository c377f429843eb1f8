package wattle.hub.web.claims;

import org.jspecify.annotations.Nullable;
import wattle.hub.web.Access;
import wattle.ledger.Entry;
import wattle.ledger.Scope;
import wattle.ledger.State;

/// Who may do what to which claim. The only place that decides it.
///
/// | | nobody, `read` | `submit` | `submit`, its own | `admin` |
/// |---|---|---|---|---|
/// | see what is published or withdrawn | yes | yes | yes | yes |
/// | see what is held | no | no | yes | yes |
/// | add | no | held | | published |
/// | revise, withdraw | no | no | yes | yes |
/// | publish, hold | no | no | no | yes |
public enum Permission {
    SEE,
    ADD,
    REVISE,
    WITHDRAW,
    REVIEW;

    /// @param identity null for nobody
    /// @param entry the claim; null for one that is to be added
    public boolean allows(Access.@Nullable Identity identity, @Nullable Entry entry) {
        boolean admin = has(identity, Scope.ADMIN);
        boolean submit = admin || has(identity, Scope.SUBMIT);
        boolean own =
                submit
                        && identity != null
                        && entry != null
                        && entry.submitter().equals(identity.id());
        return switch (this) {
            case SEE -> admin || own || entry == null || entry.state() != State.HELD;
            case ADD -> submit;
            case REVISE, WITHDRAW -> admin || own;
            case REVIEW -> admin;
        };
    }

    private static boolean has(Access.@Nullable Identity identity, Scope scope) {
        return identity != null && identity.allows(scope);
    }
}
