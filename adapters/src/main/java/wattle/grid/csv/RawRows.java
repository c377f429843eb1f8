package wattle.grid.csv;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wattle.grid.Quality;
import wattle.grid.RawIntensity;
import wattle.series.csv.CsvContent;
import wattle.series.csv.Instants;
import wattle.series.csv.InvalidFileException;
import wattle.series.csv.Limits;

/// Collects the rows of a file of any shape, by the [Layout] that its header has. For one file.
final class RawRows implements CsvContent {

    /// The most names of zones that are kept.
    private static final int MOST_ZONES = 1000;

    private final Path file;
    private final RawOptions options;
    private final int mostRows = Limits.rowsInMemory();
    private final Set<String> zones = new LinkedHashSet<>();
    private final Map<String, LocalClock> clocks = new HashMap<>();

    /// Shows every time: what it does not know is none.
    private final LocalClock anyTime = new LocalClock(ZoneOffset.UTC);

    private @Nullable RawHeader header;
    private @Nullable Layout layout;
    private @Nullable ValueCells values;
    private @Nullable LocalClock clock;
    private @Nullable String wanted;

    private int timeColumn;
    private int zoneColumn;
    private boolean[] flags = {};
    private boolean flagIsWord;

    private long time;

    /// Why the row's time is refused, if it has a value.
    private @Nullable InvalidFileException notShown;

    private int leftOut;

    /// Of the row before; no zone is called so.
    private String zone = "\u0000";

    private boolean isWanted = true;
    private boolean estimated;
    private int kept;
    private int estimates;

    RawRows(Path file, RawOptions options) {
        this.file = file;
        this.options = options;
        wanted = options.rowsOf();
    }

    @Override
    public void header(List<String> names, long line) {
        var read = new RawHeader(file, names, line);
        Layout found = Shapes.of(read, options);
        header = read;
        layout = found;
        timeColumn = found.time();
        zoneColumn = found.zone();
        var zoneOfTimes = found.timeZone() == null ? options.timeZone() : found.timeZone();
        clock = zoneOfTimes == null ? null : new LocalClock(zoneOfTimes);
        flags = new boolean[names.size()];
        switch (found.flag()) {
            case Layout.Flag.None none -> {}
            case Layout.Flag.Word word -> {
                flags[word.column()] = true;
                flagIsWord = true;
            }
            case Layout.Flag.Filled filled -> {
                for (int each : filled.columns()) {
                    flags[each] = true;
                }
            }
        }
        values =
                switch (found.values()) {
                    case Layout.Values.Intensity intensity -> new IntensityCells(read, intensity);
                    case Layout.Values.Wide wide -> new WideMixCells(read, wide);
                    case Layout.Values.Listed listed -> new LongMixCells(read, listed);
                };
    }

    @Override
    public void cell(int column, long line, char[] buffer, int offset, int length) {
        if (column == timeColumn) {
            time = time(line, buffer, offset, length);
        } else if (column == zoneColumn) {
            if (!isSame(zone, buffer, offset, length)) {
                zone = new String(buffer, offset, length).strip();
                meet(zone);
            }
        } else if (flags[column]) {
            estimated |=
                    flagIsWord
                            ? isYes(column, line, buffer, offset, length)
                            : !isBlank(buffer, offset, length);
        }
        cells().cell(column, line, buffer, offset, length);
    }

    private void meet(String name) {
        if (zones.size() < MOST_ZONES) {
            zones.add(name);
        }
        wanted = wanted == null ? name : wanted;
        isWanted = isNamed(wanted, name);
    }

    /// ENTSO-E writes `BZN|FR` for the bidding zone `FR`.
    private static boolean isNamed(String wanted, String name) {
        return name.equalsIgnoreCase(wanted)
                || (name.length() > wanted.length()
                        && name.charAt(name.length() - wanted.length() - 1) == '|'
                        && name.regionMatches(
                                true, name.length() - wanted.length(), wanted, 0, wanted.length()));
    }

