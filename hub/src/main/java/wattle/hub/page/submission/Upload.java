package wattle.hub.page.submission;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wattle.hub.page.SentFile;
import wattle.hub.submission.ClaimFile;
import wattle.hub.submission.ClaimFiles;
import wattle.hub.web.ProblemException;
import wattle.ledger.claim.Claim;
import wattle.series.csv.InvalidFileException;

/// A file that somebody sent or pasted, read into claims, within bounds, and deleted again.
///
/// @param kind what it is, told by what is in it
/// @param claims by their keys, at most [#MOST_CLAIMS]
/// @param more how many there were beyond them
/// @param leftOut why rows of it give no claim
public record Upload(
        ClaimFile kind,
        Map<String, Claim> claims,
        int more,
        List<String> leftOut,
        List<Removed> removed) {

    /// Of a file, in bytes.
    static final int MOST_BYTES = 4 << 20;

    private static final int MOST_CLAIMS = 50;
    private static final int MOST_SENTENCES = 20;

    /// The bytes that came: of the file, or else of the text; empty for neither.
    ///
    /// @throws ProblemException 413 where there is too much
    static byte[] received(Context context) {
        return SentFile.received(context, MOST_BYTES);
    }

    /// @throws InvalidFileException if it is nothing that claims are read from
    static Upload read(byte[] bytes, ClaimFiles reader) throws InterruptedException {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("wattle-upload");
            Path file = Files.write(folder.resolve("upload"), bytes);
            List<String> leftOut = new ArrayList<>();
            ClaimFile kind = ClaimFile.of(file);
            Map<String, Claim> all = reader.read(file, leftOut::add);
            if (all.isEmpty()) {
                throw new InvalidFileException(
                        file, 0, null, "has no row that gives a claim", String.join("; ", leftOut));
            }
            Map<String, Claim> claims = new LinkedHashMap<>();
            all.entrySet().stream()
                    .limit(MOST_CLAIMS)
                    .forEach(each -> claims.put(each.getKey(), each.getValue()));
            return new Upload(
                    kind,
                    claims,
                    all.size() - claims.size(),
                    leftOut.stream().limit(MOST_SENTENCES).toList(),
                    Removed.of(kind, bytes, List.copyOf(claims.values())));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            delete(folder);
        }
    }

    /// Why a file cannot be read, without the name that it had here.
    static String why(InvalidFileException refused) {
        return String.valueOf(refused.getMessage()).replace(refused.file(), "The file");
    }

    private static void delete(@Nullable Path folder) {
        if (folder != null) {
            try {
                Files.deleteIfExists(folder.resolve("upload"));
                Files.deleteIfExists(folder);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    /// A claim of the file, to go on with.
    ///
    /// @param beyond what of it the form cannot hold; null for nothing
    public record Choice(String key, String model, Draft draft, @Nullable String beyond) {}

    public List<Choice> choices() {
        List<Choice> choices = new ArrayList<>();
        claims.forEach((key, claim) ->
                choices.add(
                        new Choice(
                                key,
                                claim.subject().model(),
                                Draft.of(claim).with(Draft.REMOVED, Removed.names(removed)),
                                Draft.beyond(claim))));
        return choices;
    }
}
