package wattle.meter.csv;

import java.nio.file.Path;
import java.util.List;
import wattle.series.EnergySeries;
import wattle.series.csv.InvalidFileException;
import wattle.series.csv.Reading;
import wattle.series.csv.SeriesFile;
import wattle.series.csv.ValueColumn;

/// Energy over time from a CSV file: `interval_start_utc,energy_joules`, or `power_watts` in place
/// of `energy_joules`, which is the mean power of the interval.
///
/// A file that has both is read as energy: that is what a meter counts, and power follows from it.
/// The remark that the power was left unread is in [#remarks].
///
/// ```java
/// EnergyFile.read(Path.of("gpu_energy_5min.csv"), Reading.STRICT).energy().total()
/// ```
///
/// @param energy the energy of each interval
/// @param column `energy_joules` or `power_watts`, whichever was read
/// @param remarks what a user must know of the reading, in sentences
public record EnergyFile(EnergySeries energy, String column, List<String> remarks) {

    private static final String MISSING =
            "Name the column of joules drawn in each interval, or of watts, so; 1 kWh is 3600000 J.";

    private static final ValueColumn JOULES =
            new ValueColumn(
                    "energy_joules",
                    "Energy drawn is never negative: check for a counter that wrapped or was reset.",
                    MISSING);

    private static final ValueColumn WATTS =
            new ValueColumn(
                    "power_watts",
                    "Power drawn is never negative: check the meter's sign.",
                    MISSING);

    public EnergyFile {
        remarks = List.copyOf(remarks);
    }

    /// @throws InvalidFileException if the file is not such a series
    public static EnergyFile read(Path file, Reading reading) {
        SeriesFile series = SeriesFile.read(file, List.of(JOULES, WATTS), reading);
        return new EnergyFile(energy(file, series), series.column().name(), series.remarks());
    }

    private static EnergySeries energy(Path file, SeriesFile series) {
        try {
            EnergySeries energy =
                    series.column().equals(JOULES) ? series.joules() : series.watts().energy();
            energy.total();
            return energy;
        } catch (IllegalArgumentException tooLarge) {
            throw new InvalidFileException(
                    file,
                    0,
                    null,
                    "holds " + series.column().name() + " that add up to more than can be counted",
                    "Check the unit and the largest values.");
        }
    }
}
