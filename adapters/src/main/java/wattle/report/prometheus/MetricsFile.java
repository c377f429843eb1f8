package wattle.report.prometheus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// A file for the node exporter's textfile collector, which reads `*.prom` in its folder at any
/// moment: the file is replaced at once, so that nobody reads half of it.
public final class MetricsFile {

    /// What the names of these files end with, or the exporter passes them over.
    public static final String SUFFIX = ".prom";

    private MetricsFile() {}

    /// Writes the metrics, over an earlier file of that name. Readable for all, as far as the umask
    /// allows, because the exporter is another user.
    ///
    /// @throws IllegalArgumentException if the name does not end in `.prom`: the exporter would
    ///   pass it over
    /// @throws IOException if the file cannot be written
    public static void write(Path file, String metrics) throws IOException {
        Path target = file.toAbsolutePath();
        if (!target.toString().endsWith(SUFFIX)) {
            throw new IllegalArgumentException(
                    "a file of metrics needs a name that ends in .prom, or the node exporter does"
                            + " not read it: "
                            + file);
        }
        // In the same folder, or the move would be a copy; without .prom at its end, or the
        // exporter would read it too. Not by createTempFile, which lets nobody else read it.
        Path part =
                target.resolveSibling(
                        "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.deleteIfExists(part);
            Files.writeString(
                    part, metrics, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Files.move(
                    part,
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
