package wattle.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import wattle.meter.Mark;

/// Marks from a log that the job writes: each new line that a pattern is found in is one. Looked at
/// on a thread of its own, for a pattern may be slow.
///
/// A log that is cut to nothing and begun again is read from its start. Lines above 64 KiB are
/// taken in pieces.
final class LogMarks {

    private static final int MOST_BYTES = 1 << 20;
    private static final int LONGEST_LINE = 1 << 16;
    private static final long EVERY_MILLIS = 100;

    private final Path log;
    private final @Nullable Pattern epoch;
    private final @Nullable Pattern unit;
    private final Clock clock;
    private final Queue<Mark> marks = new ConcurrentLinkedQueue<>();
    private final StringBuilder pending = new StringBuilder();
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
        Thread.ofPlatform().daemon().name("log").start(this::run);
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
        try {
            while (true) {
                look();
                Thread.sleep(EVERY_MILLIS);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /// Also called at the end of the run, for the last lines.
    synchronized void look() {
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
