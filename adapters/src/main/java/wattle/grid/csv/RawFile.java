package wattle.grid.csv;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.grid.Factor;
import wattle.grid.Labels;
import wattle.grid.RawIntensity;
import wattle.grid.Signal;
import wattle.series.csv.CsvFile;
import wattle.series.csv.InvalidFileException;
import wattle.unit.Source;

/// A file of carbon intensity in the shape of its source, recognised by its header: the rows as
/// they came and what the file says of itself.
///
/// The values are in g/kWh, whatever they were in. Rows out of order, twice, without a value or at
/// unequal steps are all there: putting that right is left to others. What cannot be read at all, a
/// word for a number or a time of no zone, is refused.
///
/// ```java
/// RawFile file = RawFile.read(Path.of("FR_2024_hourly.csv"), RawOptions.NONE);
/// file.rows().value(0) // in g/kWh
/// ```
///
/// @param file where it was read from
/// @param rows the rows, with the times as they stand in the file
/// @param shape the name of the shape, such as `electricitymaps`
/// @param labels signal and factor; unstated where neither the shape nor the caller says
/// @param zones the grid zones of the rows, as the file or the `regions.csv` beside it name them;
///   empty where neither does
/// @param unit what the values were in; null where they were computed from a mix
/// @param late by how much the times are later than the starts of their intervals: an hour where
///   they mark the ends of hours, zero where they mark the starts
/// @param mayBeEmpty whether an empty cell is this shape's way to say that there is no value
/// @param source who published it, as far as it is known
/// @param remarks what a user must know of the reading, in sentences
public record RawFile(
        Path file,
        RawIntensity rows,
        String shape,
        Labels labels,
        List<String> zones,
        @Nullable IntensityUnit unit,
        Duration late,
        boolean mayBeEmpty,
        Source source,
        List<String> remarks) {

    public RawFile {
        zones = List.copyOf(zones);
        remarks = List.copyOf(remarks);
    }

    /// @throws InvalidFileException if its shape is not known, a cell cannot be read, or what the
    ///   caller says does not go with it
    public static RawFile read(Path file, RawOptions options) {
        if (JsonAnswer.is(file)) {
            return JsonAnswer.read(file, options);
        }
        var rows = new RawRows(file, options);
        CsvFile.read(file, rows);
        return rows.file();
    }

    static RawFile of(
            Path file,
            RawIntensity rows,
            Layout layout,
            List<String> zones,
            Duration late,
            RawOptions options,
            List<String> remarks) {
        IntensityUnit unit = null;
        boolean mayBeEmpty = true;
        if (layout.values() instanceof Layout.Values.Intensity intensity) {
            unit = intensity.unit();
            mayBeEmpty = intensity.mayBeEmpty();
        }
        Labels labels = labels(file, layout, options);
        Source source = layout.source();
        List<String> places = zones;
        if (layout.labels().equals(Labels.UNSTATED)) {
            RegionsFile regions = RegionsFile.beside(file);
            labels = new Labels(regions.signal(options.signal()), regions.factor(options.factor()));
            source =
                    source == null || regions.row() != null
                            ? new Source(regions.source(), regions.licence())
                            : source;
            String zone = regions.zone();
            places = zone == null || !zones.isEmpty() ? zones : List.of(zone);
        }
        List<String> said = new ArrayList<>();
        if (unit != null && unit != IntensityUnit.GRAMS_PER_KWH) {
            said.add(
                    unit.label() + " x " + unit.gramsPerKilowattHour() + " was converted to g/kWh");
        }
        if (!late.isZero()) {
            said.add(
                    (options.hourEnding() ? "as stated" : "as such files have it")
                            + ", times mark the ends of hours; the starts are an hour earlier");
        }
        said.addAll(remarks);
        return new RawFile(
                file,
                rows,
                layout.shape(),
                labels,
                places,
                unit,
                late,
                mayBeEmpty,
                java.util.Objects.requireNonNullElseGet(
                        source, () -> new Source(file.toString(), null)),
                said);
    }

    private static Labels labels(Path file, Layout layout, RawOptions options) {
        Labels fixed = layout.labels();
        Signal signal = options.signal();
        Factor factor = options.factor();
        if (signal != null && fixed.signal() != Signal.UNSTATED && fixed.signal() != signal) {
            throw contradiction(file, layout, fixed.signal().label(), signal.label(), "--signal");
        }
        if (factor != null && fixed.factor() != Factor.UNSTATED && fixed.factor() != factor) {
            throw contradiction(file, layout, fixed.factor().label(), factor.label(), "--factor");
        }
        return fixed;
    }

    private static InvalidFileException contradiction(
            Path file, Layout layout, String is, String said, String option) {
        return new InvalidFileException(
                file,
                0,
                null,
                "has the shape " + layout.shape() + ", which is " + is + ", and not " + said,
                "Leave out " + option + ".");
    }

    /// The rows with the starts of their intervals.
    public RawIntensity atStarts() {
        if (late.isZero()) {
            return rows;
        }
        long nanos = late.toNanos();
        RawIntensity.Builder shifted = RawIntensity.builder();
        for (int row = 0; row < rows.size(); row++) {
            shifted.add(
                    rows.nanos(row) - nanos, rows.value(row), rows.quality(row), rows.line(row));
        }
        return shifted.build();
    }
}
