package wattle.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import wattle.ledger.Ledger;
import wattle.ledger.LedgerException;
import wattle.ledger.Receipt;
import wattle.ledger.State;
import wattle.ledger.Submission;
import wattle.ledger.claim.Claim;
import wattle.ledger.sql.Database;

/// `wattle hub import`: claims from files of every kind that is read. The same file again adds
/// nothing.
final class HubImportCommand implements Callable<Integer> {

    private final Console console;
    private final DatabaseOptions database;
    private final Opt<Boolean> dryRun =
            Opt.flag("--dry-run", "Say what is in the files, and write nothing.");

    private final PositionalParamSpec files =
            Opt.words(
                    "FILE",
                    "1..*",
                    "The survey's models.csv, a training-runs.csv, CodeCarbon's emissions.csv, records of"
                            + " wattle run, model cards, BoAmps reports.");

    HubImportCommand(Console console, Home home, Map<String, String> environment, Clock clock) {
        this.console = console;
        this.database = new DatabaseOptions(home, environment, clock);
    }

    CommandSpec spec() {
        CommandSpec command =
                Opt.command(
                        this,
                        "import",
                        "Add the claims in files, or say them anew.",
                        "wattle hub import docs/examples/model-card.md");
        return database.addTo(Opt.add(command, dryRun)).addPositional(files);
    }

    @Override
    public Integer call() throws InterruptedException {
        // All are read before anything is written: one that cannot be read leaves the hub as it
        // was.
        Map<Path, Map<String, Claim>> read = new LinkedHashMap<>();
        for (String each : Opt.all(files)) {
            Path file = Words.path("FILE", each);
            read.put(file, ClaimsOfFiles.read(file, row -> say(file, row + " and is left out")));
        }
        if (dryRun.given()) {
            read.forEach((file, claims) -> say(file, claims.size() + " claims, none written"));
            return Exit.DONE.code();
        }
        try (Database opened = database.open();
                Ledger ledger = database.ledger(opened)) {
            for (Map.Entry<Path, Map<String, Claim>> each : read.entrySet()) {
                List<Submission> submissions = new ArrayList<>();
                each.getValue()
                        .forEach((key, claim) ->
                                submissions.add(
                                        new Submission(key, "import", State.PUBLISHED, claim)));
                say(each.getKey(), outcome(ledger.put(submissions)));
            }
        } catch (LedgerException failed) {
            throw DatabaseOptions.failure(failed);
        }
        return Exit.DONE.code();
    }

    private static String outcome(List<Receipt> receipts) {
        StringBuilder text = new StringBuilder(receipts.size() + " claims");
        for (Receipt.Outcome outcome : Receipt.Outcome.values()) {
            long count = receipts.stream().filter(each -> each.outcome() == outcome).count();
            if (count > 0) {
                text.append(", ").append(count).append(' ').append(word(outcome));
            }
        }
        return text.toString();
    }

    private static String word(Receipt.Outcome outcome) {
        return switch (outcome) {
            case ADDED -> "added";
            case REVISED -> "revised";
            case UNCHANGED -> "known already";
            case REFUSED -> "withdrawn before, and left so";
        };
    }

    private void say(Path file, String words) {
        console.err().println("wattle: " + file + ": " + words);
    }
}
