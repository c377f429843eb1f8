package wattle.cli;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import wattle.hub.submission.PublishedRuns;
import wattle.ledger.Entry;
import wattle.ledger.Ledger;
import wattle.ledger.LedgerException;
import wattle.ledger.State;
import wattle.ledger.Submission;
import wattle.ledger.sql.Database;
import wattle.ledger.sql.DatabaseUrl;
import wattle.ledger.sql.SqlLedger;

/// Which store the hub's commands work on: `--database`, or else `WATTLE_DATABASE`, or else a file
/// below `WATTLE_HOME`.
final class DatabaseOptions {

    private static final String VARIABLE = "WATTLE_DATABASE";
    private static final String SHIPPER = "wattle";

    private final Opt<String> database =
            Opt.text(
                    "--database",
                    "URL",
                    "Where the claims are: a file, or postgresql://HOST/DATABASE?user=USER (default:"
                            + " WATTLE_DATABASE, or hub/hub.db below WATTLE_HOME).");

    private final Home home;
    private final Map<String, String> environment;
    private final Clock clock;

    DatabaseOptions(Home home, Map<String, String> environment, Clock clock) {
        this.home = home;
        this.environment = environment;
        this.clock = clock;
    }

    CommandSpec addTo(CommandSpec command) {
        return Opt.add(command, database);
    }

    /// The store, made where there is none.
    ///
    /// @throws Failure if it cannot be opened
    Database open() {
        String fromEnvironment = environment.getOrDefault(VARIABLE, "");
        String standard =
                fromEnvironment.isEmpty()
                        ? home.folder().resolve("hub").resolve("hub.db").toString()
                        : fromEnvironment;
        try {
            return Database.open(DatabaseUrl.parse(database.or(standard)));
        } catch (LedgerException refused) {
            throw failure(refused);
        }
    }

    /// The claims in a store, with those that ship with Wattle. One that somebody has said anew
    /// stays as he said it.
    ///
    /// @throws Failure if they cannot be written
    Ledger ledger(Database opened) {
        try {
            Ledger ledger = new SqlLedger(opened, clock);
            List<Submission> shipped = new ArrayList<>();
            for (var each : PublishedRuns.shipped().entrySet()) {
                Optional<Entry> stands = ledger.find(each.getKey());
                if (stands.isEmpty() || stands.get().submitter().equals(SHIPPER)) {
                    shipped.add(
                            new Submission(
                                    each.getKey(), SHIPPER, State.PUBLISHED, each.getValue()));
                }
            }
            ledger.put(shipped);
            return ledger;
        } catch (LedgerException refused) {
            throw failure(refused);
        }
    }

    /// What a store could not do, for the user.
    static Failure failure(LedgerException refused) {
        return new Failure(
                Exit.UPSTREAM,
                380,
                "the store of the hub: " + refused.getMessage(),
                "Check --database and what it names.",
                refused);
    }
}
