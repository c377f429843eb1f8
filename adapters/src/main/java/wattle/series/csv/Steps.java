package wattle.series.csv;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import wattle.series.Timeline;

/// How long the interval of each row lasts, where a file gives only their starts.
///
/// The differences between neighbouring starts decide. The step of a file is its most common
/// difference (the smallest of those equally common); the last row lasts for the step in force
/// there. Then, row by row, with the step in force:
///
/// - A difference equal to the step: the interval lasts until the next row.
/// - A larger one: the interval lasts for the step, and behind it lies a gap.
/// - A smaller one: the intervals overlap, which is refused, or repaired by ending the first where
///   the second begins.
/// - A smaller one that stays the same for three rows or more: the step becomes finer.
/// - A larger one that stays the same for twelve rows or more, or for three or more at the start or
///   the end of the file: the step becomes coarser. Three to eleven amid finer rows may be a
///   coarser step or every other row missing: refused, because a guess would either invent values
///   or lose them. One or two are gaps.
///
/// Samplers jitter. Where fewer than nine in ten of the differences within a tenth of the step
/// equal it, any difference within that tenth is taken as the interval's own length.
///
/// Where less than half of the differences are explained by this, no step can be told, and the file
/// is refused. A step that the caller gives settles every question; overlaps remain refused.
public final class Steps {

    private static final int STRETCH = 3;
    private static final int LONG_STRETCH = 12;
    private static final int JITTER_PART = 10;
    private static final int EXACT_PARTS = 9;

    /// How a refusal of a row becomes an exception.
    public interface Refusal {
        InvalidFileException of(int row, String problem, String advice);
    }

    private final long[] start;
    private final int size;
    private final boolean given;
    private final boolean repair;
    private final Refusal refusal;
    private final Timeline.Builder timeline = Timeline.builder();

    /// The file's step, and the one in force.
    private long fileStep;

    private long step;
    private boolean jittered;
    private int cut;
    private int firstCut;

    /// @param start the starts in nanoseconds, each later than the one before
    /// @param size how many of them there are, at least one
    /// @param given the length of every interval; 0 to take it from the data
    Steps(long[] start, int size, long given, boolean repair, Refusal refusal) {
        this.start = start;
        this.size = size;
        this.given = given > 0;
        this.step = given;
        this.fileStep = given;
        this.repair = repair;
        this.refusal = refusal;
    }

    /// The intervals of rows in order of time, by the rules above, refused rather than repaired.
    ///
    /// @param start the starts in nanoseconds since 1970-01-01T00:00:00Z, each later than the one
    ///   before
    /// @param size how many of them there are, at least one
    public static Timeline timeline(long[] start, int size, Refusal refusal) {
        return new Steps(start, size, 0, false, refusal).timeline();
    }

    Timeline timeline() {
        if (!given) {
            if (size == 1) {
                throw refusal.of(
                        0,
                        "one row does not show how long its interval lasts",
                        "Pass --step with its length, such as --step 5m.");
            }
            chooseFileStep();
            step = jittered ? fileStep : firstStep();
        }
        int row = 0;
        while (row < size - 1) {
            int end = stretchEnd(row);
            addStretch(row, end);
            row = end;
        }
        addLast();
        return timeline.build();
    }

    /// How many intervals were ended where the next begins.
    int cut() {
        return cut;
    }

    /// The row of the first of them.
    int firstCut() {
        return firstCut;
    }

    /// The time to the next row; more than 292 years are as good as 292.
    private long difference(int row) {
        long difference = start[row + 1] - start[row];
        return difference < 0 ? Long.MAX_VALUE : difference;
    }

    /// The row behind the last one with the same difference as this one.
    private int stretchEnd(int row) {
        long difference = difference(row);
        int end = row + 1;
        while (end < size - 1 && difference(end) == difference) {
            end++;
        }
        return end;
    }

    private void addStretch(int row, int end) {
        long difference = difference(row);
        if (difference != step && !given && !jittered) {
            changeStep(row, end, difference);
        }
        for (int each = row; each < end; each++) {
            timeline.add(start[each], start[each] + length(each, difference));
        }
    }

