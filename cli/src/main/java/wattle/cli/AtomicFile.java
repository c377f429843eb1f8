package wattle.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/// A file that is there whole or not at all, whatever happens while it is written.
final class AtomicFile {

    private AtomicFile() {}

    /// What is written to a file.
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /// @throws FileAlreadyExistsException if the file exists and is not to be replaced
    static void write(Path file, String text, boolean replace) throws IOException {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)), replace);
    }

    /// @throws FileAlreadyExistsException if the file exists and is not to be replaced
    static void write(Path file, Content content, boolean replace) throws IOException {
        Path target = file.toAbsolutePath();
        if (!replace && Files.exists(target)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        // In the same folder, or the move would be a copy.
        Path folder = Objects.requireNonNull(target.getParent(), "a file lies in a folder");
        // Not a temporary file of the JDK's: those are for their owner's eyes alone.
        Path part =
                folder.resolve(
                        "."
                                + target.getFileName()
                                + "."
                                + ProcessHandle.current().pid()
                                + "-"
                                + System.nanoTime()
                                + ".part");
        try {
            try (OutputStream out =
                    Files.newOutputStream(
                            part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                content.writeTo(out);
            }
            if (replace) {
                Files.move(
                        part,
                        target,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } else {
                // A link, unlike a move, fails where someone else has just made the file.
                Files.createLink(target, part);
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
