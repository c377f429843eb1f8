package wattle.cli;

import wattle.footprint.FunctionalUnit;
import wattle.meter.Tally;

/// The SCI's functional unit of a run and how many it did: as given, or as counted while it ran.
///
/// @param unit R
/// @param count above zero
record Units(FunctionalUnit unit, double count) {

    /// A given count wins over what was marked. `--per "1000 requests"` divides marked units by
    /// 1,000. Epochs are the unit where nothing else was marked.
    static Units of(UnitOptions options, Tally tally) {
        if (options.hasCount()) {
            return new Units(options.unit("run"), options.count());
        }
        double units = tally.units();
        double epochs = tally.epochs();
        if (units > 0) {
            FunctionalUnit unit = options.unit("unit");
            return new Units(unit, units / size(unit.name()));
        }
        if (epochs > 0) {
            FunctionalUnit unit = options.unit("epoch");
            return new Units(unit, epochs / size(unit.name()));
        }
        return new Units(options.unit("run"), 1);
    }

    /// The number that a unit's name begins with: 1000 in `1,000 requests`.
    private static double size(String name) {
        int space = name.indexOf(' ');
        if (space < 1) {
            return 1;
        }
        try {
            double size = Double.parseDouble(name.substring(0, space).replace(",", ""));
            return size > 0 && !Double.isInfinite(size) ? size : 1;
        } catch (NumberFormatException notANumber) {
            return 1;
        }
    }
}