    private long time(long line, char[] buffer, int offset, int length) {
        TimeForm form = layout().form();
        if (form == TimeForm.ISO && isNumber(buffer, offset, length)) {
            form = TimeForm.EPOCH;
        }
        LocalClock read = form == TimeForm.PERIOD ? clockOf(buffer, offset, length) : clock;
        long at = form.parse(buffer, offset, length, read);
        if (at == Instants.NONE) {
            InvalidFileException refusal = notATime(line, new String(buffer, offset, length), read);
            if (read == null || form.parse(buffer, offset, length, anyTime) == Instants.NONE) {
                throw refusal;
            }
            notShown = refusal;
        }
        return at;
    }

    /// Digits alone: more than a year has, so that no date is taken for a number.
    private static boolean isNumber(char[] buffer, int offset, int length) {
        if (length < 9) {
            return false;
        }
        for (int i = offset; i < offset + length; i++) {
            if ((buffer[i] < '0' || buffer[i] > '9') && buffer[i] != '.') {
                return false;
            }
        }
        return true;
    }

    /// The clock that the cell names, or that of the file.
    private @Nullable LocalClock clockOf(char[] buffer, int offset, int length) {
        String written = PeriodZone.written(java.nio.CharBuffer.wrap(buffer, offset, length));
        if (written.isEmpty()) {
            return clock;
        }
        LocalClock known = clocks.get(written);
        var named = known == null ? PeriodZone.of(written) : null;
        if (named != null) {
            known = new LocalClock(named);
            clocks.put(written, known);
        }
        return known;
    }

    private InvalidFileException notATime(long line, String cell, @Nullable LocalClock read) {
        String column = header().name(timeColumn);
        if (layout().form() == TimeForm.PERIOD
                && read != null
                && TimeForm.PERIOD.parse(cell.toCharArray(), 0, cell.length(), anyTime)
                        != Instants.NONE) {
            return new InvalidFileException(
                    file,
                    line,
                    column,
                    InvalidFileException.quoted(cell)
                            + " is a time that clocks there do not show: they are put forward over"
                            + " it, and the row has a value",
                    "Correct the time or delete the row.");
        }
        boolean withoutZone =
                layout().form() == TimeForm.ISO
                        && Instants.parseLocal(cell.toCharArray(), 0, cell.length())
                                != Instants.NONE;
        if (withoutZone && read != null) {
            return new InvalidFileException(
                    file,
                    line,
                    column,
                    InvalidFileException.quoted(cell)
                            + " is a time that clocks in "
                            + read.zone()
                            + " do not show: they are put forward over it",
                    "Check --time-zone.");
        }
        if (withoutZone || (layout().form() == TimeForm.PERIOD && read == null)) {
            return new InvalidFileException(
                    file,
                    line,
                    column,
                    InvalidFileException.quoted(cell) + " is a time without a zone",
                    "State the zone, such as --time-zone UTC or --time-zone Europe/Berlin"
                            + (layout().shape().equals("lets-wait-awhile")
                                    ? "; the files of Let's Wait Awhile are in UTC."
                                    : "."));
        }
        return new InvalidFileException(
                file,
                line,
                column,
                cell.isBlank()
                        ? "the time is missing"
                        : InvalidFileException.quoted(cell)
                                + " is not a time as such files have it",
                "Correct the time or delete the row.");
    }

    @Override
    public void endRow(long line) {
        ValueCells cells = cells();
        if (notShown != null) {
            // Exports by local time have a row without values for the hour that is left out.
            if (!cells.isEmptyRow()) {
                throw notShown;
            }
            notShown = null;
            leftOut++;
            cells.skipRow();
        } else if (isWanted) {
            if (kept == mostRows) {
                throw new InvalidFileException(
                        file,
                        line,
                        null,
                        "there are more rows than the " + mostRows + " that fit the memory",
                        "Split the file, or give Java more memory (-Xmx).");
            }
            Quality quality = layout().quality();
            cells.endRow(time, line, estimated ? Quality.ESTIMATED : quality);
            kept++;
            estimates += estimated ? 1 : 0;
        } else {
            cells.skipRow();
        }
        estimated = false;
    }

