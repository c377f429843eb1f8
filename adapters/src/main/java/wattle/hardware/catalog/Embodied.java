package wattle.hardware.catalog;

import java.time.Duration;
import wattle.hardware.EmbodiedCarbon;
import wattle.unit.CarbonMass;
import wattle.unit.Range;
import wattle.unit.catalog.Row;
import wattle.unit.catalog.Table;

/// Published embodied carbon, with the spread of what has been published.
///
/// A year of life is 365 days: the SCI's example (1,000 kg over four years, one hour: 28.5 g) and
/// the 26,280 hours that others use for three years.
public final class Embodied {

    private static final int DAYS_PER_YEAR = 365;

    private Embodied() {}

    /// One server with processors and memory, without accelerators.
    public static EmbodiedCarbon server() {
        return of("server");
    }

    static EmbodiedCarbon of(String key) {
        Row row = Table.read(Embodied.class, "embodied.csv").row(key);
        if (row == null) {
            throw new IllegalStateException("embodied.csv has no row " + key);
        }
        return new EmbodiedCarbon(
                new Range<>(
                        CarbonMass.ofKilograms(row.number("kg_low")),
                        CarbonMass.ofKilograms(row.number("kg")),
                        CarbonMass.ofKilograms(row.number("kg_high"))),
                new Range<>(
                        years(row.integer("years_low")),
                        years(row.integer("years")),
                        years(row.integer("years_high"))),
                HardwareSources.ALL.source(row.text("source")));
    }

    private static Duration years(int years) {
        return Duration.ofDays((long) years * DAYS_PER_YEAR);
    }
}
