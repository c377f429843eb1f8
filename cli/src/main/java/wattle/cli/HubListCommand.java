package wattle.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import wattle.hub.exchange.CheckedClaim;
import wattle.hub.exchange.CheckedClaimJson;
import wattle.hub.exchange.ClaimCsv;
import wattle.ledger.Ledger;
import wattle.ledger.LedgerException;
import wattle.ledger.claim.Claim;
import wattle.ledger.sql.Database;

/// `wattle hub list`: claims with what they say, what their inputs give, and what is odd.
final class HubListCommand implements Callable<Integer> {

    private final Console console;
    private final Clock clock;
    private final DatabaseOptions database;
    private final SelectionOptions selection = new SelectionOptions();

    private final TableOptions table =
            new TableOptions("Print wattle.claims/1.", "Print a header and a row for each claim.");

    HubListCommand(Console console, Home home, Map<String, String> environment, Clock clock) {
        this.console = console;
        this.clock = clock;
        this.database = new DatabaseOptions(home, environment, clock);
    }

    CommandSpec spec() {
        CommandSpec command =
                Opt.command(
                        this,
                        "list",
                        "List claims: what was said, what it is worth, what is odd about it.",
                        "wattle hub list --model llama");
        return table.addTo(database.addTo(selection.addTo(command)));
    }

    @Override
    public Integer call() {
        table.requireOne();
        try (Database opened = database.open();
                Ledger ledger = database.ledger(opened)) {
            List<CheckedClaim> claims = new HubClaims(ledger, clock).list(selection.selection());
            table.print(
                    console,
                    to -> text(claims, to),
                    to -> csv(claims, to),
                    to -> CheckedClaimJson.page(claims, null, Versions.current(), to));
        } catch (LedgerException failed) {
            throw DatabaseOptions.failure(failed);
        }
        return Exit.DONE.code();
    }

    private static void csv(List<CheckedClaim> claims, PrintWriter to) {
        var rows = new ClaimCsv(to, ClaimCsv.Flavour.RAW);
        claims.forEach(rows::add);
        rows.flush();
    }

    private static void text(List<CheckedClaim> claims, PrintWriter to) {
        var columns = new Columns();
        columns.add(
                "claim", "model", "year", "energy", "carbon", "recomputed", "provenance", "odd");
        for (CheckedClaim each : claims) {
            Claim claim = each.entry().claim();
            if (claim == null) {
                columns.add(each.entry().key(), "", "", "", "", "", "withdrawn", "");
                continue;
            }
            columns.add(
                    each.entry().key(),
                    claim.subject().model(),
                    claim.subject().year() == null ? "" : "" + claim.subject().year(),
                    claim.reported().energy() == null ? "" : claim.reported().energy().toString(),
                    claim.reported().carbon() == null ? "" : claim.reported().carbon().toString(),
                    HubClaimText.recomputed(each),
                    each.provenance() == null ? "" : each.provenance().label(),
                    each.findings().stream()
                            .map(finding -> finding.rule().label())
                            .distinct()
                            .collect(Collectors.joining(" ")));
        }
        columns.print("", to);
        to.println(claims.size() + " claims");
    }
}
