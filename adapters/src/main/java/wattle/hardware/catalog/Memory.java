package wattle.hardware.catalog;

import wattle.unit.Power;
import wattle.unit.Range;
import wattle.unit.Source;
import wattle.unit.catalog.Row;
import wattle.unit.catalog.Table;

/// The mean power of one gigabyte of a server's memory, whether it is used or not.
public record Memory(Range<Power> perGigabyte, Source source) {

    /// The figures in use: 0.3725 W/GB (Green Algorithms), at the high end 0.392 W/GB (Cloud Carbon
    /// Footprint).
    public static Memory ofServers() {
        Row row = Table.read(Memory.class, "memory.csv").rows().get(0);
        return new Memory(
                new Range<>(
                        new Power(row.number("watts_per_gb_low")),
                        new Power(row.number("watts_per_gb")),
                        new Power(row.number("watts_per_gb_high"))),
                HardwareSources.ALL.source(row.text("source")));
    }
}
