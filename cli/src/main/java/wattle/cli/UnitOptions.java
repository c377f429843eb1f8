package wattle.cli;

import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import wattle.footprint.FunctionalUnit;

/// The SCI's functional unit, an option that several commands share.
final class UnitOptions {

    private final Opt<String> unit =
            Opt.text("--per", "UNIT", "Functional unit of the SCI (default: the whole run).");

    private final Opt<Double> count =
            Opt.number("--count", "N", "How many of these units the job did (default: 1).");

    CommandSpec addTo(CommandSpec command) {
        return Opt.add(command, unit, count);
    }

    void save(Map<String, String> texts) {
        unit.save(texts);
        count.save(texts);
    }

    void restore(Map<String, String> texts) {
        unit.restore(texts);
        count.restore(texts);
    }

    /// @param otherwise what the whole run is called where the user named no unit
    FunctionalUnit unit(String otherwise) {
        String name = unit.or(otherwise);
        if (name.isBlank()) {
            throw new Failure(Exit.USAGE, 50, "--per needs a name", "For example: --per epoch");
        }
        return new FunctionalUnit(name);
    }

    boolean hasCount() {
        return count.given();
    }

    double count() {
        return Words.positive("--count", count.or(1.0));
    }
}
