package wattle.grid.catalog;

import org.jspecify.annotations.Nullable;
import wattle.unit.Source;
import wattle.unit.catalog.Row;
import wattle.unit.catalog.Table;

/// The table of fuels: how much carbon a kilowatt hour from each carries.
public final class FuelFactors {

    private static final Table TABLE = Table.read(FuelFactors.class, "fuels.csv");

    private FuelFactors() {}

    /// The median in g/kWh; null where there is no such fuel.
    ///
    /// @param key such as `coal_pulverised`
    public static @Nullable Double median(String key) {
        Row row = TABLE.row(key);
        return row == null ? null : (Double) row.number("median_g_per_kwh");
    }

    /// Who published the median of a fuel that is there.
    public static Source source(String key) {
        Row row = TABLE.row(key);
        if (row == null) {
            throw new IllegalArgumentException("no such fuel: " + key);
        }
        return GridSources.ALL.source(row.text("source"));
    }
}
