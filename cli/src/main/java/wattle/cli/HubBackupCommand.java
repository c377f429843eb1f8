package wattle.cli;

import java.io.IOException;
import java.nio.file.Files;
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

/// `wattle hub backup`: the store in one file, as it is at one moment.
final class HubBackupCommand implements Callable<Integer> {

    private final Console console;
    private final Clock clock;
    private final DatabaseOptions database;
    private final PositionalParamSpec file = Opt.words("FILE", "1", "What to write.");
    private final Opt<Boolean> force = Opt.flag("--force", "Replace a file.");

    HubBackupCommand(Console console, Home home, Map<String, String> environment, Clock clock) {
        this.console = console;
        this.clock = clock;
        this.database = new DatabaseOptions(home, environment, clock);
    }

    CommandSpec spec() {
        CommandSpec command =
                Opt.command(
                        this,
                        "backup",
                        "Write the store into one file, while it is in use; print the log's head.",
                        "wattle hub backup /tmp/hubcopy --force");
        return database.addTo(Opt.add(command, force)).addPositional(file);
    }

    @Override
    public Integer call() {
        Path to = Words.path("FILE", Opt.all(file).getFirst());
        if (Files.exists(to) && !force.given()) {
            throw new Failure(
                    Exit.CONFLICT,
                    1,
                    to + " exists already",
                    "Choose another name, or add --force to replace it.");
        }
        try (Database opened = database.open()) {
            LogHead head = Backup.write(opened, to, clock);
            console.out().println(head.size() + ":" + head.rootHash());
        } catch (LedgerException refused) {
            throw DatabaseOptions.failure(refused);
        } catch (IOException failed) {
            throw new Failure(
                    Exit.FAULT,
                    10,
                    to + " cannot be written",
                    "Check that its folder is there and may be written to.",
                    failed);
        }
        return Exit.DONE.code();
    }
}
