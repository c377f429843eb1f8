package wattle.cli;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import wattle.ledger.LedgerException;
import wattle.ledger.Scope;
import wattle.ledger.sql.Database;
import wattle.ledger.sql.Secret;
import wattle.ledger.sql.Tokens;

/// `wattle hub token create`: a new token, printed once.
final class HubTokenCreateCommand implements Callable<Integer> {

    private final Console console;
    private final Clock clock;
    private final DatabaseOptions database;

    private final Opt<String> scope =
            Opt.text(
                    "--scope",
                    "SCOPE",
                    "read, submit (send claims and runs) or admin (review them) (default: read).");

    private final Opt<String> name =
            Opt.text(
                    "--name",
                    "NAME",
                    "Whose it is; shown with what is done by it (default: the scope and the time).");

    private final Opt<String> expires =
            Opt.text("--expires", "DURATION", "Such as 90d (default: never).");

    private final Opt<Boolean> quiet = Opt.flag("--quiet", "Print the token alone.");

    HubTokenCreateCommand(
            Console console, Home home, Map<String, String> environment, Clock clock) {
        this.console = console;
        this.clock = clock;
        this.database = new DatabaseOptions(home, environment, clock);
    }

    CommandSpec spec() {
        CommandSpec command =
                Opt.command(
                        this,
                        "create",
                        "Make a token and print it, once.",
                        "wattle hub token create --scope submit --expires 90d");
        return database.addTo(Opt.add(command, scope, name, expires, quiet));
    }

    @Override
    public Integer call() {
        Scope chosen = Words.choose("--scope", scope.or("read"), Scope.values(), Scope::label);
        Instant now = clock.instant();
        Instant end = expires.given() ? now.plus(Words.duration("--expires", expires.get())) : null;
        String owner = name.or(chosen.label() + "-" + now);
        if (owner.isBlank() || owner.length() > 100) {
            throw new Failure(
                    Exit.USAGE, 387, "--name is not 1 to 100 characters", "Give a shorter name.");
        }
        try (Database opened = database.open()) {
            Secret secret = new Tokens(opened, clock).create(owner, chosen, end);
            console.out().println(secret.reveal());
            if (!quiet.given()) {
                console.err()
                        .println(
                                "wattle: a token with the scope "
                                        + chosen.label()
                                        + ", named "
                                        + owner
                                        + (end == null ? "" : ", until " + end)
                                        + ". It cannot be shown again.");
            }
        } catch (LedgerException refused) {
            throw DatabaseOptions.failure(refused);
        }
        return Exit.DONE.code();
    }
}
