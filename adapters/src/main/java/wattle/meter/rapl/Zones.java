package wattle.meter.rapl;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wattle.meter.sysfs.Tree;

/// The zones of a powercap tree.
///
/// @param byLabel each with its copies, the preferred one first
/// @param hidden zones whose name could not be read, as where a container shows the links of
///   `/sys/class` and not what they lead to
record Zones(Map<String, List<Zone>> byLabel, List<Path> hidden) {

    /// The registers of the processor first: only they have memory and platform as well. The copy
    /// by the memory-mapped interface of laptops repeats the package.
    private static final List<String> CONTROL_TYPES = List.of("intel-rapl:", "intel-rapl-mmio:");

    static Zones in(Path powercap) {
        var zones = new Zones(new LinkedHashMap<>(), new ArrayList<>());
        for (String type : CONTROL_TYPES) {
            for (Path folder : Tree.numbered(powercap, type)) {
                Zone top = zones.add(folder, null);
                if (top != null) {
                    for (Path sub : Tree.numbered(folder, folder.getFileName() + ":")) {
                        zones.add(sub, top);
                    }
                }
            }
        }
        return zones;
    }

    private @Nullable Zone add(Path folder, @Nullable Zone parent) {
        String name = Tree.text(folder.resolve("name"));
        if (name == null) {
            hidden.add(folder);
            return null;
        }
        Zone zone = Zone.of(folder, name, parent);
        if (zone != null) {
            byLabel.computeIfAbsent(zone.label(), _ -> new ArrayList<>()).add(zone);
        }
        return zone;
    }
}
