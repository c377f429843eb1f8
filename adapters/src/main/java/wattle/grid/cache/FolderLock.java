package wattle.grid.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One writer of a folder at a time, over all processes and threads. The system lets go of it when
/// a process ends, however it does. The empty file `lock` stays: whoever deleted it would let two
/// in.
final class FolderLock implements AutoCloseable {

    /// The system's lock is the process's; its threads need one of their own.
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private final ReentrantLock threads;
    private final FileChannel file;
    private final @Nullable FileLock lock;

    private FolderLock(ReentrantLock threads, FileChannel file, @Nullable FileLock lock) {
        this.threads = threads;
        this.file = file;
        this.lock = lock;
    }

    /// Waits until nobody else has it. Not for a thread that holds it already.
    ///
    /// @throws IOException if the folder cannot be made or written to
    static FolderLock of(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path path = folder.resolve("lock").toAbsolutePath().normalize();
        ReentrantLock threads = THREADS.computeIfAbsent(path, each -> new ReentrantLock());
        threads.lock();
        try {
            FileChannel file =
                    FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                return new FolderLock(threads, file, locked(file));
            } catch (IOException | RuntimeException failed) {
                file.close();
                throw failed;
            }
        } catch (IOException | RuntimeException failed) {
            threads.unlock();
            throw failed;
        }
    }

    /// Null where the file system has no locks, as some network file systems do not: then two
    /// writers at once may lose what one of them wrote, which is fetched again.
    private static @Nullable FileLock locked(FileChannel file) throws IOException {
        try {
            return file.lock();
        } catch (java.nio.channels.ClosedChannelException interrupted) {
            throw interrupted;
        } catch (IOException noLocks) {
            return null;
        }
    }

    /// Whether other processes are kept out as well.
    boolean isOfProcesses() {
        return lock != null;
    }

    @Override
    public void close() throws IOException {
        try {
            file.close();
        } finally {
            threads.unlock();
        }
    }
}
