package wattle.meter.rapl;

import java.nio.file.Path;
import wattle.meter.Domain;
import wattle.meter.sysfs.Tree;
import wattle.unit.Power;

/// More than a zone can draw, beyond which a counter's advance is refused.
///
/// Three times what the hardware says it is made for: a package's rated power
/// (`constraint_*_max_power_uw`), or what it may draw for a while (`constraint_*_power_limit_uw`)
/// if that is more. Without a rated power (AMD, most platforms) a stated constant, because a limit
/// alone may be set low by someone and higher later.
final class Limits {

    private static final int CONSTRAINTS = 3;
    private static final double TIMES = 3;

    /// No processor of today is made for more than 500 W.
    private static final Power PACKAGE = new Power(1_000);

    /// Several packages and what is around them.
    private static final Power PLATFORM = new Power(10_000);

    /// Firmware without a limit writes the largest number that fits, 4 kW or more.
    private static final long LARGEST_MICROWATTS = 2_000_000_000L;

    private Limits() {}

    static Power of(Zone zone) {
        double rated = largest(zone.folder(), "_max_power_uw");
        if (zone.domain() == Domain.PLATFORM) {
            return PLATFORM;
        }
        if (rated == 0) {
            return PACKAGE;
        }
        return new Power(TIMES * Math.max(rated, largest(zone.folder(), "_power_limit_uw")) / 1e6);
    }

    private static double largest(Path folder, String suffix) {
        long largest = 0;
        for (int i = 0; i < CONSTRAINTS; i++) {
            long value = Tree.number(folder.resolve("constraint_" + i + suffix)).orElse(0);
            if (value <= LARGEST_MICROWATTS) {
                largest = Math.max(largest, value);
            }
        }
        return largest;
    }
}
