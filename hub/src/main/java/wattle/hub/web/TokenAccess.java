package wattle.hub.web;

import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import wattle.ledger.LedgerException;
import wattle.ledger.sql.Token;
import wattle.ledger.sql.Tokens;

/// The tokens of a store, as the server asks for them.
public record TokenAccess(Tokens tokens) implements Access {

    @Override
    public @Nullable Identity identify(String token) {
        try {
            return tokens.check(token).map(TokenAccess::identity).orElse(null);
        } catch (LedgerException unreadable) {
            // Nobody is let in by a store that cannot be asked; who comes again is asked for again.
            return null;
        }
    }

    private static Identity identity(Token token) {
        var scopes = EnumSet.noneOf(Scope.class);
        for (wattle.ledger.sql.Scope each : wattle.ledger.sql.Scope.values()) {
            if (token.scope().allows(each)) {
                scopes.add(Scope.valueOf(each.name()));
            }
        }
        return new Identity(token.name(), scopes);
    }
}
