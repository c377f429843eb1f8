package wattle.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import wattle.ledger.LedgerException;
import wattle.ledger.LogHead;
import wattle.ledger.sql.Backup;
import wattle.ledger.sql.Database;

/// `wattle hub restore`: a backup into a store that has nothing yet.
final class HubRestoreCommand implements Callable<Integer> {

    private final Console console;
    private final DatabaseOptions database;
    private final PositionalParamSpec file =
            Opt.words("FILE", "1", "What wattle hub backup wrote.");

    HubRestoreCommand(Console console, Home home, Map<String, String> environment, Clock clock) {
        this.console = console;
        this.database = new DatabaseOptions(home, environment, clock);
    }

    CommandSpec spec() {
        CommandSpec command =
                Opt.command(
                        this,
                        "restore",
                        "Read a backup into an empty store, and verify it; print the log's head.",
                        "wattle hub backup /tmp/hubcopy --force && wattle hub restore"
                                + " /tmp/hubcopy --database \"$(mktemp -d)/hub\"");
        return database.addTo(command).addPositional(file);
    }

    @Override
    public Integer call() {
        Path from = Words.path("FILE", Opt.all(file).getFirst());
        try (Database opened = database.open()) {
            LogHead head = Backup.restore(opened, from);
            console.out().println(head.size() + ":" + head.rootHash());
        } catch (LedgerException refused) {
            throw new Failure(
                    Exit.CONFLICT,
                    389,
                    // Which may repeat what is in the file.
                    Columns.printable(from + " was not restored: " + refused.getMessage()),
                    "Name an empty store with --database, and a whole backup.",
                    refused);
        } catch (IOException failed) {
            throw Failure.unreadable(from.toString(), failed);
        }
        return Exit.DONE.code();
    }
}