    private void changeStep(int row, int end, long difference) {
        int rows = end - row;
        boolean finer = difference < step && rows >= STRETCH;
        boolean atEdge = rows >= STRETCH && (row == 0 || end == size - 1);
        boolean coarser = difference > step && (rows >= LONG_STRETCH || atEdge);
        if (finer || coarser) {
            step = difference;
        } else if (difference > step && rows >= STRETCH) {
            throw refusal.of(
                    row,
                    "from here "
                            + rows
                            + " rows are "
                            + inWords(difference)
                            + " apart, those before them "
                            + inWords(step)
                            + ": a coarser step, or missing rows",
                    "Pass --step with the step if rows are missing, or split the file where its"
                            + " step changes.");
        }
    }

    private long length(int row, long difference) {
        if (difference == step || (jittered && isNear(difference))) {
            return difference;
        }
        if (difference > step) {
            return step;
        }
        if (!repair) {
            throw refusal.of(
                    row + 1,
                    SeriesRows.instant(start[row + 1])
                            + " lies within the interval before it, which starts at "
                            + SeriesRows.instant(start[row])
                            + " and lasts "
                            + inWords(step),
                    "Correct the times, or pass --repair to end an interval where the next"
                            + " begins.");
        }
        firstCut = cut == 0 ? row : firstCut;
        cut++;
        return difference;
    }

    private void addLast() {
        long last = start[size - 1];
        if (last > Long.MAX_VALUE - step) {
            throw refusal.of(
                    size - 1,
                    "the last interval lasts " + inWords(step) + " and ends after the year 2261",
                    "Correct the years.");
        }
        timeline.add(last, last + step);
    }

    private void chooseFileStep() {
        long[] sorted = new long[size - 1];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = difference(i);
        }
        Arrays.sort(sorted);
        fileStep = mostCommon(sorted);
        int near = 0;
        int exact = 0;
        for (long each : sorted) {
            near += isNear(each) ? 1 : 0;
            exact += each == fileStep ? 1 : 0;
        }
        jittered = (long) exact * JITTER_PART < (long) near * EXACT_PARTS;
        if (2L * (jittered ? near : explained()) < sorted.length) {
            throw refusal.of(
                    0,
                    "the rows from here on are unequally far apart and show no step",
                    "Pass --step with the length of an interval, such as --step 5m.");
        }
    }

    /// The most common difference; the median where hardly one occurs twice.
    private static long mostCommon(long[] sorted) {
        long best = sorted[0];
        int most = 0;
        int from = 0;
        for (int to = 1; to <= sorted.length; to++) {
            if (to == sorted.length || sorted[to] != sorted[from]) {
                if (to - from > most) {
                    most = to - from;
                    best = sorted[from];
                }
                from = to;
            }
        }
        return (long) most * JITTER_PART < sorted.length ? sorted[sorted.length / 2] : best;
    }

    private boolean isNear(long difference) {
        return Math.abs(difference - fileStep) <= fileStep / JITTER_PART;
    }

    /// How many differences are whole multiples of the step or stay the same for a while.
    private int explained() {
        int explained = 0;
        int row = 0;
        while (row < size - 1) {
            int end = stretchEnd(row);
            boolean whole = difference(row) % fileStep == 0;
            explained += whole || end - row >= STRETCH ? end - row : 0;
            row = end;
        }
        return explained;
    }

    /// The step in force at the first row: that of the first stretch, unless the first difference
    /// already shows it or the file's own step.
    private long firstStep() {
        int row = 0;
        while (row < size - 1) {
            int end = stretchEnd(row);
            if (end - row >= STRETCH) {
                long stretch = difference(row);
                boolean shown = difference(0) == fileStep && fileStep < stretch;
                return shown ? fileStep : stretch;
            }
            row = end;
        }
        return fileStep;
    }

    private static String inWords(long nanos) {
        return Duration.ofNanos(nanos).toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
