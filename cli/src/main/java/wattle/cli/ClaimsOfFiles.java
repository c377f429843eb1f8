package wattle.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import wattle.hub.submission.BoampsFile;
import wattle.hub.submission.ClaimFile;
import wattle.hub.submission.ModelCardFile;
import wattle.hub.submission.RunClaims;
import wattle.hub.submission.SurveyFile;
import wattle.hub.submission.TrainingRunsFile;
import wattle.ledger.claim.Claim;
import wattle.report.RecordedRun;
import wattle.report.codecarbon.CodeCarbonRow;
import wattle.report.codecarbon.CodeCarbonRuns;
import wattle.series.csv.InvalidFileException;

/// The claims in a file of any kind that is read, told by what is in it.
final class ClaimsOfFiles {

    private ClaimsOfFiles() {}

    /// @param leftOut told why, for each row that gives no claim
    /// @throws Failure if a record cannot be read
    /// @throws InvalidFileException if another file cannot
    static Map<String, Claim> read(Path file, Consumer<String> leftOut)
            throws InterruptedException {
        return read(file, leftOut, RecordedRuns.Otherwise.NOT);
    }

    private static Map<String, Claim> read(
            Path file, Consumer<String> leftOut, RecordedRuns.Otherwise otherwise)
            throws InterruptedException {
        return switch (ClaimFile.of(file)) {
            case SURVEY -> SurveyFile.read(file);
            case TRAINING_RUNS -> TrainingRunsFile.read(file);
            case CODE_CARBON -> codeCarbon(file, leftOut);
            case WATTLE_RECORD -> record(file, otherwise);
            case MODEL_CARD -> ModelCardFile.read(file);
            case BOAMPS -> BoampsFile.read(file);
        };
    }

    /// As [#read], of a file that somebody sent: nothing that it names is opened.
    ///
    /// @throws InvalidFileException if it cannot be read
    static Map<String, Claim> ofUpload(Path file, Consumer<String> leftOut)
            throws InterruptedException {
        try {
            return read(file, leftOut, RecordedRuns.Otherwise.SENT);
        } catch (Failure refused) {
            String problem =
                    String.valueOf(refused.getMessage()).replace(file.toString(), "").strip();
            throw new InvalidFileException(file, 0, null, problem, refused.advice());
        }
    }

    private static Map<String, Claim> codeCarbon(Path file, Consumer<String> leftOut) {
        List<CodeCarbonRow> rows = CodeCarbonRow.read(file);
        CodeCarbonRuns runs = CodeCarbonRuns.of(rows, ZoneId.systemDefault());
        runs.leftOut().forEach(leftOut);
        String version = rows.isEmpty() ? "" : rows.getFirst().version();
        var tool = new RunClaims.Tool("CodeCarbon", version.isEmpty() ? null : version);
        String digest = digest(file);
        Map<String, Claim> claims = new LinkedHashMap<>();
        for (RecordedRun each : runs.runs()) {
            claims.put("codecarbon/" + key(each.id()), RunClaims.of(each, tool, digest));
        }
        return claims;
    }

    private static Map<String, Claim> record(Path file, RecordedRuns.Otherwise otherwise)
            throws InterruptedException {
        RecordedRun run = RecordedRuns.read(file, otherwise);
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
}