    /// What was read.
    RawFile file() {
        Layout read = layout();
        if (zones.size() > 1 && options.rowsOf() == null) {
            throw new InvalidFileException(
                    file,
                    0,
                    header().name(zoneColumn),
                    "has rows of " + zones.size() + " zones: " + shownZones(),
                    "Name one of them with --rows-of.");
        }
        if (kept == 0) {
            throw new InvalidFileException(
                    file,
                    0,
                    null,
                    zones.isEmpty()
                            ? "has a header and no rows"
                            : "has no rows of "
                                    + InvalidFileException.quoted(String.valueOf(wanted))
                                    + ", but of "
                                    + shownZones(),
                    zones.isEmpty()
                            ? "A series needs at least one row."
                            : "Name one of them with --rows-of.");
        }
        List<String> remarks = new ArrayList<>(read.remarks());
        RawIntensity rows = cells().rows(remarks);
        remarkOnTimes(read, remarks);
        if (estimates > 0) {
            remarks.add(estimates + " of " + kept + " rows are estimated by the source");
        }
        Duration late = options.hourEnding() ? Duration.ofHours(1) : read.late();
        return RawFile.of(file, rows, read, kept(), late, options, remarks);
    }

    private List<String> kept() {
        return zones.stream()
                .filter(each -> !each.isEmpty() && isNamed(String.valueOf(wanted), each))
                .toList();
    }

    private void remarkOnTimes(Layout read, List<String> remarks) {
        int repeated = clock == null ? 0 : clock.repeated();
        for (LocalClock each : clocks.values()) {
            repeated += each.repeated();
        }
        if (leftOut > 0) {
            remarks.add(
                    leftOut
                            + (leftOut == 1 ? " row" : " rows")
                            + " without a value at times over which the clock is put forward"
                            + (leftOut == 1 ? " was" : " were")
                            + " left out");
        }
        if (repeated > 0) {
            remarks.add(
                    repeated
                            + " times that the clock shows twice were told apart by the order of the"
                            + " rows");
        }
        if (read.timeZone() == null && options.timeZone() != null && read.form() == TimeForm.ISO) {
            remarks.add("times without a zone were read as " + options.timeZone());
        }
    }

    private String shownZones() {
        int most = 12;
        String first = String.join(", ", zones.stream().limit(most).toList());
        return InvalidFileException.shown(first) + (zones.size() > most ? ", …" : "");
    }

    private RawHeader header() {
        return Objects.requireNonNull(header, "the header is read before the rows");
    }

    private Layout layout() {
        return Objects.requireNonNull(layout, "the header is read before the rows");
    }

    private ValueCells cells() {
        return Objects.requireNonNull(values, "the header is read before the rows");
    }

    private static boolean isSame(String text, char[] buffer, int offset, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != buffer[offset + i]) {
                return false;
            }
        }
        return true;
    }

    /// `true`, `True`, `yes` or `1`; not `false`, `no`, `0` or nothing.
    private boolean isYes(int column, long line, char[] buffer, int offset, int length) {
        char first = length == 0 ? 'f' : Character.toLowerCase(buffer[offset]);
        return switch (first) {
            case 't', 'y', '1' -> true;
            case 'f', 'n', '0', ' ' -> false;
            default ->
                    throw new InvalidFileException(
                            file,
                            line,
                            header().name(column),
                            InvalidFileException.quoted(new String(buffer, offset, length))
                                    + " is neither true nor false",
                            "Write true where the value is estimated, and false where it is not.");
        };
    }

    private static boolean isBlank(char[] buffer, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (buffer[i] != ' ') {
                return false;
            }
        }
        return true;
    }
}
