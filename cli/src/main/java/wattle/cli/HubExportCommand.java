package wattle.cli;

import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import wattle.hub.exchange.Bundle;
import wattle.hub.exchange.CheckedClaim;
import wattle.hub.exchange.CheckedClaimJson;
import wattle.hub.exchange.ClaimCsv;
import wattle.ledger.Ledger;
import wattle.ledger.LedgerException;
import wattle.ledger.sql.Database;

/// `wattle hub export`: claims for others: a table, JSON, or a bundle that can be cited.
final class HubExportCommand implements Callable<Integer> {

    /// What `--format` may say.
    private enum Format {
        CSV("csv"),
        SPREADSHEET("spreadsheet"),
        JSON("json"),
        BUNDLE("bundle");

        private final String label;

        Format(String label) {
            this.label = label;
        }
    }

    private final Console console;
    private final Clock clock;
    private final DatabaseOptions database;
    private final SelectionOptions selection = new SelectionOptions();

    private final Opt<String> format =
            Opt.text(
                    "--format",
                    "FORMAT",
                    "csv, spreadsheet (no cell is taken for a formula), json, or bundle: a zip with all of"
                            + " them, checksums, datapackage.json and croissant.json (default: csv).");

    private final Opt<String> output =
            Opt.text("--output", "FILE", "Write to a file instead; needed for a bundle.");

    private final Opt<Boolean> force = Opt.flag("--force", "Let --output replace a file.");

    HubExportCommand(Console console, Home home, Map<String, String> environment, Clock clock) {
        this.console = console;
        this.clock = clock;
        this.database = new DatabaseOptions(home, environment, clock);
    }

    CommandSpec spec() {
        CommandSpec command =
                Opt.command(
                        this,
                        "export",
                        "Write claims for others to use.",
                        "wattle hub export --format csv");
        return database.addTo(selection.addTo(Opt.add(command, format, output, force)));
    }

    @Override
    public Integer call() {
        Format chosen = Words.choose("--format", format.or("csv"), Format.values(), it -> it.label);
        if (chosen == Format.BUNDLE && !output.given()) {
            throw new Failure(
                    Exit.USAGE, 386, "a bundle is no text", "Name a file: --output claims.zip");
        }
        List<CheckedClaim> claims;
        try (Database opened = database.open();
                Ledger ledger = database.ledger(opened)) {
            claims = new HubClaims(ledger, clock).list(selection.selection());
        } catch (LedgerException failed) {
            throw DatabaseOptions.failure(failed);
        }
        if (chosen == Format.BUNDLE) {
            bundle(claims, Words.path("--output", output.get()));
            return Exit.DONE.code();
        }
        var text = new StringWriter();
        switch (chosen) {
            case CSV -> csv(claims, ClaimCsv.Flavour.RAW, text);
            case SPREADSHEET -> csv(claims, ClaimCsv.Flavour.SPREADSHEET, text);
            case JSON, BUNDLE -> CheckedClaimJson.page(claims, null, Versions.current(), text);
        }
        if (output.given()) {
            OutputOptions.write(
                    Words.path("--output", output.get()), text.toString(), force.given());
        } else {
            console.out().print(text);
        }
        return Exit.DONE.code();
    }

    private static void csv(List<CheckedClaim> claims, ClaimCsv.Flavour flavour, StringWriter to) {
        try (var rows = new ClaimCsv(to, flavour)) {
            claims.forEach(rows::add);
        }
    }

    private void bundle(List<CheckedClaim> claims, Path file) {
        var bundle = new Bundle(claims, clock.instant(), Versions.current());
        OutputOptions.write(file, bundle::write, force.given());
    }
}
