package wattle.hub.web;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who somebody with a token is. Threads share it.
@FunctionalInterface
public interface Access {

    /// Knows no token: what needs one is refused to everybody.
    Access NOBODY = token -> null;

    /// @param token as it was sent; of any length up to a header's and with any content
    /// @return null where the token is not known, has expired or was revoked
    @Nullable Identity identify(String token);

    /// @param id of the token, not the token itself: it may be logged and counted by
    /// @param scopes what it allows
    record Identity(String id, Set<Scope> scopes) {

        public Identity {
            scopes = Set.copyOf(scopes);
        }
    }
}
