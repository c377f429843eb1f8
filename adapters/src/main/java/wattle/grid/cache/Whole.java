package wattle.grid.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/// Files that are there whole or not at all, whatever happens while they are written: a reader sees
/// the old one or the new one, after a power cut too.
final class Whole {

    static final String PART = ".part";

    private Whole() {}

    static void write(Path file, byte[] bytes) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent(), "a file lies in a folder");
        Path part =
                folder.resolve(
                        "." + ProcessHandle.current().pid() + "-" + System.nanoTime() + PART);
        try {
            try (FileChannel out =
                    FileChannel.open(
                            part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer left = ByteBuffer.wrap(bytes);
                while (left.hasRemaining()) {
                    out.write(left);
                }
                out.force(true);
            }
            Files.move(
                    part,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        force(folder);
    }

    /// The folder's own entry, where the system lets one do that.
    private static void force(Path folder) {
        try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
            entry.force(true);
        } catch (IOException notHere) {
            // A system that cannot open folders has other means; the file itself is on the disk.
        }
    }
}
