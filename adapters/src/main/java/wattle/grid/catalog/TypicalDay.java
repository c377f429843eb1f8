package wattle.grid.catalog;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.grid.Bounds;
import wattle.grid.Factor;
import wattle.grid.GridZone;
import wattle.grid.IntensitySeries;
import wattle.grid.Labels;
import wattle.grid.Quality;
import wattle.grid.Signal;
import wattle.series.HeldSeries;
import wattle.series.Interval;
import wattle.series.Timeline;
import wattle.unit.CarbonIntensity;
import wattle.unit.Range;
import wattle.unit.Source;
import wattle.unit.catalog.Row;
import wattle.unit.catalog.Sources;
import wattle.unit.catalog.Table;

/// The typical day of a zone: for each month and hour of the day in UTC the mean intensity of
/// earlier years, with its 10th and 90th percentile. A fallback where no series is at hand, and no
/// measurement.
///
/// ```java
/// TypicalDay day = TypicalDay.find(new GridZone("country", "DEU"), labels);
/// day.over(span); // an hourly series of quality typical-day
/// ```
///
/// The values, 288 rows, are read when they are first asked for. Threads may share it.
public final class TypicalDay {

    /// The source of zones that are named by a typical day alone.
    public static final String PROFILE = "profile";

    static final Table TABLE = Table.read(TypicalDay.class, "typical_days.csv");
    static final Table ODBL = Table.read(TypicalDay.class, "odbl/typical_days.csv");

    private static final int HOURS = 24;
    private static final int ROWS = 12 * HOURS;
    private static final long HOUR = 3600;
    private static final long DAY = HOURS * HOUR;

    /// A century of hours: a span beyond it is a slip.
    private static final long MOST_HOURS = 100 * 366L * HOURS;

    private final String name;
    private final GridZone zone;
    private final Labels labels;
    private final String years;
    private final Source source;
    private final List<String> notes;
    private final String file;

    /// Means, 10th and 90th percentiles by month and hour, read when needed.
    private double @Nullable [][] values;

    private TypicalDay(Row row, boolean openDatabase, List<String> notes) {
        name = row.key();
        zone = zone(row.text("drawn_as"));
        labels = new Labels(signal(row.text("signal")), factor(row.text("factor")));
        String from = row.text("years");
        int dash = from.indexOf('-');
        String first = from.substring(0, dash);
        String last = from.substring(dash + 1);
        years = first.equals(last) ? first : first + " to " + last;
        Sources sources = openDatabase ? GridSources.OPEN_DATABASE : GridSources.ALL;
        Source publisher = sources.source(row.text("source"));
        source =
                new Source(
                        publisher.name() + "; typical day of " + years + " in " + zone,
                        publisher.licence());
        this.notes = List.copyOf(notes);
        file =
                (openDatabase ? "odbl/" : "")
                        + "typical_days/"
                        + name
                        + '.'
                        + row.text("signal")
                        + '.'
                        + row.text("factor")
                        + ".csv";
    }

    /// The typical day of a zone, or of the zone that has the same border or nearly so at another
    /// source ([ZoneMap]); where it is another, its notes say so.
    ///
    /// @return null where there is none of these labels
    public static @Nullable TypicalDay find(GridZone zone, Labels labels) {
        for (TypicalDay each : of(zone)) {
            if (each.labels.equals(labels)) {
                return each;
            }
        }
        return null;
    }

    /// All typical days of a zone, of whatever signal and factor, by the rule of [#find].
    ///
    /// The index names the zones of [ZoneMap] beside each typical day, which spares reading the
    /// map.
    public static List<TypicalDay> of(GridZone zone) {
        List<TypicalDay> found = new ArrayList<>();
        add(zone, TABLE, false, found);
        add(zone, ODBL, true, found);
        return found;
    }

    /// All that are shipped.
    public static List<TypicalDay> all() {
        List<TypicalDay> all = new ArrayList<>();
        for (Row row : TABLE.rows()) {
            all.add(new TypicalDay(row, false, List.of()));
        }
        for (Row row : ODBL.rows()) {
            all.add(new TypicalDay(row, true, List.of()));
        }
        return all;
    }

    private static void add(
            GridZone zone, Table table, boolean openDatabase, List<TypicalDay> found) {
        boolean named = zone.source().equals(PROFILE);
        String text = named ? zone.key() : zone.toString();
        for (Row row : table.rowsHolding(text)) {
            if (named ? row.key().equals(text) : row.list("same_border").contains(text)) {
                found.add(new TypicalDay(row, openDatabase, List.of()));
            } else if (!named && row.list("nearly").contains(text)) {
                found.add(new TypicalDay(row, openDatabase, List.of(nearly(zone, row))));
            }
        }
    }

