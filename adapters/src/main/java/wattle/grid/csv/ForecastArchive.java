package wattle.grid.csv;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.grid.Decision;
import wattle.grid.Forecast;
import wattle.grid.Forecaster;
import wattle.grid.GridException;
import wattle.grid.GridZone;
import wattle.grid.IntensityForecast;
import wattle.grid.IntensitySeries;
import wattle.grid.Labels;
import wattle.grid.Quality;
import wattle.grid.Signal;
import wattle.grid.forecast.Band;
import wattle.series.HeldSeries;
import wattle.series.Timeline;
import wattle.series.csv.InvalidFileException;
import wattle.series.csv.TimedNumbers;
import wattle.unit.Source;

/// Forecasts that somebody issued, from a file: `issued_utc,h5,h10,…`, a row for each issue and a
/// column for each lead in minutes, in g/kWh. Immutable; threads may share it.
///
/// `h5` is the value of the interval that begins five minutes after the issue and ends where the
/// next column's begins. An empty cell is a gap.
///
/// A quirk to know of the archived forecasts of `US-CAISO-PGE` (California's SGIP signal): their
/// `h5` is nearer to the value five minutes *before* the issue (mean absolute error in 2020: 19.6
/// g/kWh) than to that five minutes after it (27.0). It seems to be the value that was last known.
/// Columns are read as they are labelled all the same, for from `h60` on the label fits best.
/// Holding the last value is a better forecast of the next minutes than such an `h5`.
public final class ForecastArchive implements IntensityForecast, Forecaster.Prepared {

    private static final long MINUTE = 60_000_000_000L;
    private static final int MOST_MINUTES = 366 * 24 * 60;

    private final Path file;
    private final @Nullable GridZone zone;
    private final Labels labels;
    private final Source source;
    private final TimedNumbers rows;

    /// The start of each column's interval after the issue, in minutes, and the end of the last.
    private final int[] leads;

    private ForecastArchive(
            Path file,
            @Nullable GridZone zone,
            Labels labels,
            Source source,
            TimedNumbers rows,
            int[] leads) {
        this.file = file;
        this.zone = zone;
        this.labels = labels;
        this.source = source;
        this.rows = rows;
        this.leads = leads;
    }

    /// @param zone that the forecasts are of; null where nobody said
    /// @param labels what they are forecasts of
    /// @throws InvalidFileException if the file holds no such forecasts
    public static ForecastArchive read(
            Path file, @Nullable GridZone zone, Labels labels, Source source) {
        TimedNumbers rows = TimedNumbers.read(file, "issued_utc");
        int count = rows.names().size();
        int[] leads = new int[count + 1];
        for (int i = 0; i < count; i++) {
            leads[i] = lead(file, rows.names().get(i));
            if (i > 0 && leads[i] <= leads[i - 1]) {
                throw new InvalidFileException(
                        file,
                        1,
                        rows.names().get(i),
                        "the leads do not rise",
                        "Order the columns.");
            }
        }
        leads[count] =
                leads[count - 1]
                        + (count > 1 ? leads[count - 1] - leads[count - 2] : Math.max(1, leads[0]));
        requirePossible(file, rows, labels);
        return new ForecastArchive(file, zone, labels, source, rows, leads);
    }

    private static int lead(Path file, String name) {
        int minutes = 0;
        boolean right = name.length() > 1 && name.charAt(0) == 'h';
        for (int i = 1; right && i < name.length(); i++) {
            int digit = name.charAt(i) - '0';
            minutes = 10 * minutes + digit;
            right = digit >= 0 && digit <= 9 && minutes <= MOST_MINUTES;
        }
        if (!right) {
            throw new InvalidFileException(
                    file,
                    1,
                    name,
                    "a column is named by its lead in minutes",
                    "Name it such as h5 or h60.");
        }
        return minutes;
    }

    private static void requirePossible(Path file, TimedNumbers rows, Labels labels) {
        if (labels.signal() != Signal.AVERAGE) {
            return;
        }
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < rows.names().size(); column++) {
                if (rows.value(row, column) < 0) {
                    throw new InvalidFileException(
                            file,
                            0,
                            rows.names().get(column),
                            "has a value below zero: " + rows.value(row, column),
                            "An average intensity is never negative: correct the value.");
                }
            }
        }
    }

    @Override
    public String name() {
        return IntensityFile.ZONE_SOURCE;
    }

    @Override
    public List<Labels> offers() {
        return List.of(labels);
    }

    @Override
    public Forecast latest(GridZone wanted, Labels kind, Decision decision, Duration horizon)
            throws GridException {
        if (!wanted.equals(zone)) {
            throw new GridException(
                    GridException.Reason.UNKNOWN_ZONE,
                    file
                            + " holds forecasts of "
                            + (zone == null ? "an unnamed zone" : zone)
                            + ", not of "
                            + wanted);
        }
        if (!kind.equals(labels)) {
            throw new GridException(
                    GridException.Reason.NOT_OFFERED,
                    file + " holds " + words(labels) + " intensity, not " + words(kind));
        }
        return forecast(decision.at(), horizon);
    }

    private static String words(Labels labels) {
        return labels.signal().label() + " " + labels.factor().label();
    }

    /// The latest forecast that was issued no later than `at`.
    @Override
    public Forecast forecast(Instant at, Duration horizon) throws GridException {
        int row = latestRow(at);
        if (row < 0) {
            throw new GridException(
                    GridException.Reason.NOT_COVERED,
                    file
                            + " holds no forecast that was issued by "
                            + at
                            + ": the first is of "
                            + instant(rows.nanos(0)));
        }
        Instant end = at.plus(horizon);
        var timeline = Timeline.builder();
        double[] values = new double[leads.length - 1];
        for (int column = 0; column < values.length; column++) {
            long start = rows.nanos(row) + leads[column] * MINUTE;
            double value = rows.value(row, column);
            long until = rows.nanos(row) + leads[column + 1] * MINUTE;
            if (!Double.isNaN(value)
                    && instant(until).isAfter(at)
                    && instant(start).isBefore(end)) {
                values[timeline.size()] = value;
                timeline.add(start, until);
            }
        }
        if (timeline.size() == 0) {
            throw new GridException(
                    GridException.Reason.NOT_COVERED,
                    "the latest forecast that "
                            + file
                            + " holds for "
                            + at
                            + " was issued at "
                            + instant(rows.nanos(row))
                            + " and says nothing of the time after it");
        }
        var held = new HeldSeries(timeline.build(), Arrays.copyOf(values, timeline.size()));
        return new Forecast(
                instant(rows.nanos(row)),
                new IntensitySeries(zone, labels, Quality.FORECAST, source, held),
                "archived");
    }

    /// The row of the latest issue no later than `at`; negative where there is none.
    private int latestRow(Instant at) {
        int low = 0;
        int high = rows.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (instant(rows.nanos(middle)).isAfter(at)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low - 1;
    }

    private static Instant instant(long nanos) {
        return Instant.EPOCH.plusNanos(nanos);
    }

    /// The part of the horizon that each column is of.
    public List<Band> bands() {
        List<Band> bands = new ArrayList<>();
        for (int i = 0; i < leads.length - 1; i++) {
            bands.add(new Band(Duration.ofMinutes(leads[i]), Duration.ofMinutes(leads[i + 1])));
        }
        return bands;
    }

    /// How many forecasts there are.
    public int size() {
        return rows.size();
    }

    public Instant issuedAt(int index) {
        return instant(rows.nanos(index));
    }
}
