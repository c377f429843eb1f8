package wattle.series.csv;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import wattle.series.Timeline;

/// Collects a file's times and values, each checked as it comes. For one file.
final class SeriesRows implements CsvContent {

    private static final List<String> TIMES = List.of("timestamp_utc", "interval_start_utc");
    private static final int FIRST_ROWS = 1024;
    private static final long NANOS = 1_000_000_000L;

    private final Path file;
    private final List<ValueColumn> columns;
    private final boolean repair;
    private final int mostRows = Limits.rowsInMemory();
    private final List<String> remarks = new ArrayList<>();

    private @Nullable ValueColumn valueColumn;
    private String timeName = "";
    private int timeIndex = -1;
    private int valueIndex = -1;

    private long[] times = new long[FIRST_ROWS];
    private double[] values = new double[FIRST_ROWS];
    private int[] lines = new int[FIRST_ROWS];
    private int size;
    private long time;
    private double value;

    SeriesRows(Path file, List<ValueColumn> columns, boolean repair) {
        this.file = file;
        this.columns = columns;
        this.repair = repair;
    }

    @Override
    public void header(List<String> names, long line) {
        var header = new Header(file, names, line);
        timeName = header.firstOf(TIMES, "The times must be the starts of the intervals, in UTC.");
        List<String> known = columns.stream().map(ValueColumn::name).toList();
        String name = header.firstOf(known, columns.getFirst().missingAdvice());
        timeIndex = names.indexOf(timeName);
        valueIndex = names.indexOf(name);
        for (ValueColumn each : columns) {
            if (each.name().equals(name)) {
                valueColumn = each;
            } else if (names.contains(each.name())) {
                remarks.add(
                        file + ": column " + each.name() + " was left unread, " + name + " read");
            }
        }
    }

    @Override
    public void cell(int column, long line, char[] buffer, int offset, int length) {
        if (column == timeIndex) {
            time = Instants.parse(buffer, offset, length);
            if (time == Instants.NONE) {
                var problem = Instants.problem(new String(buffer, offset, length));
                throw refused(line, timeName, problem.what(), problem.advice());
            }
        } else if (column == valueIndex) {
            value = Decimals.parse(buffer, offset, length);
            String advice = column().negativeAdvice();
            if (Double.isNaN(value)) {
                throw notANumber(line, new String(buffer, offset, length));
            }
            if (value < 0 && advice != null) {
                throw refused(line, column().name(), value + " is negative", advice);
            }
        }
    }

    @Override
    public void endRow(long line) {
        if (!repair && size > 0 && time <= times[size - 1]) {
            throw disorder(line);
        }
        if (size == mostRows) {
            throw new InvalidFileException(
                    file,
                    line,
                    null,
                    "there are more rows than the " + mostRows + " that fit the memory",
                    "Split the file, or give Java more memory (-Xmx).");
        }
        if (size == times.length) {
            int capacity = (int) Math.min(mostRows, size + (size >> 1) + 1L);
            times = Arrays.copyOf(times, capacity);
            values = Arrays.copyOf(values, capacity);
            lines = Arrays.copyOf(lines, capacity);
        }
        times[size] = time;
        values[size] = value;
        lines[size] = (int) line;
        size++;
    }

    /// The series that the rows make.
    SeriesFile series(@Nullable Duration step) {
        if (size == 0) {
            throw new InvalidFileException(
                    file, 0, null, "has a header and no rows", "A series needs at least one row.");
        }
        if (repair) {
            sort();
        }
        long given = step == null ? 0 : nanos(step);
        var steps = new Steps(times, size, given, repair, this::refused);
        Timeline timeline = steps.timeline();
        if (steps.cut() > 0) {
            remarks.add(
                    file
                            + ": "
                            + count(
                                    steps.cut(),
                                    "interval that overlapped the next was",
                                    "intervals that overlapped the next were")
                            + " ended where the next begins, the first in line "
                            + lines[steps.firstCut()]);
        }
        return new SeriesFile(column(), timeline, Arrays.copyOf(values, size), remarks);
    }

