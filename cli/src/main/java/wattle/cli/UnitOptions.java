package wattle.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import wattle.footprint.FunctionalUnit;

/// The SCI's functional unit, an option that several commands share.
final class UnitOptions {

    @Option(
            names = "--per",
            paramLabel = "UNIT",
            description = "Functional unit of the SCI (default: the whole run).")
    private @Nullable String unit;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many of these units the job did (default: ${DEFAULT-VALUE}).")
    private double count = 1;

    /// @param otherwise what the whole run is called where the user named no unit
    FunctionalUnit unit(String otherwise) {
        if (unit != null && unit.isBlank()) {
            throw new Failure(Exit.USAGE, 50, "--per needs a name", "For example: --per epoch");
        }
        return new FunctionalUnit(unit == null ? otherwise : unit);
    }

    double count() {
        return Words.positive("--count", count);
    }
}
