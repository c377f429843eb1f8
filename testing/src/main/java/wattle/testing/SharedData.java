package wattle.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/// Real data that may not lie in the repository: in the folder that `WATTLE_DATA` names, or in
/// `shared/data` beside the repository.
public final class SharedData {

    private static final String VARIABLE = "WATTLE_DATA";

    private SharedData() {}

    /// A file or folder. Where it is not there the test is skipped, and says why.
    ///
    /// @param name below the folder of the data, such as `intensity/DE.average.csv.gz`
    public static Path needed(String name) {
        Path path = path(name);
        Assumptions.assumeTrue(Files.isReadable(path), () -> missing(path));
        return path;
    }

    /// A file or folder, for a test that goes on without; says on standard error where it is not
    /// there.
    public static Optional<Path> found(String name) {
        Path path = path(name);
        if (Files.isReadable(path)) {
            return Optional.of(path);
        }
        System.err.println(missing(path));
        return Optional.empty();
    }

    /// Tests run in the folder of their module.
    private static Path path(String name) {
        String set = System.getenv(VARIABLE);
        Path data = set == null ? Path.of("..", "..", "shared", "data") : Path.of(set);
        return data.resolve(name).toAbsolutePath().normalize();
    }

    private static String missing(Path path) {
        return path
                + " is not there, so nothing was compared with it: lay the shared data beside the"
                + " repository as shared/data, or name their folder in "
                + VARIABLE;
    }
}
