package wattle.hub.web;

import org.jspecify.annotations.Nullable;
import wattle.ledger.Scope;

/// Who somebody with a token is. Threads share it.
@FunctionalInterface
public interface Access {

    /// Knows no token: what needs one is refused to everybody.
    Access NOBODY = token -> null;

    /// @param token as it was sent; of any length up to a header's and with any content
    /// @return null where the token is not known, has expired or was revoked
    @Nullable Identity identify(String token);

    /// @param id of the token, not the token itself: it may be logged and counted by
    /// @param scope of the whole hub; null for a token that is good for something else only
    record Identity(String id, @Nullable Scope scope) {

        /// Whether it may do what needs that scope.
        public boolean allows(Scope needed) {
            return scope != null && scope.allows(needed);
        }
    }
}
