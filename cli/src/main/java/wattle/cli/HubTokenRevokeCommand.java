package wattle.cli;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import wattle.ledger.LedgerException;
import wattle.ledger.sql.Database;
import wattle.ledger.sql.Tokens;

/// `wattle hub token revoke`: a token is good for nothing from now on.
final class HubTokenRevokeCommand implements Callable<Integer> {

    private final Console console;
    private final Clock clock;
    private final DatabaseOptions database;

    private final PositionalParamSpec prefix =
            Opt.words(
                    "PREFIX",
                    "1",
                    "The 8 characters behind wattle_, as wattle hub token list shows them.");

    HubTokenRevokeCommand(
            Console console, Home home, Map<String, String> environment, Clock clock) {
        this.console = console;
        this.clock = clock;
        this.database = new DatabaseOptions(home, environment, clock);
    }

    CommandSpec spec() {
        CommandSpec command =
                Opt.command(
                        this,
                        "revoke",
                        "Make a token good for nothing.",
                        "wattle hub token create --quiet | cut -c8-15 | xargs wattle hub token revoke");
        return database.addTo(command).addPositional(prefix);
    }

    @Override
    public Integer call() {
        String given = Opt.all(prefix).getFirst();
        String asked = given.startsWith("wattle_") ? given.substring("wattle_".length()) : given;
        String start = asked.substring(0, Math.min(8, asked.length()));
        try (Database opened = database.open()) {
            if (!new Tokens(opened, clock).revoke(start)) {
                throw new Failure(
                        Exit.DATA_MISSING,
                        388,
                        "no token that is good begins so",
                        "See: wattle hub token list");
            }
        } catch (LedgerException refused) {
            throw DatabaseOptions.failure(refused);
        }
        console.err().println("wattle: the token is revoked");
        return Exit.DONE.code();
    }
}
