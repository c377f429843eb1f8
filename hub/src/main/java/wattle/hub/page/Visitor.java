package wattle.hub.page;

import org.jspecify.annotations.Nullable;
import wattle.hub.web.Access;
import wattle.ledger.Scope;

/// Who looks at a page.
///
/// @param identity null for somebody who is not signed in
/// @param proof what a form of this visitor's has to bring along; empty where nobody is signed in
public record Visitor(Access.@Nullable Identity identity, String proof) {

    static final Visitor NOBODY = new Visitor(null, "");

    public boolean isSignedIn() {
        return identity != null;
    }

    /// Whether this visitor may do what needs that scope.
    public boolean allows(Scope needed) {
        return identity != null && identity.allows(needed);
    }

    /// The name of the token that was signed in with; empty for nobody.
    public String name() {
        return identity == null ? "" : identity.id();
    }
}
