package wattle.grid.fault;

import java.util.Arrays;
import java.util.List;
import wattle.grid.RawIntensity;

/// How long each row's interval lasts, and where intervals are missing, overlap, or change their
/// length. The rules are those by which `wattle.series.csv` reads a file:
///
/// - The step in force at the start is that of the first stretch of three equal differences.
/// - A smaller difference that stays for three rows or more is a finer step; fewer are overlaps.
/// - A larger one that stays for twelve rows, or for three up to an end of the file, is a coarser
///   step; fewer are gaps.
///
/// Where less than half of the differences fit the most common one, there is no step: that is one
/// finding, and gaps are not looked for.
final class Steps {

    private static final int STRETCH = 3;
    private static final int LONG_STRETCH = 12;

    /// A difference of which there is less than one in so many is not the step.
    private static final int RARE = 10;

    private final RawIntensity raw;
    private final ClockChanges clocks;
    private final List<Finding> findings;
    private final int[] row;
    private final long[] at;
    private final long[] length;
    private final int size;

    /// The most common difference, the step in force, and the rows that are left.
    private long fileStep;

    private long step;
    private int kept;

    /// @param rows by time, one for each instant
    Steps(RawIntensity raw, int[] rows, ClockChanges clocks, List<Finding> findings) {
        this.raw = raw;
        this.clocks = clocks;
        this.findings = findings;
        row = rows.clone();
        size = rows.length;
        at = new long[size];
        length = new long[size];
        for (int i = 0; i < size; i++) {
            at[i] = raw.nanos(rows[i]);
        }
    }

    Sequence sequence() {
        if (size > 1) {
            fileStep = mostCommon();
            if (2L * fitting() >= size - 1) {
                walk();
            } else {
                irregular();
            }
        } else {
            kept = size;
        }
        double[] value = new double[kept];
        for (int i = 0; i < kept; i++) {
            value[i] = raw.value(row[i]);
        }
        return new Sequence(
                Arrays.copyOf(row, kept),
                Arrays.copyOf(at, kept),
                value,
                Arrays.copyOf(length, kept),
                fileStep);
    }

    private void walk() {
        step = firstStep();
        int i = 0;
        while (i < size - 1) {
            long difference = difference(i);
            int end = stretchEnd(i);
            boolean atAnEnd = i == 0 || end == size - 1;
            int coarser = atAnEnd ? STRETCH : LONG_STRETCH;
            if (difference < step && end - i < STRETCH) {
                i = overlap(i);
            } else if (difference < step || (difference > step && end - i >= coarser)) {
                stepChange(i, end, difference);
                i = keep(i, end);
            } else {
                for (int j = i; j < end && difference > step; j++) {
                    gap(j, j + 1);
                }
                i = keep(i, end);
            }
        }
        keep(i, size);
    }

    /// Keeps the rows from `from` up to `to` with the step in force, and gives `to`.
    private int keep(int from, int to) {
        for (int i = from; i < to; i++) {
            row[kept] = row[i];
            at[kept] = at[i];
            length[kept] = step;
            kept++;
        }
        return to;
    }

    private void stepChange(int from, int to, long difference) {
        findings.add(
                new Finding(
                        Rule.STEP_CHANGE,
                        Times.interval(at[from], at[to]),
                        Rows.of(row[from]),
                        "from here "
                                + (to - from)
                                + " rows are "
                                + Times.words(difference)
                                + " apart, those before them "
                                + Times.words(step)));
        step = difference;
    }

    /// Leaves out the rows that begin before the interval of row `i` ends, and gives the next one.
    private int overlap(int i) {
        int next = i + 1;
        while (next < size && at[next] - at[i] < step) {
            next++;
        }
        findings.add(
                new Finding(
                        Rule.OVERLAP,
                        Times.interval(at[i + 1], at[i] + step),
                        Rows.of(row, i + 1, next),
                        Times.instant(at[i + 1])
                                + " lies within the interval from "
                                + Times.instant(at[i])
                                + ", which lasts "
                                + Times.words(step)));
        if (next < size && at[next] - at[i] > step) {
            gap(i, next);
        }
        keep(i, i + 1);
        return next;
    }

    private void gap(int before, int after) {
        long start = at[before] + step;
        long end = at[after];
        String skipped = clocks.skipped(start, end);
        String many =
                (end - start) % step == 0
                        ? (end - start) / step + " of " + Times.words(step) + " missing"
                        : Times.words(end - start)
                                + " missing, which is no multiple of "
                                + Times.words(step);
        findings.add(
                new Finding(
                        skipped.isEmpty() ? Rule.GAP : Rule.CLOCK_CHANGE_HOLE,
                        Times.interval(start, end),
                        Rows.of(row[before], row[after]),
                        many + (skipped.isEmpty() ? clocks.beginsAt(start) : skipped)));
    }

    private void irregular() {
        for (int i = 0; i < size; i++) {
            length[i] = i < size - 1 ? Math.min(fileStep, difference(i)) : fileStep;
        }
        kept = size;
        findings.add(
                new Finding(
                        Rule.STEP_CHANGE,
                        Times.interval(at[0], at[size - 1]),
                        Rows.of(row[0]),
                        "the rows show no step: "
                                + Times.words(fileStep)
                                + ", the most common one, fits "
                                + fitting()
                                + " of "
                                + (size - 1)
                                + " differences; gaps were not looked for"));
    }

    private long difference(int i) {
        return at[i + 1] - at[i];
    }

    /// The row after the last that has the same difference as this one.
    private int stretchEnd(int from) {
        int end = from + 1;
        while (end < size - 1 && difference(end) == difference(from)) {
            end++;
        }
        return end;
    }

    /// The smallest of the most common differences; the middle one where hardly any occurs twice.
    private long mostCommon() {
        long[] sorted = new long[size - 1];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = difference(i);
        }
        Arrays.sort(sorted);
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
        return (long) most * RARE < sorted.length ? sorted[sorted.length / 2] : best;
    }

    /// How many differences are whole multiples of the most common one, or stay for a stretch.
    private int fitting() {
        int fitting = 0;
        int i = 0;
        while (i < size - 1) {
            int end = stretchEnd(i);
            if (difference(i) % fileStep == 0 || end - i >= STRETCH) {
                fitting += end - i;
            }
            i = end;
        }
        return fitting;
    }

    private long firstStep() {
        int i = 0;
        while (i < size - 1) {
            int end = stretchEnd(i);
            if (end - i >= STRETCH) {
                return difference(0) == fileStep && fileStep < difference(i)
                        ? fileStep
                        : difference(i);
            }
            i = end;
        }
        return fileStep;
    }
}
