package wattle.cli;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import wattle.ledger.LedgerException;
import wattle.ledger.LogHead;
import wattle.ledger.sql.Database;
import wattle.ledger.sql.Verification;

/// `wattle hub verify`: whether anything in the store was changed behind its log.
final class HubVerifyCommand implements Callable<Integer> {

    private final Console console;
    private final DatabaseOptions database;

    private final Opt<String[]> heads =
            Opt.texts(
                    "--head",
                    "SIZE:HASH",
                    "A head of the log that was printed before and kept elsewhere: the log must still begin"
                            + " with it.");

    HubVerifyCommand(Console console, Home home, Map<String, String> environment, Clock clock) {
        this.console = console;
        this.database = new DatabaseOptions(home, environment, clock);
    }

    CommandSpec spec() {
        CommandSpec command =
                Opt.command(
                        this,
                        "verify",
                        "Recompute every hash of the store and its log; print the log's head.",
                        "wattle hub verify");
        return database.addTo(Opt.add(command, heads));
    }

    @Override
    public Integer call() {
        List<LogHead> known = Opt.all(heads).stream().map(HubVerifyCommand::head).toList();
        try (Database opened = database.open()) {
            Verification verification = Verification.of(opened, known);
            if (verification.isClean()) {
                LogHead head = verification.head();
                console.out().println(head.size() + ":" + head.rootHash());
                return Exit.DONE.code();
            }
            List<String> problems = new ArrayList<>();
            verification.problems().forEach(each -> problems.add(each.toString()));
            problems.forEach(each -> console.err().println("wattle: " + each));
            throw new Failure(
                    Exit.VERIFICATION_FAILED,
                    384,
                    "the store was changed behind its log, or is damaged: "
                            + verification.found()
                            + " places",
                    "Restore a backup with wattle hub restore, or find out who changed it.");
        } catch (LedgerException failed) {
            throw DatabaseOptions.failure(failed);
        }
    }

    private static LogHead head(String text) {
        int colon = text.indexOf(':');
        try {
            return new LogHead(
                    Long.parseLong(text.substring(0, Math.max(0, colon))),
                    text.substring(colon + 1));
        } catch (IllegalArgumentException wrong) {
            throw new Failure(
                    Exit.USAGE,
                    385,
                    "--head is not a size and a hash",
                    "Give it as wattle hub verify printed it, such as 64:0123…",
                    wrong);
        }
    }
}
