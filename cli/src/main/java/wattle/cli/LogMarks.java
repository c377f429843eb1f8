package wattle.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import wattle.meter.Mark;

/// Marks from a log that the job writes: each new line that a pattern is found in is one. Looked at
/// on a thread of its own, for a pattern may be slow: some take longer than the universe will last.
///
/// A log that is cut to nothing and begun again is read from its start. Lines above 64 KiB are
/// taken in pieces.
final class LogMarks {

    private static final int MOST_BYTES = 1 << 20;
    private static final int LONGEST_LINE = 1 << 16;
    private static final long EVERY_NANOS = 100_000_000L;

    private final Path log;
    private final @Nullable Pattern epoch;
    private final @Nullable Pattern unit;
    private final Clock clock;
    private final Queue<Mark> marks = new ConcurrentLinkedQueue<>();
    private final StringBuilder pending = new StringBuilder();
    private final CountDownLatch lastLook = new CountDownLatch(1);
    private volatile boolean ending;
    private volatile @Nullable Thread thread;
    private volatile @Nullable String problem;
    private long read;

    /// @param epoch found in a line that ends an epoch; null for none
    /// @param unit found in a line that counts units, with how many as its first group where it has
    ///   one; null for none
    LogMarks(Path log, @Nullable Pattern epoch, @Nullable Pattern unit, Clock clock) {
        this.log = log;
        this.epoch = epoch;
        this.unit = unit;
        this.clock = clock;
        try {
            read = Files.size(log); // What was there before the run is not the run's.
        } catch (IOException notYetThere) {
            read = 0;
        }
    }

    void follow() {
        thread = Thread.ofPlatform().daemon().name("log").start(this::run);
    }

    /// Has the last lines of the run read.
    ///
    /// @param patience for how long at most to wait for that
    void lastLook(Duration patience) throws InterruptedException {
        Thread following = thread;
        if (following == null) {
            return;
        }
        ending = true;
        LockSupport.unpark(following);
        if (!lastLook.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            problem = log + " was not read to its end: finding the patterns in it takes too long";
        }
    }

    /// What went wrong, in a sentence; null where nothing did.
    @Nullable String problem() {
        return problem;
    }

    /// The marks that were found since the last call.
    List<Mark> added() {
        List<Mark> taken = new ArrayList<>();
        for (Mark mark = marks.poll(); mark != null; mark = marks.poll()) {
            taken.add(mark);
        }
        return taken;
    }

    private void run() {
        boolean last = false;
        while (!last) {
            last = ending;
            look();
            if (!last) {
                LockSupport.parkNanos(this, EVERY_NANOS);
            }
        }
        lastLook.countDown();
    }

    private void look() {
        try (var in = new RandomAccessFile(log.toFile(), "r")) {
            if (in.length() < read) {
                read = 0;
                pending.setLength(0);
            }
            while (in.length() > read) {
                in.seek(read);
                byte[] bytes = new byte[(int) Math.min(MOST_BYTES, in.length() - read)];
                in.readFully(bytes);
                read += bytes.length;
                text(new String(bytes, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException notThere) {
            return; // It may come yet.
        }
    }

    private void text(String text) {
        pending.append(text);
        int from = 0;
        for (int end = pending.indexOf("\n"); end >= 0; end = pending.indexOf("\n", from)) {
            line(pending.substring(from, end));
            from = end + 1;
        }
        pending.delete(0, from);
        if (pending.length() > LONGEST_LINE) {
            line(pending.toString());
            pending.setLength(0);
        }
    }

    private void line(String line) {
        try {
            search(line);
        } catch (StackOverflowError tooDeep) {
            problem = "a line of " + log + " is too long for its pattern and was left out";
        }
    }

    private void search(String line) {
        if (epoch != null && epoch.matcher(line).find()) {
            marks.add(new Mark(Mark.EPOCH, clock.instant(), 1));
        }
        Matcher matcher = unit == null ? null : unit.matcher(line);
        if (matcher != null && matcher.find()) {
            double count = count(matcher);
            if (count > 0 && !Double.isInfinite(count)) {
                marks.add(new Mark(Mark.UNIT, clock.instant(), count));
            }
        }
    }

    private static double count(Matcher matcher) {
        if (matcher.groupCount() < 1 || matcher.group(1) == null) {
            return 1;
        }
        try {
            return Double.parseDouble(matcher.group(1).replace(",", ""));
        } catch (NumberFormatException notANumber) {
            return 1;
        }
    }
}
