package wattle.cli;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import wattle.hub.exchange.CheckedClaim;
import wattle.hub.exchange.CheckedClaimJson;
import wattle.hub.exchange.ClaimCsv;
import wattle.ledger.Entry;
import wattle.ledger.Ledger;
import wattle.ledger.LedgerException;
import wattle.ledger.sql.Database;

/// `wattle hub show`: one claim with everything that is known of it, and its history.
final class HubShowCommand implements Callable<Integer> {

    private final Console console;
    private final Clock clock;
    private final DatabaseOptions database;

    private final PositionalParamSpec claim =
            Opt.words("CLAIM", "1", "Its id, its key, or the key's last part.");

    private final TableOptions table =
            new TableOptions("Print wattle.claim/1.", "Print a header and a row.");

    HubShowCommand(Console console, Home home, Map<String, String> environment, Clock clock) {
        this.console = console;
        this.clock = clock;
        this.database = new DatabaseOptions(home, environment, clock);
    }

    CommandSpec spec() {
        CommandSpec command =
                Opt.command(
                        this,
                        "show",
                        "Show one claim: inputs, recomputation, what is odd, sources, history.",
                        "wattle hub show llama33-70b");
        return table.addTo(database.addTo(command)).addPositional(claim);
    }

    @Override
    public Integer call() {
        table.requireOne();
        try (Database opened = database.open();
                Ledger ledger = database.ledger(opened)) {
            var claims = new HubClaims(ledger, clock);
            Entry entry = claims.find(Opt.all(claim).getFirst());
            CheckedClaim checked = claims.checked(entry);
            List<Entry> history = ledger.history(entry.id());
            table.print(
                    console,
                    to -> HubClaimText.print(checked, history, to),
                    to -> {
                        var rows = new ClaimCsv(to, ClaimCsv.Flavour.RAW);
                        rows.add(checked);
                        rows.flush();
                    },
                    to -> CheckedClaimJson.one(checked, history, Versions.current(), to));
        } catch (LedgerException failed) {
            throw DatabaseOptions.failure(failed);
        }
        return Exit.DONE.code();
    }
}
