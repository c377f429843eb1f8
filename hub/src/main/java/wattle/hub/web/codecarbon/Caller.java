package wattle.hub.web.codecarbon;

import io.javalin.http.Context;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import wattle.hub.web.Access;
import wattle.hub.web.Requests;
import wattle.ledger.LedgerException;
import wattle.ledger.Scope;
import wattle.ledger.tracked.Project;
import wattle.ledger.tracked.ProjectToken;
import wattle.ledger.tracked.ProjectTokens;

/// Who asks, and what he may do. A token of the server may do it everywhere, a project's in its
/// project; without a token there are the public projects to read, and nothing to write.
///
/// @param name of the token; empty where there is none
/// @param token of a project; null where it is none
record Caller(String name, @Nullable Scope scope, @Nullable ProjectToken token) {

    /// What the identities of projects' tokens begin with. No others have no scope.
    private static final String OF_PROJECT = "project-token/";

    /// Projects' tokens, for the server to know.
    static Access access(ProjectTokens tokens) {
        return secret -> {
            try {
                return tokens.check(secret)
                        .map(token -> new Access.Identity(OF_PROJECT + token.id(), null))
                        .orElse(null);
            } catch (LedgerException failed) {
                throw new IllegalStateException("tokens cannot be read", failed);
            }
        };
    }

    static Caller of(Context context, ProjectTokens tokens) throws LedgerException {
        Access.Identity identity = Requests.identity(context);
        if (identity == null) {
            return new Caller("", null, null);
        }
        if (identity.scope() == null && identity.id().startsWith(OF_PROJECT)) {
            UUID id = UUID.fromString(identity.id().substring(OF_PROJECT.length()));
            ProjectToken token = tokens.find(id).orElse(null);
            String name = token == null || token.name() == null ? "" : token.name();
            return new Caller(name.isBlank() ? "project token" : name, null, token);
        }
        return new Caller(identity.id(), identity.scope(), null);
    }

    boolean isAnybody() {
        return name.isEmpty();
    }

    /// Whether it is a token of the server that reads.
    boolean reads() {
        return scope != null;
    }

    /// Whether it is a token of the server that writes runs.
    boolean submits() {
        return scope != null && scope.allows(Scope.SUBMIT);
    }

    boolean reads(Project project) {
        return reads() || project.isPublic() || readsByToken(project.id());
    }

    /// Whether it is the project's token.
    boolean readsByToken(UUID projectId) {
        return token != null && token.reads() && token.projectId().equals(projectId);
    }

    boolean writes(UUID projectId) {
        return submits()
                || (token != null && token.writes() && token.projectId().equals(projectId));
    }

    void needsReading() {
        if (!reads()) {
            throw refused("a token of the server with the scope read");
        }
    }

    void needsAdministration() {
        if (scope != Scope.ADMIN) {
            throw refused("a token of the server with the scope admin");
        }
    }

    static RefusedException refused(String needed) {
        return RefusedException.forbidden("Not allowed to perform this action: it needs " + needed);
    }
}
