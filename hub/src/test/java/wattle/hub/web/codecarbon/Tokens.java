package wattle.hub.web.codecarbon;

import java.util.Map;
import wattle.hub.web.Access;
import wattle.ledger.Scope;

/// Tokens of a server, as they are called by what they may do.
final class Tokens {

    static final String READS = "wattle_reads";
    static final String SUBMITS = "wattle_submits";
    static final String ADMINISTERS = "wattle_administers";

    static final Access ACCESS =
            Map.of(
                            READS, new Access.Identity("reader", Scope.READ),
                            SUBMITS, new Access.Identity("submitter", Scope.SUBMIT),
                            ADMINISTERS, new Access.Identity("administrator", Scope.ADMIN))
                    ::get;

    private Tokens() {}
}
