package wattle.hub.web.runs;

import org.jspecify.annotations.Nullable;
import wattle.hub.web.Access;
import wattle.ledger.Scope;
import wattle.ledger.sql.LiveRun;

/// Who may do what to which run. The only place that decides it.
///
/// | | nobody | any token | its own | `submit` | `submit`, its own | `admin` |
/// |---|---|---|---|---|---|---|
/// | see a public run | yes | yes | yes | yes | yes | yes |
/// | see another run | no | no | yes | no | yes | yes |
/// | send to it | no | no | no | no | yes | no |
///
/// An admin does not send to the run of another: its record is its owner's.
enum Permission {
    SEE,
    SEND;

    /// @param identity null for nobody
    boolean allows(Access.@Nullable Identity identity, LiveRun run) {
        boolean own = identity != null && identity.id().equals(run.owner());
        return switch (this) {
            case SEE -> run.isPublic() || own || isAdmin(identity);
            case SEND -> own && has(identity, Scope.SUBMIT);
        };
    }

    static boolean isAdmin(Access.@Nullable Identity identity) {
        return has(identity, Scope.ADMIN);
    }

    private static boolean has(Access.@Nullable Identity identity, Scope scope) {
        return identity != null && identity.allows(scope);
    }
}
