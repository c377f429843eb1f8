package wattle.hub.submission;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import wattle.ledger.claim.Claim;
import wattle.series.csv.InvalidFileException;

/// Reads the claims in a file of any kind that [ClaimFile] knows. Threads share it.
@FunctionalInterface
public interface ClaimFiles {

    /// The claims by their keys, in the order of the file.
    ///
    /// @param leftOut told why, for each row that gives none
    /// @throws InvalidFileException if the file cannot be read
    Map<String, Claim> read(Path file, Consumer<String> leftOut) throws InterruptedException;
}
