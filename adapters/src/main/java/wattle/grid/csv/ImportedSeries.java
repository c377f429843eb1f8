package wattle.grid.csv;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import wattle.grid.Labels;
import wattle.grid.Quality;
import wattle.grid.RawIntensity;
import wattle.grid.Signal;
import wattle.series.HeldSeries;
import wattle.series.Timeline;
import wattle.series.csv.InvalidFileException;
import wattle.series.csv.Steps;
import wattle.unit.Source;

/// One clean series from the files of a source, which follow or overlap each other in time: what
/// [IntensityFile] reads without a word.
///
/// Where files overlap, rows that agree are taken once, and rows that do not are refused with both
/// values. A cell that is empty as such files have it is a gap. A fault within a file is refused as
/// [IntensityFile] would.
public final class ImportedSeries {

    private static final String REPAIR =
            "See all faults with wattle grid check; wattle grid check --repair mends them.";

    private final List<RawFile> files;
    private final Merged rows;
    private final HeldSeries series;
    private final Quality quality;
    private final int rowsRead;
    private final List<String> remarks = new ArrayList<>();

    private ImportedSeries(List<RawFile> files) {
        this.files = List.copyOf(files);
        Merged merged = new Merged();
        int read = 0;
        for (RawFile file : files) {
            Labels.requireSame(files.getFirst().labels(), file.labels());
            for (String each : file.remarks()) {
                remarks.add(file.file() + ": " + each);
            }
            read += file.rows().size();
            merged = merged.with(clean(file));
        }
        rowsRead = read;
        rows = merged;
        if (rows.size == 0) {
            throw new InvalidFileException(
                    files.getFirst().file(),
                    0,
                    null,
                    "has no value in any row",
                    "Choose another column or file.");
        }
        quality = quality(rows);
        if (rows.repeated > 0) {
            remarks.add(
                    rows.repeated
                            + (rows.repeated == 1 ? " row that was" : " rows that were")
                            + " in more than one file with the same value"
                            + (rows.repeated == 1 ? " was" : " were")
                            + " taken once, from "
                            + instant(rows.firstRepeated)
                            + " to "
                            + instant(rows.lastRepeated));
        }
        Timeline timeline = Steps.timeline(rows.starts, rows.size, this::refused);
        series = new HeldSeries(timeline, Arrays.copyOf(rows.values, rows.size));
    }

    /// @param files at least one, in any order
    /// @throws IllegalArgumentException if their labels or zones differ
    /// @throws InvalidFileException if one has a fault, or two contradict each other
    public static ImportedSeries of(List<RawFile> files) {
        Set<String> zones = new TreeSet<>();
        for (RawFile file : files) {
            zones.addAll(file.zones());
        }
        if (zones.size() > 1) {
            throw new IllegalArgumentException(
                    "the files hold different zones: " + String.join(", ", zones));
        }
        return new ImportedSeries(files);
    }

    /// The file's rows with a value, in order, or a refusal.
    private Merged clean(RawFile file) {
        RawIntensity raw = file.atStarts();
        Merged clean = new Merged(raw.size());
        boolean mayBeNegative =
                file.labels().signal() == Signal.MARGINAL
                        || file.labels().signal() == Signal.LONG_RUN_MARGINAL;
        int empty = 0;
        int firstEmpty = 0;
        for (int row = 0; row < raw.size(); row++) {
            if (row > 0 && raw.nanos(row) <= raw.nanos(row - 1)) {
                throw disorder(file, raw, row);
            }
            if (raw.isEmpty(row)) {
                if (!file.mayBeEmpty()) {
                    throw refused(file, raw.line(row), "the value is missing");
                }
                firstEmpty = empty == 0 ? raw.line(row) : firstEmpty;
                empty++;
                continue;
            }
            if (raw.value(row) < 0 && !mayBeNegative) {
                throw new InvalidFileException(
                        file.file(),
                        raw.line(row),
                        null,
                        raw.value(row) + " g/kWh is negative",
                        file.labels().signal() == Signal.UNSTATED
                                ? "Only a marginal intensity can be: pass --signal marginal if this"
                                        + " is one, or correct the value."
                                : "An average intensity is never negative: correct the value.");
            }
            clean.add(raw.nanos(row), raw.value(row), raw.quality(row), file, raw.line(row));
        }
        if (empty > 0) {
            remarks.add(
                    file.file()
                            + ": "
                            + empty
                            + (empty == 1 ? " row without a value is" : " rows without a value are")
                            + " left out and make a gap, the first in line "
                            + firstEmpty);
        }
        return clean;
    }

