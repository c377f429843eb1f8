package wattle.hub.submission;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import wattle.ledger.claim.Claim;
import wattle.series.csv.TableFile;

/// The published training runs that ship with Wattle, so that a new hub is not empty.
///
/// Facts with their sources; rows that nobody saw in a source are left out.
public final class PublishedRuns {

    private static final String FILE = "training_runs.csv";

    private PublishedRuns() {}

    /// The claims by their keys, in the order of the table. Reads it anew each time, in some
    /// milliseconds.
    public static Map<String, Claim> shipped() {
        return TrainingRunsFile.claims(
                TableFile.read(
                        Path.of(FILE),
                        () ->
                                Objects.requireNonNull(
                                        PublishedRuns.class.getResourceAsStream(FILE),
                                        "this build of Wattle lacks its table " + FILE)));
    }
}
