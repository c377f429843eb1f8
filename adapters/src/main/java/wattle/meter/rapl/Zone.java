package wattle.meter.rapl;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import wattle.meter.Domain;
import wattle.meter.Part;
import wattle.meter.sysfs.Tree;

/// One zone of the powercap tree that is worth metering.
///
/// @param folder such as `/sys/class/powercap/intel-rapl:0`
/// @param label unique on the machine: `package-0`, `package-0-die-1`, `dram-0`, `psys`. Two zones
///   of one label are copies of one counter
/// @param packageNumber of a package or its die; -1 for others
/// @param die of a package; -1 where the package is not split
record Zone(Path folder, String label, Domain domain, int packageNumber, int die) {

    private static final String PACKAGE = "package-";
    private static final String DIE = "-die-";

    /// The zone that a folder holds; null for one that has no meter.
    ///
    /// @param name what the folder's file `name` says
    /// @param parent the zone around it; null at the top
    static @Nullable Zone of(Path folder, String name, @Nullable Zone parent) {
        if (parent != null) {
            // The name of a memory zone does not say whose it is: its package does.
            return name.equals("dram") && parent.domain == Domain.PACKAGE
                    ? new Zone(folder, "dram-" + parent.suffix(), Domain.DRAM, -1, -1)
                    : null;
        }
        if (name.equals("psys")) {
            return new Zone(folder, name, Domain.PLATFORM, -1, -1);
        }
        int split = name.indexOf(DIE);
        int number = Tree.number(split < 0 ? name : name.substring(0, split), PACKAGE);
        int die = split < 0 ? -1 : Tree.number(name.substring(split), DIE);
        return number < 0 || (split >= 0 && die < 0)
                ? null
                : new Zone(folder, name, Domain.PACKAGE, number, die);
    }

    /// `0`, or `0-die-1`.
    private String suffix() {
        return label.substring(PACKAGE.length());
    }

    Part part(String model) {
        String name = domain == Domain.PACKAGE ? "cpu-" + label : label;
        return Part.sensed(
                name,
                "rapl:" + label,
                domain,
                domain == Domain.PACKAGE ? model : "",
                "rapl powercap");
    }
}
