package wattle.meter.sysfs;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import wattle.meter.MeterException;
import wattle.meter.MeterProblem;

/// A file of the kernel that is read again and again, kept open: a sysfs attribute is made anew
/// whenever it is read from its start (kernfs: "seek to 0 and read again").
///
/// Permission is looked at when it is opened, as the kernel does. After a failure it is opened
/// again by the next reading, so that a driver may be reloaded. One thread reads at a time; another
/// may close. A `RandomAccessFile` rather than a channel, because an interrupt would close a
/// channel.
public final class KernelFile implements AutoCloseable {

    private final Path path;
    private final String what;
    private final String remedy;
    private final byte[] buffer;
    private volatile @Nullable RandomAccessFile file;
    private volatile boolean closed;

    private KernelFile(Path path, String what, String remedy, int size) {
        this.path = path;
        this.what = what + " (" + path + ")";
        this.remedy = remedy;
        this.buffer = new byte[size];
    }

    /// @param what it is read for, in words
    /// @param remedy what to do where it may not be read
    /// @param size the most that is read of it, in bytes
    /// @throws MeterException if there is no such file or it may not be read
    public static KernelFile open(Path path, String what, String remedy, int size)
            throws MeterException {
        var file = new KernelFile(path, what, remedy, size);
        file.file = file.reopened();
        return file;
    }

    /// Reads it from its start.
    ///
    /// @return how many bytes of [#bytes] are its content
    public int refresh() throws MeterException {
        RandomAccessFile open = file;
        if (open == null) {
            if (closed) {
                throw MeterException.gone(what + ", which was closed,");
            }
            open = reopened();
            file = open;
        }
        try {
            open.seek(0);
            return Math.max(0, open.read(buffer, 0, buffer.length));
        } catch (IOException e) {
            release();
            throw closed || !Files.exists(path)
                    ? MeterException.gone(what)
                    : MeterException.unreadable(what, String.valueOf(e.getMessage()));
        }
    }

    /// Overwritten by each reading.
    public byte[] bytes() {
        return buffer;
    }

    MeterException unreadable(String why) {
        return MeterException.unreadable(what, why);
    }

    @Override
    public void close() {
        closed = true;
        release();
    }

    private void release() {
        RandomAccessFile open = file;
        file = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // Nothing was written, so nothing is lost.
            }
        }
    }

    private RandomAccessFile reopened() throws MeterException {
        try {
            return new RandomAccessFile(path.toFile(), "r");
        } catch (FileNotFoundException e) {
            throw new MeterException(whyNot(path, what, remedy, e));
        }
    }

    /// `RandomAccessFile` has one exception for every reason, so the file is asked once more.
    private static MeterProblem whyNot(
            Path path, String what, String remedy, FileNotFoundException first) {
        try (var _ = FileChannel.open(path)) {
            return new MeterProblem.Unreadable(what, String.valueOf(first.getMessage()));
        } catch (IOException e) {
            return problem(what, remedy, e);
        }
    }

    /// What an error of a file means for a meter.
    public static MeterProblem problem(String what, String remedy, IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> new MeterProblem.NoPermission(what, remedy);
            case NoSuchFileException _ -> new MeterProblem.NotPresent(what);
            default -> new MeterProblem.Unreadable(what, String.valueOf(e.getMessage()));
        };
    }
}
