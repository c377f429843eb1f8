package wattle.meter.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Records whose writer was killed.
///
/// A writer that lives holds a lock, which says enough on the machine where it runs. Of a record
/// that comes from another machine or another start of this one, or whose file system has no locks,
/// nobody can be sure: it is left alone until nothing was written to it for longer than any
/// interval between samples.
public final class Orphans {

    /// What the names of records end with.
    public static final String SUFFIX = ".jsonl";

    /// Four times the longest interval.
    private static final Duration QUIET = Duration.ofMinutes(20);

    private Orphans() {}

    /// Ends every record in a folder that has no end and no living writer: cuts away a last line
    /// that is not whole and says that it was recovered. A file that its writer left before the
    /// first line was whole holds nothing and is deleted. Costs the reading of those records; one
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
                if (!isSame(own, record) && end(record, problems)) {
                    ended.add(record);
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException problem) {
            problems.accept("the records in " + folder + " cannot be listed: " + problem);
        }
        return ended;
    }

    /// The records in a folder that have an end and no living writer, such as those whose Wattle
    /// was killed before it had put them away.
    ///
    /// @param own a record that this process writes, or null: to open it would give up its lock
    public static List<Path> ended(Path folder, @Nullable Path own) {
        List<Path> ended = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return ended;
        }
        try (DirectoryStream<Path> records = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path record : records) {
                if (!isSame(own, record) && hasEnded(record)) {
                    ended.add(record);
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException notListed) {
            return ended; // What was seen so far.
        }
        return ended;
    }

    private static boolean hasEnded(Path record) {
        try (FileChannel file =
                FileChannel.open(record, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            boolean locks = true;
            try {
                if (file.tryLock() == null) {
                    return false;
                }
            } catch (OverlappingFileLockException written) {
                return false;
            } catch (IOException noLocks) {
                locks = false;
            }
            return Tail.saysEnd(file) && (locks || isQuiet(record));
        } catch (IOException goneOrClosedToUs) {
            return false;
        }
    }

    /// Whether somebody on this machine writes a record. Not for one that this process writes.
    public static boolean isBeingWritten(Path record) throws IOException {
        try (FileChannel file =
                        FileChannel.open(
                                record, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = file.tryLock()) {
            return lock == null;
        }
    }

    /// Not for one that another Wattle has taken away meanwhile.
    private static boolean isSame(@Nullable Path own, Path record) {
        if (own == null) {
            return false;
        }
        try {
            return own.toAbsolutePath().equals(record.toAbsolutePath())
                    || (Files.exists(own) && Files.isSameFile(own, record));
        } catch (IOException gone) {
            return false;
        }
    }

    private static boolean end(Path record, Consumer<String> problems) {
        try {
            if (Files.size(record) == 0 && !isQuiet(record)) {
                return false; // Its writer may be about to lock it.
            }
            try (FileChannel file =
                    FileChannel.open(record, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                return end(record, file, problems);
            }
        } catch (NoSuchFileException keptByAnother) {
            return false;
        } catch (IOException | NotARecordException problem) {
            problems.accept(record + " cannot be ended: " + problem);
            return false;
        }
    }

    /// Under its lock from the first look at it, so that nobody else ends it as well, and through
    /// one channel, because to close another would give up the lock.
    private static boolean end(Path record, FileChannel file, Consumer<String> problems)
            throws IOException, NotARecordException {
        boolean locks = true;
        try {
            FileLock lock = file.tryLock();
            if (lock == null) {
                return false; // Somebody writes it.
            }
        } catch (OverlappingFileLockException written) {
            return false;
        } catch (IOException noLocks) {
            locks = false;
        }
        if (Tail.saysEnd(file) || (!locks && !isQuiet(record))) {
            return false;
        }
        var first = new First();
        RecordReader.Extent extent;
        try {
            extent = RecordReader.read(Channels.newInputStream(file), record.toString(), first);
        } catch (NotARecordException nothing) {
            if (!isBeginning(file)) {
                throw nothing;
            }
            if (isQuiet(record)) {
                Files.delete(record);
            }
            return false;
        }
        if (extent.ended() || !(first.isOfThisStart() || isQuiet(record))) {
            return false;
        }
        file.truncate(extent.bytes());
        file.position(extent.bytes());
        var writer = new RecordWriter(file, null, extent.bytes(), problems);
        writer.ended(End.RECOVERED);
        return writer.isWhole();
    }

    private static boolean isBeginning(FileChannel file) throws IOException {
        ByteBuffer all = ByteBuffer.allocate((int) Math.min(file.size(), Line.LONGEST));
        file.position(0);
        int got = 0;
        while (got >= 0 && all.hasRemaining()) {
            got = file.read(all);
        }
        return Line.isBeginning(all.array(), all.position());
    }

    private static boolean isQuiet(Path record) throws IOException {
        return Files.getLastModifiedTime(record).toMillis()
                < System.currentTimeMillis() - QUIET.toMillis();
    }

    private static final class First implements RecordListener {

        private String bootId = "";

        @Override
        public void began(Header header) {
            bootId = header.bootId();
        }

        /// Whether the record is of this machine since it was started.
        boolean isOfThisStart() {
            try {
                return bootId.equals(
                        Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip());
            } catch (IOException notSaid) {
                return bootId.isEmpty();
            }
        }
    }
}
