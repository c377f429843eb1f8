package wattle.grid.csv;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.grid.Factor;
import wattle.grid.GridZone;
import wattle.grid.IntensitySeries;
import wattle.grid.Labels;
import wattle.grid.Signal;
import wattle.series.csv.InvalidFileException;
import wattle.series.csv.Reading;
import wattle.series.csv.SeriesFile;
import wattle.series.csv.ValueColumn;
import wattle.unit.Source;

/// Carbon intensity over time from a CSV file: `timestamp_utc,g_per_kwh`.
///
/// Such a file does not say what it is. The caller does, or a `regions.csv` in its folder whose
/// column `region` names the file without `.csv` or `.csv.gz`; where both speak, they must agree.
/// Zone, licence, source and quality come from `regions.csv` alone; the quality is unstated unless
/// its column `quality` says otherwise.
///
/// A value below zero is refused unless the signal is marginal: by its definition an average cannot
/// be negative, and a series that nobody labelled may be an average.
///
/// ```java
/// IntensityFile.read(Path.of("FR.csv.gz"), Signal.AVERAGE, Factor.LIFECYCLE_CO2E, Reading.STRICT)
/// ```
///
/// @param series the intensity with its labels
/// @param remarks what a user must know of the reading, in sentences
public record IntensityFile(IntensitySeries series, List<String> remarks) {

    /// The source of zones that a file names.
    public static final String ZONE_SOURCE = "file";

    private static final String MISSING =
            "Name the column of grams of CO2eq per kWh so; lb/MWh x 0.45359237 and kg/MWh are g/kWh.";

    public IntensityFile {
        remarks = List.copyOf(remarks);
    }

    /// @param signal what the caller says it is; null where the caller does not say
    /// @param factor what the caller says it counts; null where the caller does not say
    /// @throws InvalidFileException if the file is not such a series, `regions.csv` cannot be read,
    ///   or it says something else than the caller
    public static IntensityFile read(
            Path file, @Nullable Signal signal, @Nullable Factor factor, Reading reading) {
        RegionsFile regions = RegionsFile.beside(file);
        Signal whichSignal = regions.signal(signal);
        Factor whichFactor = regions.factor(factor);
        SeriesFile series = SeriesFile.read(file, List.of(column(whichSignal)), reading);
        List<String> remarks = new ArrayList<>(series.remarks());
        remarks.addAll(regions.remarks());
        return new IntensityFile(
                new IntensitySeries(
                        zone(regions),
                        new Labels(whichSignal, whichFactor),
                        regions.quality(),
                        new Source(regions.source(), regions.licence()),
                        series.held()),
                remarks);
    }

    private static @Nullable GridZone zone(RegionsFile regions) {
        String zone = regions.zone();
        return zone == null ? null : new GridZone(ZONE_SOURCE, zone);
    }

    private static ValueColumn column(Signal signal) {
        String negativeAdvice =
                switch (signal) {
                    case MARGINAL, LONG_RUN_MARGINAL -> null;
                    case AVERAGE -> "An average intensity is never negative: correct the value.";
                    case UNSTATED ->
                            "Only a marginal intensity can be: pass --signal marginal if this is"
                                    + " one, or correct the value.";
                };
        return new ValueColumn("g_per_kwh", negativeAdvice, MISSING);
    }
}
