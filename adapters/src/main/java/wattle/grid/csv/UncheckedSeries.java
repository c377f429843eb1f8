package wattle.grid.csv;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import wattle.grid.RawIntensity;
import wattle.grid.Signal;
import wattle.series.csv.InvalidFileException;

/// The rows of an intensity file in whatever shape [RawFile] knows, as they came, with their
/// faults: what [IntensityFile] refuses can be looked at here. Times are those at which intervals
/// start.
///
/// @param rows in the file's order
/// @param signal as the shape, `regions.csv` or the caller says
/// @param zone as the rows or `regions.csv` say; null where they do not
public record UncheckedSeries(RawIntensity rows, Signal signal, @Nullable String zone) {

    /// @param said what the caller says the signal is; null where the caller does not say
    /// @throws InvalidFileException if the file cannot be read
    public static UncheckedSeries read(Path file, @Nullable Signal said) {
        RawFile raw = RawFile.read(file, RawOptions.NONE.withSignal(said));
        return new UncheckedSeries(
                raw.atStarts(),
                raw.labels().signal(),
                raw.zones().isEmpty() ? null : raw.zones().getFirst());
    }
}
