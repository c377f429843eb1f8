package wattle.meter.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Records whose writer was killed.
public final class Orphans {

    /// What the names of records end with.
    public static final String SUFFIX = ".jsonl";

    private Orphans() {}

    /// Ends every record in a folder that has no end and no living writer: cuts away a last line
    /// that is not whole and says that it was recovered. Costs the reading of those records; one
    /// that ended is known by its last line.
    ///
    /// @param own a record that this process writes, or null: to open it would give up its lock
    /// @param problems told of what could not be ended
    /// @return the records that were ended now
    public static List<Path> end(Path folder, @Nullable Path own, Consumer<String> problems) {
        List<Path> ended = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return ended;
        }
        try (DirectoryStream<Path> records = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path record : records) {
                boolean isOwn = own != null && own.toAbsolutePath().equals(record.toAbsolutePath());
                if (!isOwn && endOne(record, problems)) {
                    ended.add(record);
                }
            }
        } catch (IOException problem) {
            problems.accept("the records in " + folder + " cannot be listed: " + problem);
        }
        return ended;
    }

    /// Whether somebody writes a record. Not for one that this process writes.
    public static boolean isBeingWritten(Path record) throws IOException {
        try (FileChannel file =
                        FileChannel.open(
                                record, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = file.tryLock()) {
            return lock == null;
        }
    }

    private static boolean endOne(Path record, Consumer<String> problems) {
        try {
            if (Tail.saysEnd(record)) {
                return false;
            }
            RecordReader.Extent extent = RecordReader.read(record, new RecordListener() {});
            if (extent.ended()) {
                return false;
            }
            try (RecordWriter writer = RecordWriter.resume(record, extent.bytes(), problems)) {
                if (writer == null) {
                    return false; // Somebody writes it.
                }
                writer.ended(End.RECOVERED);
                return true;
            }
        } catch (IOException | NotARecordException problem) {
            problems.accept(record + " cannot be ended: " + problem.getMessage());
            return false;
        }
    }
}
