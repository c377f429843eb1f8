package wattle.grid.catalog;

import java.util.ArrayList;
import java.util.List;
import wattle.unit.CarbonMass;
import wattle.unit.Source;
import wattle.unit.catalog.Row;
import wattle.unit.catalog.Table;

/// Something everyday that an amount of carbon is as much as.
///
/// @param name the unit in the plural, such as "smartphone charges"
/// @param kind whether the unit emits carbon or takes it up
/// @param each the carbon of one unit
/// @param source who says so
/// @param year the edition, because the publisher revises the figures
public record Equivalent(String name, Kind kind, CarbonMass each, Source source, int year) {

    /// Which way the carbon goes.
    public enum Kind {
        /// The unit emits the carbon.
        EMISSION,
        /// The unit takes it up, over the time that its name says. Beside a footprint this reads
        /// like an offset, which it is not.
        UPTAKE
    }

    /// How many of the unit the amount is.
    public double count(CarbonMass carbon) {
        return carbon.grams() / each.grams();
    }

    /// All that are known, in the order in which to show them.
    public static List<Equivalent> all() {
        List<Equivalent> all = new ArrayList<>();
        for (Row row : Table.read(Equivalent.class, "equivalents.csv").rows()) {
            all.add(
                    new Equivalent(
                            row.key(),
                            row.text("kind").equals("uptake") ? Kind.UPTAKE : Kind.EMISSION,
                            new CarbonMass(row.number("grams_per_unit")),
                            GridSources.ALL.source(row.text("source")),
                            row.integer("year")));
        }
        return all;
    }
}
