package wattle.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// How far the reading of records has come, on one line of a terminal that is taken away in the
/// end: from its first second on, and nothing at all where standard error is no terminal. For one
/// thread.
final class ReadingProgress implements AutoCloseable {

    /// Shows nothing.
    static final ReadingProgress NONE = new ReadingProgress(null, System::nanoTime);

    private static final String CLEAR = "\r\u001b[K";
    private static final long PATIENCE_NANOS = 1_000_000_000L;
    private static final long EVERY_NANOS = 100_000_000L;

    private final @Nullable PrintWriter err;
    private final LongSupplier nanos;
    private final long begun;
    private long next;
    private int files;
    private int opened;
    private long bytes;
    private long read;
    private boolean shown;

    /// @param err a terminal; null for none
    ReadingProgress(@Nullable PrintWriter err, LongSupplier nanos) {
        this.err = err;
        this.nanos = nanos;
        begun = nanos.getAsLong();
        next = begun + PATIENCE_NANOS;
    }

    static ReadingProgress of(PrintWriter err) {
        return Style.onTerminal() ? new ReadingProgress(err, System::nanoTime) : NONE;
    }

    /// These are going to be read. Folders are not counted: their files are, when they are known.
    void expect(List<Path> more) {
        if (err == null) {
            return;
        }
        for (Path each : more) {
            try {
                if (Files.isRegularFile(each)) {
                    bytes += Files.size(each);
                    files++;
                }
            } catch (IOException gone) {
                files++; // Whoever reads it says so.
            }
        }
    }

    /// A record, whose bytes are counted as they are read.
    InputStream open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        if (err == null) {
            return in;
        }
        opened++;
        return new Counting(in);
    }

    /// Says something on a line of its own.
    void interrupted(Runnable say) {
        close();
        say.run();
    }

    private void show(PrintWriter terminal) {
        long now = nanos.getAsLong();
        if (now - next < 0) {
            return;
        }
        next = now + EVERY_NANOS;
        long percent = bytes == 0 ? 0 : Math.min(100, 100 * read / bytes);
        terminal.print(
                CLEAR
                        + "wattle: reading record "
                        + opened
                        + " of "
                        + Math.max(files, opened)
                        + ", "
                        + percent
                        + " %");
        terminal.flush();
        shown = true;
    }

    /// Takes the line away.
    @Override
    public void close() {
        if (err != null && shown) {
            err.print(CLEAR);
            err.flush();
            shown = false;
        }
    }

    private final class Counting extends FilterInputStream {

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int got = super.read(into, from, length);
            read += Math.max(0, got);
            if (err != null) {
                show(err);
            }
            return got;
        }
    }
}
