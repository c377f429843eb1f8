package wattle.run.driver;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wattle.run.RunState;
import wattle.series.Interval;

/// A shifted run on disk: a folder with what was asked for, its log, and a lock that its driver
/// holds. For its owner's eyes only, since commands and environments may hold secrets.
public final class ShiftFolder {

    private static final String SHIFT = "shift.json";
    private static final String LOG = "log.jsonl";
    private static final String LOCK = "driver.lock";

    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rwx------");

    private final Path folder;
    private final Shift shift;

    private ShiftFolder(Path folder, Shift shift) {
        this.folder = folder;
        this.shift = shift;
    }

    /// Writes a new run down. It is there whole or not at all.
    ///
    /// @param runs the folder of all shifted runs; made where it is not there
    /// @throws java.nio.file.FileAlreadyExistsException if there is a run of this id
    public static ShiftFolder create(Path runs, Shift shift) throws IOException {
        Files.createDirectories(runs, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Path folder = runs.resolve(shift.id());
        Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Path draft = folder.resolve(SHIFT + ".draft");
        try (FileChannel out =
                FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer text =
                    ByteBuffer.wrap(ShiftJson.write(shift).getBytes(StandardCharsets.UTF_8));
            while (text.hasRemaining()) {
                out.write(text);
            }
            out.force(true);
        }
        Files.move(draft, folder.resolve(SHIFT), StandardCopyOption.ATOMIC_MOVE);
        return new ShiftFolder(folder, shift);
    }

    /// @throws IOException if there is none, or it cannot be read
    public static ShiftFolder open(Path runs, String id) throws IOException {
        Path folder = runs.resolve(id);
        String text = Files.readString(folder.resolve(SHIFT));
        try {
            return new ShiftFolder(folder, ShiftJson.read(text));
        } catch (IllegalArgumentException broken) {
            throw new IOException(folder.resolve(SHIFT) + ": " + broken.getMessage(), broken);
        }
    }

    /// The ids of all runs, oldest first.
    public static List<String> all(Path runs) throws IOException {
        List<String> ids = new ArrayList<>();
        if (!Files.isDirectory(runs)) {
            return ids;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(runs)) {
            for (Path each : folders) {
                if (Files.isRegularFile(each.resolve(SHIFT))) {
                    ids.add(String.valueOf(each.getFileName()));
                }
            }
        }
        ids.sort(null);
        return ids;
    }

    public Shift shift() {
        return shift;
    }

    /// Where other files of the run may be kept.
    public Path folder() {
        return folder;
    }

    /// What is known of the run, oldest first.
    public List<Entry> entries() throws IOException {
        return log().entries();
    }

    /// The latest that is known of the run; null where it was not begun.
    public @Nullable Entry last() throws IOException {
        List<Entry> entries = entries();
        return entries.isEmpty() ? null : entries.getLast();
    }

    /// When the job has run so far, in order; up to the last entry where it runs still.
    public List<Interval> ran() throws IOException {
        List<Interval> ran = new ArrayList<>();
        Instant since = null;
        Instant at = null;
        for (Entry each : entries()) {
            boolean runs = each.state() == RunState.RUNNING;
            if (since != null && !runs && each.at().isAfter(since)) {
                ran.add(new Interval(since, each.at()));
            }
            since = runs ? since == null ? each.at() : since : null;
            at = each.at();
        }
        if (since != null && at != null && at.isAfter(since)) {
            ran.add(new Interval(since, at));
        }
        return ran;
    }

    RunLog log() {
        return new RunLog(folder.resolve(LOG));
    }

    /// The right to drive the run, which one process has at a time and gives up when it ends,
    /// however it does.
    public static final class Lock implements AutoCloseable {

        private final FileChannel channel;

        private Lock(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /// @return null where somebody else drives the run
    public @Nullable Lock tryLock() throws IOException {
        FileChannel channel =
                FileChannel.open(
                        folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
            if (lock == null) {
                return null;
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(
                            Long.toString(ProcessHandle.current().pid())
                                    .getBytes(StandardCharsets.US_ASCII)));
            return new Lock(channel);
        } catch (OverlappingFileLockException ours) {
            return null;
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
    }

    /// Whether somebody drives the run at this moment.
    public boolean isDriven() throws IOException {
        Path file = folder.resolve(LOCK);
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return channel.tryLock() == null;
        } catch (OverlappingFileLockException ours) {
            return true;
        }
    }

    /// The process that drives the run or drove it last; null where nobody did.
    public @Nullable Long driver() throws IOException {
        Path lock = folder.resolve(LOCK);
        if (!Files.exists(lock)) {
            return null;
        }
        String pid = Files.readString(lock).strip();
        try {
            return pid.isEmpty() ? null : Long.valueOf(pid);
        } catch (NumberFormatException notOne) {
            return null;
        }
    }

    /// Forgets the run and everything that was kept of it.
    public void delete() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path each : files) {
                if (!each.endsWith(SHIFT)) {
                    Files.deleteIfExists(each);
                }
            }
        }
        Files.deleteIfExists(folder.resolve(SHIFT));
        Files.deleteIfExists(folder);
    }
}
