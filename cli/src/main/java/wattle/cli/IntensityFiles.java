package wattle.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.grid.Factor;
import wattle.grid.IntensitySeries;
import wattle.grid.Signal;
import wattle.grid.csv.IntensityFile;
import wattle.series.csv.Reading;

/// One intensity series from files that follow each other in time.
final class IntensityFiles {

    private IntensityFiles() {}

    /// @param files at least one
    /// @param remarks where to note what the user must know of the reading
    static IntensitySeries read(
            List<String> files,
            @Nullable Signal signal,
            @Nullable Factor factor,
            Reading reading,
            List<String> remarks) {
        IntensitySeries joined = null;
        for (String file : files) {
            IntensityFile read =
                    IntensityFile.read(
                            Words.path("--intensity-file", file), signal, factor, reading);
            remarks.addAll(read.remarks());
            try {
                joined = joined == null ? read.series() : joined.followedBy(read.series());
            } catch (IllegalArgumentException notJoinable) {
                throw new Failure(
                        Exit.INVALID_INPUT,
                        14,
                        file + " cannot follow the file before it: " + notJoinable.getMessage(),
                        "Give series of one zone, signal and factor, in order of time.",
                        notJoinable);
            }
        }
        return java.util.Objects.requireNonNull(joined, "there is at least one file");
    }
}
