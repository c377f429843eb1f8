package wattle.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import wattle.hub.submission.BoampsFile;
import wattle.hub.submission.ClaimFile;
import wattle.hub.submission.ModelCardFile;
import wattle.hub.submission.RunClaims;
import wattle.hub.submission.SurveyFile;
import wattle.hub.submission.TrainingRunsFile;
import wattle.ledger.Ledger;
import wattle.ledger.LedgerException;
import wattle.ledger.Receipt;
import wattle.ledger.State;
import wattle.ledger.Submission;
import wattle.ledger.claim.Claim;
import wattle.ledger.sql.Database;
import wattle.report.RecordedRun;
import wattle.report.codecarbon.CodeCarbonRow;
import wattle.report.codecarbon.CodeCarbonRuns;

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
            read.put(file, claims(file));
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

    private Map<String, Claim> claims(Path file) throws InterruptedException {
        return switch (ClaimFile.of(file)) {
            case SURVEY -> SurveyFile.read(file);
            case TRAINING_RUNS -> TrainingRunsFile.read(file);
            case CODE_CARBON -> codeCarbon(file);
            case WATTLE_RECORD -> record(file);
            case MODEL_CARD -> ModelCardFile.read(file);
            case BOAMPS -> BoampsFile.read(file);
        };
    }

    private Map<String, Claim> codeCarbon(Path file) {
        List<CodeCarbonRow> rows = CodeCarbonRow.read(file);
        CodeCarbonRuns runs = CodeCarbonRuns.of(rows, ZoneId.systemDefault());
        runs.leftOut().forEach(each -> say(file, each + " and is left out"));
        String version = rows.isEmpty() ? "" : rows.getFirst().version();
        var tool = new RunClaims.Tool("CodeCarbon", version.isEmpty() ? null : version);
        String digest = digest(file);
        Map<String, Claim> claims = new LinkedHashMap<>();
        for (RecordedRun each : runs.runs()) {
            claims.put("codecarbon/" + key(each.id()), RunClaims.of(each, tool, digest));
        }
        return claims;
    }

    private Map<String, Claim> record(Path file) throws InterruptedException {
        RecordedRun run = RecordedRuns.read(file, RecordedRuns.Otherwise.NOT);
        var tool = new RunClaims.Tool("Wattle", Versions.current().wattle());
        return Map.of("run/" + key(run.id()), RunClaims.of(run, tool, digest(file)));
    }

    /// An id of others may hold anything.
    private static String key(String id) {
        String key = id.replaceAll("[^A-Za-z0-9._-]+", "-");
        return key.substring(0, Math.min(key.length(), 100));
    }

    private static String digest(Path file) {
        try (InputStream in = Files.newInputStream(file);
                var digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (IOException failed) {
            throw Failure.unreadable(file.toString(), failed);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // Every JDK has SHA-256.
        }
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
