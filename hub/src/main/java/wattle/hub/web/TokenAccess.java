package wattle.hub.web;

import org.jspecify.annotations.Nullable;
import wattle.ledger.LedgerException;
import wattle.ledger.sql.Tokens;

/// The tokens of a store, as the server asks for them.
public record TokenAccess(Tokens tokens) implements Access {

    @Override
    public @Nullable Identity identify(String token) {
        try {
            return tokens.check(token)
                    .map(known -> new Identity(known.name(), known.scope()))
                    .orElse(null);
        } catch (LedgerException unreadable) {
            // Nobody is let in by a store that cannot be asked; who comes again is asked for again.
            return null;
        }
    }
}