    private static InvalidFileException disorder(RawFile file, RawIntensity raw, int row) {
        long now = raw.nanos(row);
        long before = raw.nanos(row - 1);
        if (now < before) {
            return refused(
                    file,
                    raw.line(row),
                    instant(now) + " comes after " + instant(before) + ", out of order");
        }
        boolean equal = Double.compare(raw.value(row), raw.value(row - 1)) == 0;
        return refused(
                file,
                raw.line(row),
                instant(now)
                        + " is there twice, "
                        + (equal
                                ? "with the same value"
                                : "with "
                                        + raw.value(row)
                                        + " and "
                                        + raw.value(row - 1)
                                        + " g/kWh")
                        + ", first in line "
                        + raw.line(row - 1));
    }

    private static InvalidFileException refused(RawFile file, int line, String problem) {
        return new InvalidFileException(file.file(), line, null, problem, REPAIR);
    }

    private InvalidFileException refused(int row, String problem, String advice) {
        return refused(rows.files[row], rows.lines[row], problem);
    }

    /// The coarsest that occurs.
    private static Quality quality(Merged rows) {
        Quality coarsest = rows.qualities[0];
        for (int row = 1; row < rows.size; row++) {
            Quality each = rows.qualities[row];
            coarsest = each.compareTo(coarsest) > 0 ? each : coarsest;
        }
        return coarsest;
    }

    public Labels labels() {
        return files.getFirst().labels();
    }

    /// The zone as the files name it; null where they name none.
    public @Nullable String zone() {
        for (RawFile file : files) {
            if (!file.zones().isEmpty()) {
                return file.zones().getFirst();
            }
        }
        return null;
    }

    /// The coarsest quality of the values.
    public Quality quality() {
        return quality;
    }

    public Source source() {
        Set<String> names = new LinkedHashSet<>();
        for (RawFile file : files) {
            names.add(file.source().name());
        }
        return new Source(String.join("; ", names), files.getFirst().source().licence());
    }

    public HeldSeries gramsPerKilowattHour() {
        return series;
    }

    /// How many rows the files hold together.
    public int rowsRead() {
        return rowsRead;
    }

    /// How many rows were in more than one file and agreed.
    public int rowsRepeated() {
        return rows.repeated;
    }

    /// What a user must know of the reading, in sentences.
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    /// The series in the format that Wattle reads: `timestamp_utc,g_per_kwh`.
    public String csv() {
        var text = new StringBuilder(40 * rows.size + 40).append("timestamp_utc,g_per_kwh\n");
        for (int row = 0; row < rows.size; row++) {
            text.append(instant(rows.starts[row])).append(',');
            text.append(rows.values[row]).append('\n');
        }
        return text.toString();
    }

    private static Instant instant(long nanos) {
        long second = 1_000_000_000L;
        return Instant.ofEpochSecond(Math.floorDiv(nanos, second), Math.floorMod(nanos, second));
    }

    /// Rows in order of time, each with where it came from.
    private static final class Merged {

        private final long[] starts;
        private final double[] values;
        private final Quality[] qualities;
        private final RawFile[] files;
        private final int[] lines;
        private int size;
        private int repeated;
        private long firstRepeated = Long.MAX_VALUE;
        private long lastRepeated = Long.MIN_VALUE;

        private Merged() {
            this(0);
        }

        private Merged(int capacity) {
            starts = new long[capacity];
            values = new double[capacity];
            qualities = new Quality[capacity];
            files = new RawFile[capacity];
            lines = new int[capacity];
        }

        private void add(long start, double value, Quality quality, RawFile file, int line) {
            starts[size] = start;
            values[size] = value;
            qualities[size] = quality;
            files[size] = file;
            lines[size] = line;
            size++;
        }

        private void add(Merged from, int row) {
            add(
                    from.starts[row],
                    from.values[row],
                    from.qualities[row],
                    from.files[row],
                    from.lines[row]);
        }

        private Merged with(Merged other) {
            Merged both = new Merged(size + other.size);
            both.repeated = repeated;
            both.firstRepeated = firstRepeated;
            both.lastRepeated = lastRepeated;
            int here = 0;
            int there = 0;
            while (here < size || there < other.size) {
                if (there == other.size || (here < size && starts[here] < other.starts[there])) {
                    both.add(this, here++);
                } else if (here == size || other.starts[there] < starts[here]) {
                    both.add(other, there++);
                } else {
                    both.add(this, same(here, other, there));
                    both.repeat(starts[here]);
                    here++;
                    there++;
                }
            }
            return both;
        }

        private int same(int here, Merged other, int there) {
            if (values[here] != other.values[there]) {
                throw new InvalidFileException(
                        other.files[there].file(),
                        other.lines[there],
                        null,
                        instant(starts[here])
                                + " has the value "
                                + other.values[there]
                                + " here and "
                                + values[here]
                                + " in "
                                + files[here].file()
                                + " line "
                                + lines[here],
                        "Find out which is right and leave the other out.");
            }
            return here;
        }

        private void repeat(long start) {
            repeated++;
            firstRepeated = Math.min(firstRepeated, start);
            lastRepeated = Math.max(lastRepeated, start);
        }
    }
}