    private static String nearly(GridZone asked, Row row) {
        int index = row.list("nearly").indexOf(asked.toString());
        return "the typical day is that of "
                + row.key()
                + ", which is approximately "
                + asked
                + ": "
                + row.list("differs").get(index);
    }

    /// Its name among the typical days, such as `US-CAISO-PGE`.
    public String name() {
        return name;
    }

    /// The zone as the source of the values draws it.
    public GridZone zone() {
        return zone;
    }

    /// Signal and factor.
    public Labels labels() {
        return labels;
    }

    /// Of which years it is the mean, such as "2021 to 2024".
    public String years() {
        return years;
    }

    /// The last of these years.
    public int lastYear() {
        return Integer.parseInt(years.substring(years.length() - 4));
    }

    /// All means in g/kWh, by month (0 is January) and hour of the day in UTC.
    public double[][] means() {
        double[][] means = new double[12][];
        for (int month = 0; month < means.length; month++) {
            means[month] = Arrays.copyOfRange(values()[0], month * HOURS, (month + 1) * HOURS);
        }
        return means;
    }

    /// Publisher, years and licence.
    public Source source() {
        return source;
    }

    /// What a reader must know, such as that the zone is only nearly the one asked for.
    public List<String> notes() {
        return notes;
    }

    /// The mean over all months and hours, in g/kWh.
    public double mean() {
        double sum = 0;
        for (double each : values()[0]) {
            sum += each;
        }
        return sum / ROWS;
    }

    /// The mean of that month and hour, with the 10th and the 90th percentile.
    public Range<CarbonIntensity> at(Instant instant) {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(instant.getEpochSecond(), DAY));
        int hour = (int) (Math.floorMod(instant.getEpochSecond(), DAY) / HOUR);
        return at(date.getMonthValue(), hour);
    }

    /// @param month 1 to 12
    /// @param hour of the day in UTC, 0 to 23
    public Range<CarbonIntensity> at(int month, int hour) {
        if (month < 1 || month > 12 || hour < 0 || hour >= HOURS) {
            throw new IllegalArgumentException(
                    "a month is 1 to 12 and an hour 0 to 23: " + month + ", " + hour);
        }
        double[][] known = values();
        int row = row(month, hour);
        return new Range<>(
                new CarbonIntensity(known[1][row]),
                new CarbonIntensity(known[0][row]),
                new CarbonIntensity(known[2][row]));
    }

    /// The means, hour by hour, over all whole hours that the span touches.
    ///
    /// @throws IllegalArgumentException if the span is longer than a century
    public IntensitySeries over(Interval span) {
        return new IntensitySeries(zone, labels, Quality.TYPICAL_DAY, source, values(span, 0));
    }

    /// The 10th and 90th percentiles of the same hours.
    public Bounds boundsOver(Interval span) {
        return new Bounds(values(span, 1), values(span, 2));
    }

    private HeldSeries values(Interval span, int which) {
        long first = Math.floorDiv(span.start().getEpochSecond(), HOUR);
        long last = Math.floorDiv(span.end().minusNanos(1).getEpochSecond(), HOUR) + 1;
        if (last - first > MOST_HOURS) {
            throw new IllegalArgumentException(
                    "a typical day over more than a hundred years: " + span);
        }
        double[] of = values()[which];
        double[] hours = new double[(int) (last - first)];
        int filled = 0;
        while (filled < hours.length) {
            long at = first + filled;
            int month = LocalDate.ofEpochDay(Math.floorDiv(at, HOURS)).getMonthValue();
            int hour = Math.floorMod(at, HOURS);
            while (hour < HOURS && filled < hours.length) {
                hours[filled++] = of[row(month, hour++)];
            }
        }
        return new HeldSeries(
                Timeline.regular(
                        Instant.ofEpochSecond(first * HOUR), Duration.ofHours(1), hours.length),
                hours);
    }

    private static int row(int month, int hour) {
        return (month - 1) * HOURS + hour;
    }

    private synchronized double[][] values() {
        double[][] known = values;
        if (known == null) {
            known = Table.read(TypicalDay.class, file).numbers("mean_g_per_kwh", 3, ROWS);
            values = known;
        }
        return known;
    }

    static GridZone zone(String text) {
        int colon = text.indexOf(':');
        return new GridZone(text.substring(0, colon), text.substring(colon + 1));
    }

    static Signal signal(String label) {
        for (Signal signal : Signal.values()) {
            if (signal.label().equals(label)) {
                return signal;
            }
        }
        throw new IllegalStateException("a shipped table names an unknown signal: " + label);
    }

    static Factor factor(String label) {
        for (Factor factor : Factor.values()) {
            if (factor.label().equals(label)) {
                return factor;
            }
        }
        throw new IllegalStateException("a shipped table names an unknown factor: " + label);
    }
}