    private static long nanos(Duration step) {
        try {
            return step.toNanos();
        } catch (ArithmeticException tooLong) {
            return Long.MAX_VALUE;
        }
    }

    private void sort() {
        int[] order = StableOrder.of(times, size);
        long[] sortedTimes = new long[size];
        double[] sortedValues = new double[size];
        int[] sortedLines = new int[size];
        int moved = 0;
        int dropped = 0;
        int firstMoved = Integer.MAX_VALUE;
        int firstDropped = Integer.MAX_VALUE;
        int kept = 0;
        for (int each : order) {
            if (kept > 0 && sortedTimes[kept - 1] == times[each]) {
                if (sortedValues[kept - 1] != values[each]) {
                    throw contradiction(
                            lines[each],
                            times[each],
                            values[each],
                            sortedValues[kept - 1],
                            sortedLines[kept - 1]);
                }
                dropped++;
                firstDropped = Math.min(firstDropped, lines[each]);
                continue;
            }
            sortedTimes[kept] = times[each];
            sortedValues[kept] = values[each];
            sortedLines[kept] = lines[each];
            kept++;
        }
        long latest = Long.MIN_VALUE;
        for (int i = 0; i < size; i++) {
            if (times[i] < latest) {
                moved++;
                firstMoved = Math.min(firstMoved, lines[i]);
            }
            latest = Math.max(latest, times[i]);
        }
        times = sortedTimes;
        values = sortedValues;
        lines = sortedLines;
        size = kept;
        if (moved > 0) {
            remarks.add(
                    file
                            + ": "
                            + count(
                                    moved,
                                    "row that was earlier than one before it was",
                                    "rows that were earlier than one before them were")
                            + " sorted, the first in line "
                            + firstMoved);
        }
        if (dropped > 0) {
            remarks.add(
                    file
                            + ": "
                            + count(
                                    dropped,
                                    "row that repeated another was",
                                    "rows that repeated another were")
                            + " dropped, the first in line "
                            + firstDropped);
        }
    }

    private static String count(int count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    private InvalidFileException disorder(long line) {
        long before = times[size - 1];
        if (time < before) {
            return refused(
                    line,
                    timeName,
                    instant(time) + " comes after " + instant(before) + ", out of order",
                    "Sort the rows by time, or pass --repair to have them sorted.");
        }
        if (value == values[size - 1]) {
            return refused(
                    line,
                    timeName,
                    instant(time)
                            + " is there twice with the same value, first in line "
                            + lines[size - 1],
                    "Delete one of the rows, or pass --repair to have it dropped.");
        }
        return contradiction(line, time, value, values[size - 1], lines[size - 1]);
    }

    private InvalidFileException contradiction(
            long line, long at, double here, double there, int otherLine) {
        return refused(
                line,
                column().name(),
                instant(at)
                        + " has the value "
                        + here
                        + " here and "
                        + there
                        + " in line "
                        + otherLine,
                "Find out which is right and delete the other row.");
    }

    private InvalidFileException notANumber(long line, String cell) {
        return cell.isBlank()
                ? refused(
                        line,
                        column().name(),
                        "the value is missing",
                        "Delete the row: an interval without a row is a gap.")
                : refused(
                        line,
                        column().name(),
                        InvalidFileException.quoted(cell) + " is not a finite number",
                        "Write a number such as 412.5 or 4.125e2; where there is none, delete the"
                                + " row: an interval without a row is a gap.");
    }

    /// A refusal by [Steps], of a row by its index.
    private InvalidFileException refused(int row, String problem, String advice) {
        return refused(lines[row], timeName, problem, advice);
    }

    private InvalidFileException refused(long line, String column, String problem, String advice) {
        return new InvalidFileException(file, line, column, problem, advice);
    }

    private ValueColumn column() {
        return Objects.requireNonNull(valueColumn, "the header is read before the rows");
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }
}
