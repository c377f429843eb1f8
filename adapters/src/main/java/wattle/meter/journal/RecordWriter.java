package wattle.meter.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import wattle.meter.Channel;
import wattle.meter.Mark;
import wattle.meter.Sample;

/// Writes a record as its run goes. A disk that is full or a file that is gone costs what could not
/// be written and nothing else: the line is tried again with the next one, after whatever half of
/// it had got through was cut away. Cost: one write of about 100 bytes a sample.
///
/// Holds a lock on the file as long as it lives, by which others tell whether the writer does. For
/// one thread.
public final class RecordWriter implements RecordListener, AutoCloseable {

    public static final String SCHEMA = "wattle.record/1";

    private static final long FORCE_EVERY_NANOS = 30_000_000_000L;
    private static final int MOST_KEPT = 10_000;

    private final FileChannel file;

    /// Held until the file is closed.
    @SuppressWarnings({"unused", "FieldCanBeLocal"})
    private final @Nullable FileLock lock;

    private final Consumer<String> problems;
    private final RecordLines lines = new RecordLines(this::append);

    /// Up to here the file is whole.
    private long whole;

    private long forcedAt = System.nanoTime();
    private boolean failing;
    private long lost;

    /// Lines that others build on, kept until they can be written. Samples are not.
    private final Deque<byte[]> kept = new ArrayDeque<>();

    /// @param file at its end, open for writing
    /// @param whole its length
    RecordWriter(FileChannel file, @Nullable FileLock lock, long whole, Consumer<String> problems) {
        this.file = file;
        this.lock = lock;
        this.whole = whole;
        this.problems = problems;
    }

    /// Makes a record that nobody else may read.
    ///
    /// @param problems told when writing fails, and when it goes on
    /// @throws IOException if the file exists or cannot be made
    public static RecordWriter create(Path path, Consumer<String> problems) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Set<OpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        FileChannel file =
                FileChannel.open(
                        path,
                        options,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        return new RecordWriter(file, locked(file), 0, problems);
    }

    /// Null where the file system has no locks, as some network file systems do not. Somebody who
    /// looks whether a record is being written holds its lock for a moment.
    private static @Nullable FileLock locked(FileChannel file) {
        try {
            FileLock lock = file.tryLock();
            for (int again = 0; lock == null && again < 20; again++) {
                LockSupport.parkNanos(5_000_000);
                lock = file.tryLock();
            }
            return lock;
        } catch (IOException noLocks) {
            return null;
        }
    }

    @Override
    public void began(Header header) {
        if (!lines.fits(header)) {
            problems.accept("the command is too long for the record; it was left out");
            lines.began(header.without());
        }
        force();
    }

    @Override
    public void machine(Map<String, String> facts) {
        lines.machine(facts);
    }

    @Override
    public void channel(Channel channel) {
        lines.channel(channel);
    }

    @Override
    public void mark(Mark mark) {
        lines.mark(mark);
    }

    @Override
    public void slept(Duration time) {
        lines.slept(time);
    }

    @Override
    public void paused(Instant at) {
        lines.paused(at);
    }

    @Override
    public void resumed(Instant at) {
        lines.resumed(at);
    }

    @Override
    public void sample(Sample sample) {
        lines.sample(sample);
        if (System.nanoTime() - forcedAt > FORCE_EVERY_NANOS) {
            force();
        }
    }

    @Override
    public void problem(String sentence) {
        lines.problem(sentence);
    }

    @Override
    public void ended(End end) {
        lines.ended(end);
        force();
    }

    /// How many samples could not be written.
    public long lost() {
        return lost;
    }

    /// Whether everything was written that was to be.
    boolean isWhole() {
        return !failing;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException problem) {
            problems.accept("the record could not be closed: " + problem.getMessage());
        }
    }

    private void append(ByteBuffer bytes, boolean needed) {
        byte[] copy = new byte[needed ? bytes.remaining() : 0];
        bytes.get(bytes.position(), copy);
        try {
            if (failing) { // Half of a line may be there.
                file.truncate(whole);
                file.position(whole);
            }
            while (!kept.isEmpty()) {
                write(ByteBuffer.wrap(kept.getFirst()));
                kept.removeFirst();
            }
            write(bytes);
            if (failing) {
                failing = false;
                problems.accept("the record is written again; samples that are missing: " + lost);
            }
        } catch (IOException problem) {
            if (needed && kept.size() < MOST_KEPT) {
                kept.addLast(copy);
            } else {
                lost++;
            }
            if (!failing) {
                failing = true;
                problems.accept(
                        "the record cannot be written: "
                                + problem.getMessage()
                                + "; the run goes on without it");
            }
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
        whole += length;
    }

    private void force() {
        forcedAt = System.nanoTime();
        try {
            file.force(false);
        } catch (IOException problem) {
            if (!failing) {
                problems.accept("the record cannot be forced to the disk: " + problem.getMessage());
            }
        }
    }
}
